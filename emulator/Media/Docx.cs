using System.Xml;
using Scopix.Emulator.Media.Word;

namespace Scopix.Emulator.Media;

/// <summary>
/// DOCX: a ZIP with <c>[Content_Types].xml</c> whose main part (<see cref="WordPackage.Main"/>) is a Word document, wherever it
/// lies. Of its parts only the two that name the main part are read, and the first tag of one whose type is not stated; ZIP64
/// is not read.
/// </summary>
internal static class Docx
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <exception cref="RefusedMediaException">Any other ZIP: an archive, a workbook, a Word document with macros.</exception>
    public static MediaFacts Read(FileBytes bytes)
    {
        var package = new WordPackage(bytes, new ReadingBudget(Math.Min(bytes.Length, 1 << 20)));
        if (!package.Has("[content_types].xml")) throw RefusedMediaException.Named("a ZIP archive");
        var type = package.Main is { } main ? package.TypeOf(main) : "";
        if (Says(type, "spreadsheetml") || package.Has("xl/workbook.xml")) throw RefusedMediaException.Named("an Excel workbook (XLSX)");
        if (Says(type, "presentationml") || package.Has("ppt/presentation.xml")) throw RefusedMediaException.Named("a PowerPoint presentation (PPTX)");
        if (Says(type, "macroenabled") || package.HasEnding("vbaproject.bin")) throw RefusedMediaException.Named("a Word document with macros (DOCM)");
        if (package.Main is null || !IsWord(package, type)) throw RefusedMediaException.Named("a ZIP archive");
        return new MediaFacts("document", ContentType, "docx", DocumentType: "docx");
    }

    private static bool Says(string type, string word) => type.Contains(word, StringComparison.Ordinal);

    private static bool IsWord(WordPackage package, string type)
    {
        if (Says(type, "wordprocessingml") || package.Main == "word/document.xml") return true;
        try
        {
            return package.Read(package.Main!, reader => reader.MoveToContent() == XmlNodeType.Element && WordXml.IsWord(reader));
        }
        catch (UnreadableDocumentException)
        {
            return false;
        }
    }
}
