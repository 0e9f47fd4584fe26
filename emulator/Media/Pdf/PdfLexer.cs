using System.Buffers;
using System.Buffers.Text;

namespace Scopix.Media.Pdf;

/// <summary>Splits bytes into tokens (ISO 32000-1, 7.2), from memory or from a file.</summary>
internal sealed class PdfLexer
{
    private const int MaxStringLength = 1 << 20, MaxWordLength = 256;
    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("0123456789.-"u8);
    private static readonly string?[] InternedWords = new string?[4096];
    private readonly FileBytes? _file;
    private readonly PdfBudget _budget;
    private readonly byte[] _buffer;
    private readonly byte[] _word = new byte[MaxWordLength];
    private long _start;
    private int _at, _end;

    /// <summary>Reads from an offset in a file, in pieces of 2 KiB.</summary>
    public PdfLexer(FileBytes file, long offset, PdfBudget budget) =>
        (_file, _start, _budget, _buffer) = (file, offset, budget, new byte[2048]);

    public PdfLexer(byte[] bytes, PdfBudget budget) => (_buffer, _end, _budget) = (bytes, bytes.Length, budget);

    public long Position => _start + _at;

    /// <summary>Only for memory, not for a file.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_at, _end - _at);

    public int PeekByte() => _at < _end || FillBuffer() ? _buffer[_at] : -1;

    public int ReadByte() => _at < _end || FillBuffer() ? _buffer[_at++] : -1;

    /// <summary>Only for memory, not for a file.</summary>
    public void Skip(int count) => _at += Math.Min(count, _end - _at);

    /// <summary>The next token: a number, name, string, keyword or the end. Brackets are keywords.</summary>
    public PdfValue ReadToken()
    {
        _budget.Spend();
        SkipSpace();
        var c = ReadByte();
        return c switch
        {
            < 0 => new PdfValue(PdfKind.End),
            '/' => new PdfValue(PdfKind.Name, 0, InternWord(ReadName())),
            '(' => new PdfValue(PdfKind.String, 0, PdfStrings.ReadLiteral(this, MaxStringLength)),
            '<' when PeekByte() == '<' => ReadDoubleBracket("<<"),
            '<' => new PdfValue(PdfKind.String, 0, PdfStrings.ReadHex(this, MaxStringLength)),
            '>' when PeekByte() == '>' => ReadDoubleBracket(">>"),
            '[' or ']' or '{' or '}' or '>' or ')' => new PdfValue(PdfKind.Keyword, 0, InternWord([(byte)c])),
            _ => ReadRegular((byte)c),
        };
    }

    public void SkipSpace()
    {
        for (var c = PeekByte(); c >= 0; c = PeekByte())
        {
            if (c == '%') SkipLine();
            else if (!IsSpace(c)) return;
            else _at++;
        }
    }

    public static bool IsSpace(int c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsRegular(int c) => c > 32 && c is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');

    private void SkipLine()
    {
        for (var c = ReadByte(); c >= 0 && c is not (10 or 13); c = ReadByte()) ;
    }

    private PdfValue ReadDoubleBracket(string brackets)
    {
        _at++;
        return new PdfValue(PdfKind.Keyword, 0, brackets);
    }

    private ReadOnlySpan<byte> ReadName()
    {
        var length = 0;
        while (IsRegular(PeekByte()))
        {
            var c = _buffer[_at++];
            if (c == '#' && PdfStrings.ParseHexDigit(PeekByte()) is >= 0 and var high)
            {
                _at++;
                if (PdfStrings.ParseHexDigit(PeekByte()) is >= 0 and var low) (c, _at) = ((byte)((high << 4) | low), _at + 1);
            }
            if (length < MaxWordLength) _word[length++] = c;
        }
        return _word.AsSpan(0, length);
    }

    private PdfValue ReadRegular(byte first)
    {
        var length = 1;
        _word[0] = first;
        while (IsRegular(PeekByte()))
        {
            if (length < MaxWordLength) _word[length++] = _buffer[_at];
            _at++;
        }
        var word = _word.AsSpan(0, length);
        if (first is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' && TryParseNumber(word, out var number))
            return new PdfValue(PdfKind.Number, number);
        return new PdfValue(PdfKind.Keyword, 0, InternWord(word));
    }

    /// <summary>Other readers also accept <c>--5</c> and <c>1.2.3</c> (its valid part).</summary>
    private static bool TryParseNumber(ReadOnlySpan<byte> word, out double number)
    {
        number = 0;
        var negative = false;
        while (word.Length > 1 && word[0] is (byte)'-' or (byte)'+')
        {
            negative |= word[0] == '-';
            word = word[1..];
        }
        if (word.Length < 16 && !word.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            long whole = 0;
            foreach (var digit in word) whole = (whole * 10) + digit - '0';
            number = negative ? -whole : whole;
            return true;
        }
        if (word.ContainsAnyExcept(NumberCharacters)) return false;
        if (!Utf8Parser.TryParse(word, out number, out _, 'F')) number = 0;
        if (!double.IsFinite(number)) number = 0;
        if (negative) number = -number;
        return true;
    }

    /// <summary>Common words are allocated once.</summary>
    private static string InternWord(ReadOnlySpan<byte> word)
    {
        var hash = (uint)word.Length;
        foreach (var b in word) hash = (hash * 31) + b;
        ref var slot = ref InternedWords[hash % (uint)InternedWords.Length];
        var cached = Volatile.Read(ref slot);
        if (cached is not null && HasBytes(cached, word)) return cached;
        var interned = string.Create(word.Length, word, static (chars, bytes) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = (char)bytes[i];
        });
        if (interned.Length <= 32) Volatile.Write(ref slot, interned);
        return interned;
    }

    private static bool HasBytes(string cached, ReadOnlySpan<byte> word)
    {
        if (cached.Length != word.Length) return false;
        for (var i = 0; i < word.Length; i++)
            if (cached[i] != word[i]) return false;
        return true;
    }

    private bool FillBuffer()
    {
        if (_file is null) return false;
        _start += _end;
        _at = 0;
        _end = _start < _file.Length ? _file.Read(_start, _buffer) : 0;
        _budget.SpendRead(_end);
        return _end > 0;
    }
}
