namespace Scopix.Media.Pdf;

/// <summary>Reads the appearances of annotations (ISO 32000-1, 12.5): form fields, notes, stamps. Hidden ones, pop-ups and links are
/// skipped.</summary>
internal static class PdfAnnotations
{
    private const int MaxAnnotations = 5_000, Hidden = 1 << 1, NoView = 1 << 5;

    public static void RunAppearances(PdfFile file, PdfPage page, PdfContentInterpreter interpreter)
    {
        foreach (var reference in file.Resolve(page.Dictionary["Annots"]).Array.Take(MaxAnnotations))
        {
            file.Budget.Spend(100);
            var annotation = file.Resolve(reference).Dictionary;
            if ((file.Resolve(annotation["F"]).ToInt() & (Hidden | NoView)) != 0) continue;
            if (file.Resolve(annotation["Subtype"]).Name is "Popup" or "Link") continue;
            if (FindAppearance(file, annotation) is not { } form || file.ReadRectangle(annotation["Rect"]) is not { } rectangle) continue;
            interpreter.RunAppearance(rectangle, form, page.Resources, page.DisplayMatrix);
        }
    }

    /// <summary>The normal appearance in the current appearance state.</summary>
    private static PdfStream? FindAppearance(PdfFile file, PdfDictionary annotation)
    {
        var normal = file.Resolve(file.Resolve(annotation["AP"]).Dictionary["N"]);
        if (normal.Kind == PdfKind.Dictionary && file.Resolve(annotation["AS"]).Name is { } state)
            normal = file.Resolve(normal.Dictionary[state]);
        return normal.Stream;
    }
}
