namespace Scopix.Emulator.Media.Pdf;

/// <summary>How many pages a file has, whether or not its text can be read.</summary>
internal static class PdfPageCount
{
    /// <summary>
    /// Null when the page tree cannot be read. Behind a password parts of it may be hidden: there the pages that are found must
    /// be as many as the tree says.
    /// </summary>
    public static int? Of(PdfFile file)
    {
        var found = new PdfPages(file).Read().Take(DocumentReader.MaxPages).Count();
        if (found == 0) return null;
        var said = file.Get(file.Get(file.Root["Pages"]).Dictionary["Count"]).Int();
        return file.Locked is null || said == found || (said > found && found == DocumentReader.MaxPages) ? found : null;
    }
}
