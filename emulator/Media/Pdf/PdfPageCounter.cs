namespace Scopix.Media.Pdf;

internal static class PdfPageCounter
{
    /// <summary>Null when the page tree cannot be read. In an encrypted file parts of it may be hidden, so the number of pages found must
    /// equal the stated one.</summary>
    public static int? Count(PdfFile file)
    {
        var found = new PdfPageTree(file).ReadPages().Take(DocumentReader.MaxPages).Count();
        if (found == 0) return null;
        var said = file.Resolve(file.Resolve(file.Root["Pages"]).Dictionary["Count"]).ToInt();
        return file.DecryptionError is null || said == found || (said > found && found == DocumentReader.MaxPages) ? found : null;
    }
}
