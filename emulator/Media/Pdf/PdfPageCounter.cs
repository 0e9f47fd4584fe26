namespace Scopix.Media.Pdf;

/// <summary>How many pages a file has, whether or not its text can be read.</summary>
internal static class PdfPageCounter
{
    /// <summary>
    /// Null when the page tree cannot be read. Behind a password parts of it may be hidden: there the pages that are found must
    /// be as many as the tree says.
    /// </summary>
    public static int? Count(PdfFile file)
    {
        var found = new PdfPageTree(file).ReadPages().Take(DocumentReader.MaxPages).Count();
        if (found == 0) return null;
        var said = file.Resolve(file.Resolve(file.Root["Pages"]).Dictionary["Count"]).ToInt();
        return file.DecryptionError is null || said == found || (said > found && found == DocumentReader.MaxPages) ? found : null;
    }
}
