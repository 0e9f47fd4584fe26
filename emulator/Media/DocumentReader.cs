using Scopix.Media.Pdf;
using Scopix.Media.Word;

namespace Scopix.Media;

/// <summary>Reads the text and the structure of PDF, DOCX, MD and TXT files, all into one model.</summary>
internal static class DocumentReader
{
    /// <summary>How much text is kept, in UTF-16 units; what comes after is left out and the text marked as truncated.</summary>
    public const int MaxCharacters = 10_000_000;

    /// <summary>How many pages are kept; what comes after is left out and the text marked as truncated.</summary>
    public const int MaxPages = 10_000;

    /// <summary>How many blocks are kept; what comes after is left out and the text marked as truncated.</summary>
    public const int MaxBlocks = 200_000;

    /// <summary>
    /// Reads a document of the type that <see cref="MediaInspector"/> found. Files of any length are read in bounded memory:
    /// PDF and DOCX in pieces where they are needed, TXT and MD up to <see cref="MaxCharacters"/>. It works, and does not wait:
    /// call it off the request's thread. The stream is left anywhere and not closed.
    /// </summary>
    /// <param name="seekable">The file.</param>
    /// <param name="documentType"><c>pdf</c>, <c>docx</c>, <c>md</c> or <c>txt</c>.</param>
    /// <param name="cancel">Looked at every so many steps (<see cref="ReadingBudget"/>).</param>
    /// <exception cref="UnreadableDocumentException">The document is broken, encrypted, without text, or too large.</exception>
    public static DocumentText Read(Stream seekable, string documentType, CancellationToken cancel = default) =>
        Read(seekable, documentType, null, cancel);

    /// <summary>The same for a text of which it is known how it is written: <see cref="MediaFacts.TextFormat"/>.</summary>
    internal static DocumentText Read(Stream seekable, string documentType, TextFormat? known, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        var budget = new ReadingBudget(seekable.Length, cancel);
        return documentType switch
        {
            "pdf" => PdfTextReader.Read(new FileBytes(seekable), budget),
            "docx" => WordTextReader.Read(new FileBytes(seekable), budget),
            "md" => MarkdownReader.Read(seekable, known, budget),
            "txt" => PlainTextReader.Read(seekable, known, budget),
            _ => throw new ArgumentException($"'{documentType}' is not a document type.", nameof(documentType)),
        };
    }
}
