namespace Scopix.Media.Pdf;

/// <summary>One shown character. The text is empty when it is unknown; the width is in text space units at size 1; word spacing applies
/// to the one-byte code 32.</summary>
internal readonly record struct PdfGlyph(string Text, double Width, bool IsSpace);

internal abstract class PdfFont
{
    public required bool IsBold { get; init; }
    public required bool IsFixedPitch { get; init; }

    /// <summary>The height of letters at size 1, in text space: 1 except for Type 3.</summary>
    public double Scale { get; protected init; } = 1;

    /// <summary>Reads the first code of a string.</summary>
    public abstract PdfGlyph ReadGlyph(ReadOnlySpan<byte> bytes, out int length);

    /// <summary>An invalid font reads as Latin letters of common widths.</summary>
    public static PdfFont Read(PdfFile file, PdfDictionary font)
    {
        var subtype = file.Resolve(font["Subtype"]).Name;
        var name = file.Resolve(font["BaseFont"]).Name ?? "";
        var inner = subtype == "Type0" && file.Resolve(font["DescendantFonts"]).Array is [var first, ..]
            ? file.Resolve(first).Dictionary : font;
        var descriptor = file.Resolve(inner["FontDescriptor"]).Dictionary;
        var flags = file.Resolve(descriptor["Flags"]).ToInt();
        var fixedPitch = (flags & 1) != 0 || ContainsAny(name, "Courier", "Mono", "CMTT", "Typewriter");
        var bold = (flags & (1 << 18)) != 0 || ContainsAny(name, "Bold", "Black", "CMBX", "SFBX", "-Demi", "Heavy")
            || file.Resolve(descriptor["StemV"]).ToDouble() is > 140 and < 1000;
        var toUnicode = file.Resolve(font["ToUnicode"]).Stream is { } stream
            ? PdfCMap.Read(PdfFilters.Decode(file, stream), file.Budget) : null;
        if (subtype == "Type0")
            return new PdfCidFont(file, font, inner, descriptor, toUnicode) { IsBold = bold, IsFixedPitch = fixedPitch };
        return new PdfSimpleFont(file, font, descriptor, toUnicode) { IsBold = bold, IsFixedPitch = fixedPitch };
    }

    private static bool ContainsAny(string name, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
