namespace Scopix.Media.Word;

/// <summary>The state of the current run: whether its text is hidden, its symbol font, and whether it is a ruby text.</summary>
internal sealed class WordRunState
{
    private readonly StringBuilder _rubyText = new();
    private int _hiddenDepth = -1, _rubyTextDepth = -1;
    private string _font = "";

    public WordFieldReader Fields { get; } = new();

    public void Begin(XmlReader reader)
    {
        _font = "";
        if (reader.IsEmptyElement) _hiddenDepth = -1;
    }

    /// <summary>A deleted or moved-away mark joins its paragraph with the next.</summary>
    public static void ReadParagraphMark(XmlReader reader, WordParagraph paragraph)
    {
        foreach (var name in ReadChildNames(reader)) paragraph.IsMarkDeleted |= name is "del" or "moveFrom";
    }

    public void ReadProperties(XmlReader reader)
    {
        var run = reader.Depth - 1;
        foreach (var name in ReadChildNames(reader))
        {
            var hides = name is "del" or "moveFrom" || (name == "vanish" && WordXml.IsEnabled(reader));
            if (hides && _hiddenDepth < 0) _hiddenDepth = run;
            if (name == "rFonts") _font = WordXml.GetAttribute(reader, "ascii") ?? WordXml.GetAttribute(reader, "hAnsi") ?? "";
        }
    }

    /// <summary>Text up to the end of the element at a depth is a ruby text (<c>w:rt</c>).</summary>
    public void BeginRubyText(int depth) => _rubyTextDepth = _rubyTextDepth < 0 ? depth : _rubyTextDepth;

    /// <summary>Returns the ruby text in brackets after the characters it belongs to (<c>w:ruby</c>).</summary>
    public string LeaveElement(XmlReader reader)
    {
        if (reader.Depth == _rubyTextDepth) _rubyTextDepth = -1;
        if (reader.Depth == _hiddenDepth) _hiddenDepth = -1;
        if (reader.LocalName != "ruby" || _rubyText.Length == 0) return "";
        var reading = $"({_rubyText})";
        _rubyText.Clear();
        return reading;
    }

    public bool IsHidden(bool isField) => _hiddenDepth >= 0 || (Fields.IsInstruction && !isField);

    /// <summary>Keeps the text of an instruction.</summary>
    public bool TryHide(ReadOnlySpan<char> text, bool isField)
    {
        if (_hiddenDepth < 0 && Fields.IsInstruction && !isField) Fields.KeepInstructionText(text);
        return IsHidden(isField);
    }

    public void Write(ReadOnlySpan<char> text, StringBuilder paragraph)
    {
        var target = _rubyTextDepth >= 0 ? _rubyText : paragraph;
        if (text.IndexOfAnyInRange('\uF020', '\uF0FF') < 0) target.Append(text);
        else foreach (var character in text) WriteSymbol(character, target);
    }

    private void WriteSymbol(char character, StringBuilder target)
    {
        var known = character is >= '\uF020' and <= '\uF0FF' ? WordSymbols.ToUnicode(_font, character) : character.ToString();
        target.Append(known.Length > 0 ? known : character.ToString());
    }

    private static IEnumerable<string> ReadChildNames(XmlReader reader)
    {
        if (reader.IsEmptyElement) yield break;
        var depth = reader.Depth;
        while (WordXml.ReadNext(reader) && reader.Depth > depth)
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1) yield return reader.LocalName;
    }
}
