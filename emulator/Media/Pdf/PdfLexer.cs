using System.Buffers;
using System.Buffers.Text;

namespace Scopix.Emulator.Media.Pdf;

/// <summary>Cuts bytes into tokens (ISO 32000-1, 7.2), from memory or from a place in a file.</summary>
internal sealed class PdfLexer
{
    private const int MaxString = 1 << 20, MaxWord = 256;
    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("0123456789.-"u8);
    private static readonly string?[] Words = new string?[4096];

    private readonly FileBytes? _file;
    private readonly PdfBudget _budget;
    private readonly byte[] _buffer;
    private readonly byte[] _word = new byte[MaxWord];
    private long _start;
    private int _at, _end;

    /// <summary>Reads on from an offset in a file, in pieces of 2 KiB.</summary>
    public PdfLexer(FileBytes file, long offset, PdfBudget budget) =>
        (_file, _start, _budget, _buffer) = (file, offset, budget, new byte[2048]);

    public PdfLexer(byte[] bytes, PdfBudget budget) => (_buffer, _end, _budget) = (bytes, bytes.Length, budget);

    /// <summary>Where the next byte is, in the file or the memory.</summary>
    public long Position => _start + _at;

    /// <summary>The memory that is read; meaningless for a file.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_at, _end - _at);

    public int Peek() => _at < _end || Fill() ? _buffer[_at] : -1;

    public int Next() => _at < _end || Fill() ? _buffer[_at++] : -1;

    /// <summary>Passes bytes in memory.</summary>
    public void Skip(int count) => _at += Math.Min(count, _end - _at);

    /// <summary>The next token: a number, name, string, keyword or the end. Brackets are keywords.</summary>
    public PdfValue Token()
    {
        _budget.Spend();
        SkipSpace();
        var c = Next();
        return c switch
        {
            < 0 => new PdfValue(PdfKind.End),
            '/' => new PdfValue(PdfKind.Name, 0, Word(Name())),
            '(' => new PdfValue(PdfKind.String, 0, PdfStrings.Literal(this, MaxString)),
            '<' when Peek() == '<' => Pair("<<"),
            '<' => new PdfValue(PdfKind.String, 0, PdfStrings.Hex(this, MaxString)),
            '>' when Peek() == '>' => Pair(">>"),
            '[' or ']' or '{' or '}' or '>' or ')' => new PdfValue(PdfKind.Keyword, 0, Word([(byte)c])),
            _ => Regular((byte)c),
        };
    }

    public void SkipSpace()
    {
        for (var c = Peek(); c >= 0; c = Peek())
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
        for (var c = Next(); c >= 0 && c is not (10 or 13); c = Next()) ;
    }

    private PdfValue Pair(string brackets)
    {
        _at++;
        return new PdfValue(PdfKind.Keyword, 0, brackets);
    }

    private ReadOnlySpan<byte> Name()
    {
        var length = 0;
        while (IsRegular(Peek()))
        {
            var c = _buffer[_at++];
            if (c == '#' && PdfStrings.Digit(Peek()) is >= 0 and var high)
            {
                _at++;
                if (PdfStrings.Digit(Peek()) is >= 0 and var low) (c, _at) = ((byte)((high << 4) | low), _at + 1);
            }

            if (length < MaxWord) _word[length++] = c;
        }

        return _word.AsSpan(0, length);
    }

    private PdfValue Regular(byte first)
    {
        var length = 1;
        _word[0] = first;
        while (IsRegular(Peek()))
        {
            if (length < MaxWord) _word[length++] = _buffer[_at];
            _at++;
        }

        var word = _word.AsSpan(0, length);
        if (first is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' && TryNumber(word, out var number))
            return new PdfValue(PdfKind.Number, number);
        return new PdfValue(PdfKind.Keyword, 0, Word(word));
    }

    /// <summary>As readers do, also <c>--5</c> and <c>1.2.3</c> (the part that makes sense).</summary>
    private static bool TryNumber(ReadOnlySpan<byte> word, out double number)
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

    /// <summary>A word as a string; common ones are made once.</summary>
    private static string Word(ReadOnlySpan<byte> word)
    {
        var hash = (uint)word.Length;
        foreach (var b in word) hash = (hash * 31) + b;
        ref var slot = ref Words[hash % (uint)Words.Length];
        var known = Volatile.Read(ref slot);
        if (known is not null && Equals(known, word)) return known;
        var made = string.Create(word.Length, word, static (chars, bytes) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = (char)bytes[i];
        });
        if (made.Length <= 32) Volatile.Write(ref slot, made);
        return made;
    }

    private static bool Equals(string known, ReadOnlySpan<byte> word)
    {
        if (known.Length != word.Length) return false;
        for (var i = 0; i < word.Length; i++)
            if (known[i] != word[i]) return false;
        return true;
    }

    private bool Fill()
    {
        if (_file is null) return false;
        _start += _end;
        _at = 0;
        _end = _start < _file.Length ? _file.Read(_start, _buffer) : 0;
        _budget.Read(_end);
        return _end > 0;
    }
}
