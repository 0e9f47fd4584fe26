namespace Scopix.Media.Previews;

/// <summary>BlurHash (public: woltapp/blurhash, Algorithm.md) with 4 × 3 components, as in seed 001's example, whose first character is
/// <c>L</c>.</summary>
internal static class BlurHash
{
    private const int HorizontalComponents = 4, VerticalComponents = 3;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    /// <summary>A hash has 28 characters.</summary>
    public static string Encode(Pixels pixels)
    {
        var factors = new (double R, double G, double B)[HorizontalComponents * VerticalComponents];
        for (var i = 0; i < factors.Length; i++) factors[i] = ComputeFactor(pixels, i % HorizontalComponents, i / HorizontalComponents);
        var max = factors.Skip(1).Max(factor => Math.Max(Math.Abs(factor.R), Math.Max(Math.Abs(factor.G), Math.Abs(factor.B))));
        var quantized = Math.Clamp((int)Math.Floor(max * 166 - 0.5), 0, 82);
        var scale = (quantized + 1) / 166.0;
        return EncodeBase83(HorizontalComponents - 1 + (VerticalComponents - 1) * 9, 1) + EncodeBase83(quantized, 1)
            + EncodeBase83(PackAverage(factors[0]), 4)
            + string.Concat(factors.Skip(1).Select(factor => EncodeBase83(QuantizeFactor(factor, scale), 2)));
    }

    /// <summary>A hash's 36 factors: the average colour, then the differences, each as red, green, blue, from -1 to 1.</summary>
    public static double[] DecodeFactors(string hash)
    {
        var (average, scale) = (DecodeBase83(hash, 2, 4), (DecodeBase83(hash, 1, 1) + 1) / 166.0);
        var details = Enumerable.Range(0, HorizontalComponents * VerticalComponents - 1).Select(i => DecodeBase83(hash, 6 + 2 * i, 2));
        return
        [
            ToLinear((byte)(average >> 16)), ToLinear((byte)(average >> 8)), ToLinear((byte)average),
            .. details.SelectMany(
                value => (double[])[Dequantize(value / 361) * scale, Dequantize(value / 19 % 19) * scale, Dequantize(value % 19) * scale]),
        ];
    }

    private static int DecodeBase83(string hash, int start, int length) =>
        hash.AsSpan(start, length).ToArray().Aggregate(0, (value, digit) => value * 83 + Digits.IndexOf(digit));

    private static double Dequantize(int step) => Math.CopySign(Math.Pow((step - 9) / 9.0, 2), step - 9);

    private static (double R, double G, double B) ComputeFactor(Pixels pixels, int x, int y)
    {
        var (r, g, b) = (0.0, 0.0, 0.0);
        for (var row = 0; row < pixels.Height; row++)
            for (var column = 0; column < pixels.Width; column++)
            {
                var basis = Math.Cos(Math.PI * x * column / pixels.Width) * Math.Cos(Math.PI * y * row / pixels.Height);
                var at = (row * pixels.Width + column) * 3;
                r += basis * ToLinear(pixels.Rgb[at]);
                g += basis * ToLinear(pixels.Rgb[at + 1]);
                b += basis * ToLinear(pixels.Rgb[at + 2]);
            }
        var scale = (x == 0 && y == 0 ? 1.0 : 2.0) / (pixels.Width * pixels.Height);
        return (r * scale, g * scale, b * scale);
    }

    private static int PackAverage((double R, double G, double B) factor) =>
        (ToSrgb(factor.R) << 16) + (ToSrgb(factor.G) << 8) + ToSrgb(factor.B);

    private static int QuantizeFactor((double R, double G, double B) factor, double scale) =>
        Quantize(factor.R / scale) * 19 * 19 + Quantize(factor.G / scale) * 19 + Quantize(factor.B / scale);

    private static int Quantize(double value) =>
        Math.Clamp((int)Math.Floor(Math.CopySign(Math.Sqrt(Math.Abs(value)), value) * 9 + 9.5), 0, 18);

    private static double ToLinear(byte sample)
    {
        var value = sample / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static int ToSrgb(double linear)
    {
        var value = Math.Clamp(linear, 0, 1);
        return (int)((value <= 0.0031308 ? value * 12.92 : 1.055 * Math.Pow(value, 1 / 2.4) - 0.055) * 255 + 0.5);
    }

    private static string EncodeBase83(int value, int length)
    {
        var digits = new char[length];
        for (var i = length - 1; i >= 0; i--, value /= 83) digits[i] = Digits[value % 83];
        return new string(digits);
    }
}
