namespace Scopix.Emulator.Media;

/// <summary>
/// DOCX: a ZIP whose central directory names <c>[Content_Types].xml</c> and <c>word/document.xml</c>. Nothing is inflated;
/// ZIP64 is not read.
/// </summary>
internal static class Docx
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <exception cref="RefusedMediaException">Any other ZIP: an archive, a workbook, a Word document with macros.</exception>
    public static MediaFacts Read(FileBytes bytes)
    {
        var names = Names(bytes);
        if (!names.Contains("[Content_Types].xml")) throw RefusedMediaException.Named("a ZIP archive");
        if (names.Contains("xl/workbook.xml")) throw RefusedMediaException.Named("an Excel workbook (XLSX)");
        if (names.Contains("ppt/presentation.xml")) throw RefusedMediaException.Named("a PowerPoint presentation (PPTX)");
        if (names.Contains("word/vbaProject.bin")) throw RefusedMediaException.Named("a Word document with macros (DOCM)");
        if (!names.Contains("word/document.xml")) throw RefusedMediaException.Named("a ZIP archive");
        return new MediaFacts("document", ContentType, "docx", DocumentType: "docx");
    }

    /// <summary>The names in the central directory that are short enough to be telling.</summary>
    private static HashSet<string> Names(FileBytes bytes) =>
        [.. ZipDirectory.Entries(bytes, longestName: 32).Select(entry => entry.Name)];
}
