namespace Scopix.Media;

/// <summary>Builds the facts of a picture as displayed from its facts as stored.</summary>
internal sealed class PictureFactsBuilder(string format, string extension)
{
    public long Width { get; set; }
    public long Height { get; set; }

    /// <summary>The first EXIF block; later ones are ignored.</summary>
    public ExifData? Exif { get; set; }

    /// <summary>The first damage found; later damage is a consequence of it.</summary>
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
            CapturedAt: Exif?.CapturedAt, Damage: Damage)
        { Camera = Exif?.Camera };
    }
}
