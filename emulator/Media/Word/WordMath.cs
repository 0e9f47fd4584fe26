using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>
/// Equations (ECMA-376, part 1, 22.1) as a line of text: their letters in reading order, with what is drawn rather than written
/// between them (a fraction's bar, brackets, roots, sums) as a sign.
/// </summary>
internal sealed class WordMath
{
    private const int MostNested = 128;
    private readonly Stack<Delimiters> _open = new();

    /// <summary>The sign that an element begins with.</summary>
    public string Enter(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "d" when !reader.IsEmptyElement && _open.Count < MostNested: _open.Push(new Delimiters(reader.Depth)); return "";
            case "begChr" when Own(reader) is { } own: own.Begin = Value(reader); return "";
            case "endChr" when Own(reader) is { } own: own.End = Value(reader); return "";
            case "sepChr" when Own(reader) is { } own: own.Separator = Value(reader); return "";
            case "e" when _open.TryPeek(out var open) && open.Depth == reader.Depth - 1: return open.Next();
            case "den": return "/";
            case "rad": return "√";
            case "chr": return Value(reader);
            case "mr" or "eqArr": return " ";
            case "e" or "lim": return " ";
            default: return "";
        }
    }

    /// <summary>The sign that an element ends with.</summary>
    public string Leave(XmlReader reader)
    {
        if (reader.LocalName != "d" || !_open.TryPeek(out var open) || open.Depth != reader.Depth) return "";
        _open.Pop();
        return open.End;
    }

    private Delimiters? Own(XmlReader reader) => _open.TryPeek(out var open) && open.Depth == reader.Depth - 2 ? open : null;

    private static string Value(XmlReader reader) => WordXml.Value(reader, "val") is { Length: <= 2 } value ? value : "";

    private sealed class Delimiters(int depth)
    {
        private bool _begun;

        public int Depth => depth;

        public string Begin { get; set; } = "(";

        public string End { get; set; } = ")";

        public string Separator { get; set; } = "|";

        public string Next()
        {
            var sign = _begun ? Separator : Begin;
            _begun = true;
            return sign;
        }
    }
}
