namespace Scopix.Media.Pdf;

/// <summary>The part of the graphics state that affects text.</summary>
internal struct PdfGraphicsState
{
    public PdfGraphicsState()
    {
    }

    public PdfMatrix Matrix { get; set; } = PdfMatrix.Identity;
    public PdfFont? Font { get; set; }
    public double FontSize { get; set; }
    public double CharacterSpacing { get; set; }
    public double WordSpacing { get; set; }

    /// <summary>1 for text that is not stretched.</summary>
    public double HorizontalScaling { get; set; } = 1;
    public double Leading { get; set; }
    public double Rise { get; set; }
}

/// <summary>The style of a character; its size is in points, as displayed.</summary>
internal readonly record struct PdfStyle(PdfDirection Direction, double Size, bool IsBold, bool IsFixedPitch);

/// <summary>The direction of a line, in whole degrees clockwise, with coordinates along (u) and across (v) it.</summary>
internal readonly record struct PdfDirection(int Degrees)
{
    public static PdfDirection FromMatrix(in PdfMatrix matrix)
    {
        var degrees = Math.Atan2(matrix.B, matrix.A) * 180 / Math.PI;
        return new PdfDirection(double.IsFinite(degrees) ? (int)Math.Round(degrees) : 0);
    }

    public (double U, double V) ToLineCoordinates((double X, double Y) point)
    {
        var (sin, cos) = SinCos();
        return ((point.X * cos) + (point.Y * sin), (point.Y * cos) - (point.X * sin));
    }

    public (double X, double Y) ToPageCoordinates(double u, double v)
    {
        var (sin, cos) = SinCos();
        return ((u * cos) - (v * sin), (u * sin) + (v * cos));
    }

    private (double Sin, double Cos) SinCos() => Degrees switch
    {
        0 => (0, 1),
        90 => (1, 0),
        180 or -180 => (0, -1),
        -90 => (-1, 0),
        _ => Math.SinCos(Degrees * Math.PI / 180),
    };
}
