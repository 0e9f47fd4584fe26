namespace Scopix.Media.Pdf;

/// <summary>ASCIIHexDecode, ASCII85Decode and RunLengthDecode (ISO 32000-1, 7.4.2, 7.4.3, 7.4.5).</summary>
internal static class PdfSimpleFilters
{
    public static byte[] DecodeHex(byte[] bytes)
    {
        var output = new byte[(bytes.Length / 2) + 1];
        var digits = 0;
        foreach (var b in bytes)
        {
            if (b == '>') break;
            if (PdfStrings.ParseHexDigit(b) is not (>= 0 and var digit)) continue;
            output[digits / 2] |= (byte)(digits % 2 == 0 ? digit << 4 : digit);
            digits++;
        }
        return output[..((digits + 1) / 2)];
    }

    public static byte[] DecodeBase85(byte[] bytes)
    {
        var output = new List<byte>(bytes.Length);
        long group = 0;
        var count = 0;
        foreach (var b in bytes)
        {
            if (b == '~') break;
            if (b == 'z' && count == 0) output.AddRange([0, 0, 0, 0]);
            if (b is < (byte)'!' or > (byte)'u') continue;
            group = (group * 85) + b - '!';
            if (++count < 5) continue;
            AddGroup(output, group, 4);
            (group, count) = (0, 0);
        }
        if (count < 2) return [.. output];
        for (var i = count; i < 5; i++) group = (group * 85) + 84;
        AddGroup(output, group, count - 1);
        return [.. output];
    }

    public static byte[] DecodeRunLength(byte[] bytes)
    {
        using var output = new MemoryStream();
        for (var at = 0; at < bytes.Length && bytes[at] != 128;)
        {
            int length = bytes[at++];
            if (length < 128)
            {
                var literal = Math.Min(length + 1, bytes.Length - at);
                output.Write(bytes, at, literal);
                at += literal;
            }
            else if (at < bytes.Length)
            {
                var run = new byte[257 - length].AsSpan();
                run.Fill(bytes[at++]);
                output.Write(run);
            }
            if (output.Length > PdfBudget.MaxStreamLength)
                throw UnreadableDocumentException.CreateTooLarge("A part of the PDF unpacks to over 64 MB.");
        }
        return output.ToArray();
    }

    private static void AddGroup(List<byte> output, long group, int count)
    {
        for (var i = 0; i < count; i++) output.Add((byte)(group >> (24 - (8 * i))));
    }
}
