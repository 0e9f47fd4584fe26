namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// What lies on a page (ISO 32000-1, 12.5): filled fields of a form, notes typed into the page, stamps, as they look. Hidden
/// ones, pop-ups and links are passed over.
/// </summary>
internal static class PdfAnnotations
{
    private const int MaxAnnotations = 5_000, Hidden = 1 << 1, NoView = 1 << 5;

    public static void Show(PdfFile file, PdfPage page, PdfContent content)
    {
        foreach (var reference in file.Get(page.Dictionary["Annots"]).Array.Take(MaxAnnotations))
        {
            file.Budget.Spend(100);
            var annotation = file.Get(reference).Dictionary;
            if ((file.Get(annotation["F"]).Int() & (Hidden | NoView)) != 0) continue;
            if (file.Get(annotation["Subtype"]).Name is "Popup" or "Link") continue;
            if (Appearance(file, annotation) is not { } form || Rectangle(file, annotation) is not { } rectangle) continue;
            content.Fill(rectangle, form, page.Resources, page.ToDisplay);
        }
    }

    /// <summary>The normal appearance, in the state that it is in.</summary>
    private static PdfStream? Appearance(PdfFile file, PdfDictionary annotation)
    {
        var normal = file.Get(file.Get(annotation["AP"]).Dictionary["N"]);
        if (normal.Kind == PdfKind.Dictionary && file.Get(annotation["AS"]).Name is { } state) normal = file.Get(normal.Dictionary[state]);
        return normal.Stream;
    }

    private static double[]? Rectangle(PdfFile file, PdfDictionary annotation)
    {
        var sides = file.Get(annotation["Rect"]).Array.Take(4).Select(side => file.Get(side).Double()).ToArray();
        if (sides.Length < 4) return null;
        return [Math.Min(sides[0], sides[2]), Math.Min(sides[1], sides[3]), Math.Max(sides[0], sides[2]), Math.Max(sides[1], sides[3])];
    }
}
