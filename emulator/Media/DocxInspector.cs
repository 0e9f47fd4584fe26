using Scopix.Media.Word;

namespace Scopix.Media;

/// <summary>DOCX: a ZIP with <c>[Content_Types].xml</c> whose main part is a Word document, at any path. Only the two parts that name the
/// main part are read, and the first tag of a main part without a stated type. ZIP64 is not supported.</summary>
internal static class DocxInspector
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <exception cref="RefusedMediaException">Any other ZIP: an archive, a workbook, a Word document with macros.</exception>
    public static MediaFacts Inspect(FileBytes bytes)
    {
        var package = new WordPackage(bytes, new ReadingBudget(Math.Min(bytes.Length, 1 << 20)));
        if (!package.HasPart("[content_types].xml")) throw RefusedMediaException.ForKind("a ZIP archive");
        var type = package.MainPart is { } main ? package.GetContentType(main) : "";
        if (ContainsWord(type, "spreadsheetml") || package.HasPart("xl/workbook.xml"))
            throw RefusedMediaException.ForKind("an Excel workbook (XLSX)");
        if (ContainsWord(type, "presentationml") || package.HasPart("ppt/presentation.xml"))
            throw RefusedMediaException.ForKind("a PowerPoint presentation (PPTX)");
        if (ContainsWord(type, "macroenabled") || package.HasPartEndingWith("vbaproject.bin"))
            throw RefusedMediaException.ForKind("a Word document with macros (DOCM)");
        if (package.MainPart is null || !IsWordDocument(package, type)) throw RefusedMediaException.ForKind("a ZIP archive");
        return new MediaFacts("document", ContentType, "docx", DocumentType: "docx");
    }

    private static bool ContainsWord(string type, string word) => type.Contains(word, StringComparison.Ordinal);

    private static bool IsWordDocument(WordPackage package, string type)
    {
        if (ContainsWord(type, "wordprocessingml") || package.MainPart == "word/document.xml") return true;
        var isWord = false;
        try
        {
            package.ReadPart(package.MainPart!, reader =>
                isWord = reader.MoveToContent() == XmlNodeType.Element && WordXml.IsWordElement(reader));
        }
        catch (UnreadableDocumentException)
        {
            // A part that cannot be read is not a Word document.
        }
        return isWord;
    }
}
