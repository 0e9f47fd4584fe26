namespace Scopix.Media.Pdf;

/// <summary>Literal and hexadecimal strings (ISO 32000-1, 7.3.4), and text strings.</summary>
internal static class PdfStrings
{
    /// <summary>The rest of a literal string, after its opening parenthesis; bytes after the limit are dropped.</summary>
    public static byte[] ReadLiteral(PdfLexer lexer, int limit)
    {
        var bytes = new ByteBuffer(limit);
        var depth = 1;
        for (var c = lexer.ReadByte(); c >= 0; c = lexer.ReadByte())
        {
            if (c == '\\') ReadEscape(lexer, ref bytes);
            else if (c == ')' && --depth == 0) break;
            else
            {
                if (c == '(') depth++;
                bytes.Add((byte)c);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>The rest of a hexadecimal string, after its opening bracket.</summary>
    public static byte[] ReadHex(PdfLexer lexer, int limit)
    {
        var bytes = new ByteBuffer(limit);
        var high = -1;
        for (var c = lexer.ReadByte(); c >= 0 && c != '>'; c = lexer.ReadByte())
        {
            var digit = ParseHexDigit(c);
            if (digit < 0) continue;
            if (high < 0) high = digit;
            else
            {
                bytes.Add((byte)((high << 4) | digit));
                high = -1;
            }
        }
        if (high >= 0) bytes.Add((byte)(high << 4));
        return bytes.ToArray();
    }

    public static int ParseHexDigit(int c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    /// <summary>A text string: UTF-16 or UTF-8 by its byte order mark, otherwise read as Latin-1.</summary>
    public static string Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith<byte>([0xFE, 0xFF])) return DecodeUtf16(bytes.AsSpan(2));
        if (bytes.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF])) return Encoding.UTF8.GetString(bytes.AsSpan(3));
        return Encoding.Latin1.GetString(bytes);
    }

    /// <summary>Big-endian UTF-16; a single byte is a character, a lone surrogate is dropped.</summary>
    public static string DecodeUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1) return ((char)bytes[0]).ToString();
        var text = new StringBuilder(bytes.Length / 2);
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var c = (char)BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
            if (char.IsHighSurrogate(c) && i + 3 < bytes.Length
                && (char)BinaryPrimitives.ReadUInt16BigEndian(bytes[(i + 2)..]) is var low && char.IsLowSurrogate(low))
            {
                text.Append(c).Append(low);
                i += 2;
            }
            else if (!char.IsSurrogate(c)) text.Append(c);
        }
        return text.ToString();
    }

    private static void ReadEscape(PdfLexer lexer, ref ByteBuffer bytes)
    {
        var c = lexer.ReadByte();
        switch (c)
        {
            case 'n': bytes.Add(10); break;
            case 'r': bytes.Add(13); break;
            case 't': bytes.Add(9); break;
            case 'b': bytes.Add(8); break;
            case 'f': bytes.Add(12); break;
            case 13:
                if (lexer.PeekByte() == 10) lexer.ReadByte();
                break;
            case 10 or < 0: break;
            case >= '0' and <= '7': bytes.Add(ReadOctal(lexer, c - '0')); break;
            default: bytes.Add((byte)c); break;
        }
    }

    private static byte ReadOctal(PdfLexer lexer, int value)
    {
        for (var i = 0; i < 2 && lexer.PeekByte() is >= '0' and <= '7'; i++) value = (value * 8) + lexer.ReadByte() - '0';
        return (byte)value;
    }

    private struct ByteBuffer(int limit)
    {
        private byte[] _bytes = [];
        private int _length;

        public void Add(byte b)
        {
            if (_length == limit) return;
            if (_length == _bytes.Length) Array.Resize(ref _bytes, Math.Max(16, _length * 2));
            _bytes[_length++] = b;
        }
        public readonly byte[] ToArray() => _length == _bytes.Length ? _bytes : _bytes[.._length];
    }
}
