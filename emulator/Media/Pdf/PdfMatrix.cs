namespace Scopix.Media.Pdf;

/// <summary>[a b c d e f] as in ISO 32000-1, 8.3.4: a point (x, y) becomes (ax + cy + e, bx + dy + f).</summary>
internal readonly record struct PdfMatrix(double A, double B, double C, double D, double E, double F)
{
    public static readonly PdfMatrix Identity = new(1, 0, 0, 1, 0, 0);

    public PdfMatrix Then(in PdfMatrix o) => new(
        (A * o.A) + (B * o.C), (A * o.B) + (B * o.D),
        (C * o.A) + (D * o.C), (C * o.B) + (D * o.D),
        (E * o.A) + (F * o.C) + o.E, (E * o.B) + (F * o.D) + o.F);

    public (double X, double Y) Apply(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);

    public static PdfMatrix? From(IReadOnlyList<PdfValue> numbers) => numbers.Count < 6 ? null : new PdfMatrix(
        numbers[0].ToDouble(), numbers[1].ToDouble(), numbers[2].ToDouble(), numbers[3].ToDouble(), numbers[4].ToDouble(),
        numbers[5].ToDouble());
}
