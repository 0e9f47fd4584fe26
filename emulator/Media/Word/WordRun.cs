using System.Text;
using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>What the run that is being read does with its text: hides it, shows it in a symbol font, or keeps it as a reading.</summary>
internal sealed class WordRun
{
    private readonly StringBuilder _reading = new();
    private int _hidden = -1, _readingDepth = -1;
    private string _font = "";

    public WordFields Fields { get; } = new();

    public void Begin(XmlReader reader)
    {
        _font = "";
        if (reader.IsEmptyElement) _hidden = -1;
    }

    /// <summary>Reads the <c>w:rPr</c> of a paragraph's mark: what is deleted or moved away joins its paragraph with the next.</summary>
    public static void Marks(XmlReader reader, WordParagraph paragraph)
    {
        foreach (var name in Names(reader)) paragraph.MarkIsDeleted |= name is "del" or "moveFrom";
    }

    /// <summary>Reads the <c>w:rPr</c> of a run.</summary>
    public void Properties(XmlReader reader)
    {
        var run = reader.Depth - 1;
        foreach (var name in Names(reader))
        {
            var hides = name is "del" or "moveFrom" || (name == "vanish" && WordXml.IsOn(reader));
            if (hides && _hidden < 0) _hidden = run;
            if (name == "rFonts") _font = WordXml.Value(reader, "ascii") ?? WordXml.Value(reader, "hAnsi") ?? "";
        }
    }

    /// <summary>The text from here to the end of the element at a depth is how what follows is read (<c>w:rt</c>).</summary>
    public void BeginReading(int depth) => _readingDepth = _readingDepth < 0 ? depth : _readingDepth;

    /// <summary>Leaves an element; answers the reading in brackets behind the characters it belongs to (<c>w:ruby</c>).</summary>
    public string Leave(XmlReader reader)
    {
        if (reader.Depth == _readingDepth) _readingDepth = -1;
        if (reader.Depth == _hidden) _hidden = -1;
        if (reader.LocalName != "ruby" || _reading.Length == 0) return "";
        var reading = $"({_reading})";
        _reading.Clear();
        return reading;
    }

    /// <summary>Whether text is not shown here.</summary>
    public bool IsHidden(bool isField) => _hidden >= 0 || (Fields.IsInstruction && !isField);

    /// <summary>Whether text is not shown here; that of an instruction is kept.</summary>
    public bool Hides(ReadOnlySpan<char> text, bool isField)
    {
        if (_hidden < 0 && Fields.IsInstruction && !isField) Fields.Keep(text);
        return IsHidden(isField);
    }

    /// <summary>Adds text to a paragraph, or to the reading.</summary>
    public void Write(ReadOnlySpan<char> text, StringBuilder paragraph)
    {
        var target = _readingDepth >= 0 ? _reading : paragraph;
        if (text.IndexOfAnyInRange('\uF020', '\uF0FF') < 0) target.Append(text);
        else foreach (var sign in text) WriteSymbol(sign, target);
    }

    private void WriteSymbol(char sign, StringBuilder target)
    {
        var known = sign is >= '\uF020' and <= '\uF0FF' ? WordSymbols.Of(_font, sign) : sign.ToString();
        target.Append(known.Length > 0 ? known : sign.ToString());
    }

    private static IEnumerable<string> Names(XmlReader reader)
    {
        if (reader.IsEmptyElement) yield break;
        var depth = reader.Depth;
        while (WordXml.Next(reader) && reader.Depth > depth)
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1) yield return reader.LocalName;
    }
}
