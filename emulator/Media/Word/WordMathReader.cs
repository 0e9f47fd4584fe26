namespace Scopix.Media.Word;

/// <summary>Equations (ECMA-376, part 1, 22.1) as a line of text: their letters in reading order, with signs for what is drawn (a
/// fraction's bar, brackets, roots, sums).</summary>
internal sealed class WordMathReader
{
    private const int MaxNested = 128;
    private readonly Stack<Delimiters> _openDelimiters = new();

    /// <summary>The sign before an element's content.</summary>
    public string EnterElement(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "d" when !reader.IsEmptyElement && _openDelimiters.Count < MaxNested:
                _openDelimiters.Push(new Delimiters(reader.Depth));
                return "";
            case "begChr" when FindDelimiters(reader) is { } delimiters: delimiters.Begin = ReadCharacter(reader); return "";
            case "endChr" when FindDelimiters(reader) is { } delimiters: delimiters.End = ReadCharacter(reader); return "";
            case "sepChr" when FindDelimiters(reader) is { } delimiters: delimiters.Separator = ReadCharacter(reader); return "";
            case "e" when _openDelimiters.TryPeek(out var open) && open.Depth == reader.Depth - 1: return open.NextCharacter();
            case "den": return "/";
            case "rad": return "√";
            case "chr": return ReadCharacter(reader);
            case "mr" or "eqArr" or "e" or "lim": return " ";
            default: return "";
        }
    }

    /// <summary>The sign after an element's content.</summary>
    public string LeaveElement(XmlReader reader)
    {
        if (reader.LocalName != "d" || !_openDelimiters.TryPeek(out var open) || open.Depth != reader.Depth) return "";
        _openDelimiters.Pop();
        return open.End;
    }

    private Delimiters? FindDelimiters(XmlReader reader) =>
        _openDelimiters.TryPeek(out var open) && open.Depth == reader.Depth - 2 ? open : null;

    private static string ReadCharacter(XmlReader reader) => WordXml.GetAttribute(reader, "val") is { Length: <= 2 } value ? value : "";

    private sealed class Delimiters(int depth)
    {
        private bool _hasBegun;

        public int Depth => depth;

        public string Begin { get; set; } = "(";
        public string End { get; set; } = ")";
        public string Separator { get; set; } = "|";

        public string NextCharacter()
        {
            var character = _hasBegun ? Separator : Begin;
            _hasBegun = true;
            return character;
        }
    }
}
