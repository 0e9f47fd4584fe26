namespace Scopix.Emulator.Media.Previews;

/// <summary>
/// BlurHash (public: woltapp/blurhash, Algorithm.md): a picture's few lowest frequencies in 28 characters, with 4 × 3
/// components as in seed 001's example, whose first character <c>L</c> says so.
/// </summary>
public static class BlurHash
{
    private const int Across = 4, Down = 3;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    /// <summary>The hash of a picture, 28 characters.</summary>
    public static string Of(Pixels pixels)
    {
        var factors = new (double R, double G, double B)[Across * Down];
        for (var i = 0; i < factors.Length; i++) factors[i] = Factor(pixels, i % Across, i / Across);
        var most = factors.Skip(1).Max(factor => Math.Max(Math.Abs(factor.R), Math.Max(Math.Abs(factor.G), Math.Abs(factor.B))));
        var quantised = Math.Clamp((int)Math.Floor(most * 166 - 0.5), 0, 82);
        var scale = (quantised + 1) / 166.0;
        return Base83(Across - 1 + (Down - 1) * 9, 1) + Base83(quantised, 1) + Base83(Average(factors[0]), 4)
            + string.Concat(factors.Skip(1).Select(factor => Base83(Detail(factor, scale), 2)));
    }

    /// <summary>A hash's 36 factors: the average colour, then the differences, red, green, blue each, all within -1 to 1.</summary>
    public static double[] Factors(string hash)
    {
        var (average, scale) = (Number(hash, 2, 4), (Number(hash, 1, 1) + 1) / 166.0);
        var details = Enumerable.Range(0, Across * Down - 1).Select(i => Number(hash, 6 + 2 * i, 2));
        return
        [
            Linear((byte)(average >> 16)), Linear((byte)(average >> 8)), Linear((byte)average),
            .. details.SelectMany(value => (double[])[Level(value / 361) * scale, Level(value / 19 % 19) * scale, Level(value % 19) * scale]),
        ];
    }

    private static int Number(string hash, int start, int length) =>
        hash.AsSpan(start, length).ToArray().Aggregate(0, (value, digit) => value * 83 + Digits.IndexOf(digit));

    private static double Level(int step) => Math.CopySign(Math.Pow((step - 9) / 9.0, 2), step - 9);

    private static (double R, double G, double B) Factor(Pixels pixels, int x, int y)
    {
        var (r, g, b) = (0.0, 0.0, 0.0);
        for (var row = 0; row < pixels.Height; row++)
            for (var column = 0; column < pixels.Width; column++)
            {
                var basis = Math.Cos(Math.PI * x * column / pixels.Width) * Math.Cos(Math.PI * y * row / pixels.Height);
                var at = (row * pixels.Width + column) * 3;
                r += basis * Linear(pixels.Rgb[at]);
                g += basis * Linear(pixels.Rgb[at + 1]);
                b += basis * Linear(pixels.Rgb[at + 2]);
            }

        var scale = (x == 0 && y == 0 ? 1.0 : 2.0) / (pixels.Width * pixels.Height);
        return (r * scale, g * scale, b * scale);
    }

    private static int Average((double R, double G, double B) factor) => (Srgb(factor.R) << 16) + (Srgb(factor.G) << 8) + Srgb(factor.B);

    private static int Detail((double R, double G, double B) factor, double scale) =>
        Step(factor.R / scale) * 19 * 19 + Step(factor.G / scale) * 19 + Step(factor.B / scale);

    private static int Step(double value) => Math.Clamp((int)Math.Floor(Math.CopySign(Math.Sqrt(Math.Abs(value)), value) * 9 + 9.5), 0, 18);

    private static double Linear(byte sample)
    {
        var value = sample / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static int Srgb(double linear)
    {
        var value = Math.Clamp(linear, 0, 1);
        return (int)((value <= 0.0031308 ? value * 12.92 : 1.055 * Math.Pow(value, 1 / 2.4) - 0.055) * 255 + 0.5);
    }

    private static string Base83(int value, int length)
    {
        var digits = new char[length];
        for (var i = length - 1; i >= 0; i--, value /= 83) digits[i] = Digits[value % 83];
        return new string(digits);
    }
}
