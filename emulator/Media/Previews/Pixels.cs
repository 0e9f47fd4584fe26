namespace Scopix.Media.Previews;

/// <summary>A small picture, 1 to 64 pixels wide and high; red, green, blue, from 0 to 255, row by row from the top.</summary>
internal sealed record Pixels(int Width, int Height, byte[] Rgb)
{
    private const int MaxSide = 64, MaxBytes = 64 * 1024;

    /// <summary>Reads a binary PPM or PGM (netpbm's P6 and P5 with one byte a sample) to the end of the stream; null for anything
    /// else.</summary>
    public static async Task<Pixels?> ReadPpmAsync(Stream ppm, CancellationToken cancel)
    {
        var bytes = new byte[MaxBytes];
        var length = await ppm.ReadAtLeastAsync(bytes, MaxBytes, throwOnEndOfStream: false, cancel);
        await ppm.CopyToAsync(Stream.Null, cancel);
        return Parse(bytes.AsSpan(0, length));
    }

    private static Pixels? Parse(ReadOnlySpan<byte> ppm)
    {
        var samples = ppm.StartsWith("P6"u8) ? 3 : ppm.StartsWith("P5"u8) ? 1 : 0;
        if (samples == 0) return null;
        var at = 2;
        var (width, height, max) = (ReadNumber(ppm, ref at), ReadNumber(ppm, ref at), ReadNumber(ppm, ref at));
        if (width is < 1 or > MaxSide || height is < 1 or > MaxSide || max != 255) return null;
        at++; // exactly one white space, then samples
        if (ppm.Length - at != width * height * samples) return null;
        return new Pixels(width, height, samples == 3 ? ppm[at..].ToArray() : ExpandToRgb(ppm[at..]));
    }

    private static byte[] ExpandToRgb(ReadOnlySpan<byte> greys)
    {
        var rgb = new byte[greys.Length * 3];
        for (var i = 0; i < rgb.Length; i++) rgb[i] = greys[i / 3];
        return rgb;
    }

    /// <summary>The next number after white space and comments; -1 when there is none.</summary>
    private static int ReadNumber(ReadOnlySpan<byte> ppm, ref int at)
    {
        while (at < ppm.Length && (ppm[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'#'))
        {
            if (ppm[at] == '#') while (at < ppm.Length && ppm[at] != '\n') at++;
            else at++;
        }
        var (start, value) = (at, 0);
        for (; at < ppm.Length && ppm[at] is >= (byte)'0' and <= (byte)'9' && at - start < 6; at++) value = value * 10 + (ppm[at] - '0');
        return at == start ? -1 : value;
    }
}
