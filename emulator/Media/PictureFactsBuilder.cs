namespace Scopix.Media;

/// <summary>What the four picture readers have in common: facts as displayed, from facts as stored.</summary>
internal sealed class PictureFactsBuilder(string format, string extension)
{
    public long Width { get; set; }

    public long Height { get; set; }

    /// <summary>The first EXIF block, null until there was one; any later ones are left unread.</summary>
    public ExifData? Exif { get; set; }

    /// <summary>The first thing found wrong; later findings follow from it.</summary>
    public string? Damage { get; private set; }

    public bool ReportDamage(string sentence)
    {
        Damage ??= sentence;
        return false;
    }

    public MediaFacts ToFacts()
    {
        var known = Width is > 0 and <= int.MaxValue && Height is > 0 and <= int.MaxValue;
        if (!known) ReportDamage("The picture's header gives no size.");
        var (width, height) = Exif is { SwapsWidthAndHeight: true } ? (Height, Width) : (Width, Height);
        return new MediaFacts("image", "image/" + format, extension, format,
            Width: known ? (int)width : null, Height: known ? (int)height : null,
            CapturedAt: Exif?.CapturedAt, Damage: Damage);
    }
}
