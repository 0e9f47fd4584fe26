using Scopix.Media.Pdf;
using Scopix.Media.Word;

namespace Scopix.Media;

/// <summary>Reads the text and the structure of PDF, DOCX, MD and TXT files into one model.</summary>
internal static class DocumentReader
{
    /// <summary>In UTF-16 units. Text after this many is omitted, and the result is marked as truncated.</summary>
    public const int MaxCharacters = 10_000_000;

    public const int MaxPages = 10_000;

    public const int MaxBlocks = 200_000;

    /// <summary>Reads a document of the type that <see cref="MediaInspector"/> found (<c>pdf</c>, <c>docx</c>, <c>md</c> or <c>txt</c>)
    /// in bounded memory. The call is synchronous and CPU-bound; do not make it on a request's thread. The stream is not closed, and its
    /// position is undefined.</summary>
    /// <exception cref="UnreadableDocumentException">The document is broken, encrypted, without text, or too large.</exception>
    public static DocumentText Read(Stream seekable, string documentType, TextFormat? known = null, CancellationToken cancel = default)
    {
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
