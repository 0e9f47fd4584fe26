namespace Scopix.Media.Pdf;

/// <summary>LZWDecode (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, 256 clears, 257 ends.</summary>
internal static class PdfLzw
{
    private const int Clear = 256, End = 257, MaxCodes = 4096;

    /// <summary>Codes mostly grow one entry early (<paramref name="early"/> is 1).</summary>
    public static byte[] Decode(byte[] bytes, int early)
    {
        early = early == 0 ? 0 : 1;
        var starts = new int[MaxCodes];
        var lengths = new int[MaxCodes];
        var output = new byte[Math.Max(256, bytes.Length * 3)];
        int length = 0, next = 258, width = 9, previous = -1, previousStart = 0;
        long bits = 0;
        var bitCount = 0;
        foreach (var b in bytes)
        {
            bits = ((bits << 8) | b) & 0xFFFFFFFF;
            bitCount += 8;
            if (bitCount < width) continue;
            bitCount -= width;
            var code = (int)((bits >> bitCount) & ((1 << width) - 1));
            if (code == End) break;
            if (code == Clear)
            {
                (next, width, previous) = (258, 9, -1);
                continue;
            }
            if (code > next || (code >= 258 && code == next && previous < 0)) break;
            var start = length;
            var size = code < 256 ? 1 : code == next ? length - previousStart + 1 : lengths[code];
            Reserve(ref output, length + size);
            if (code < 256) output[length++] = (byte)code;
            else Copy(output, code == next ? previousStart : starts[code], ref length, size);
            if (previous >= 0 && next < MaxCodes) (starts[next], lengths[next++]) = (previousStart, start - previousStart + 1);
            (previous, previousStart) = (code, start);
            width = next + early >= 2048 ? 12 : next + early >= 1024 ? 11 : next + early >= 512 ? 10 : 9;
        }
        return output[..length];
    }

    /// <summary>An entry may include the byte that it is about to produce, so the ranges may overlap.</summary>
    private static void Copy(byte[] output, int from, ref int length, int size)
    {
        for (var i = 0; i < size; i++) output[length++] = output[from + i];
    }

    private static void Reserve(ref byte[] output, int needed)
    {
        if (needed > PdfBudget.MaxStreamLength)
            throw UnreadableDocumentException.CreateTooLarge("A part of the PDF unpacks to over 64 MB.");
        if (needed > output.Length) Array.Resize(ref output, Math.Min(PdfBudget.MaxStreamLength, Math.Max(needed, output.Length * 2)));
    }
}
