using System.Text;
using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>
/// Fields (ECMA-376, part 1, 17.16.18): between <c>begin</c> and <c>separate</c> stands the instruction, which may hold the
/// results of inner fields and is not shown; what follows up to <c>end</c> is. A form's list and box have no result: what they
/// show is in their data.
/// </summary>
internal sealed class WordFields
{
    private const int MostNested = 64;
    private readonly Stack<bool> _instructions = new();
    private readonly StringBuilder _kept = new();
    private int _open;

    /// <summary>Whether text belongs to an instruction.</summary>
    public bool IsInstruction => _open > 0;

    /// <summary>Takes a <c>w:fldChar</c>; answers what a form's field shows, empty for others.</summary>
    public string Take(XmlReader reader)
    {
        switch (WordXml.Value(reader, "fldCharType"))
        {
            case "begin" when _instructions.Count < MostNested:
                _instructions.Push(true);
                _open++;
                return Shown(reader);
            case "separate" when _instructions.TryPop(out var instruction):
                Close(instruction);
                _instructions.Push(false);
                break;
            case "end" when _instructions.TryPop(out var instruction):
                Close(instruction);
                break;
        }
        return "";
    }

    /// <summary>Keeps text of an instruction until it is known that it is one.</summary>
    public void Keep(ReadOnlySpan<char> text) => _kept.Append(text);

    /// <summary>Ends the instructions that their paragraph leaves open: such a field is broken, and its text, which is answered, is shown.</summary>
    public string EndParagraph()
    {
        if (_open == 0) return "";
        var text = _kept.ToString();
        _kept.Clear();
        _instructions.Clear();
        _open = 0;
        return text;
    }

    private void Close(bool instruction)
    {
        if (!instruction) return;
        if (--_open == 0) _kept.Clear();
    }

    /// <summary>The entry of a drop-down list that is chosen, or a box with or without its cross.</summary>
    private static string Shown(XmlReader reader)
    {
        if (reader.IsEmptyElement) return "";
        var (depth, entries, chosen) = (reader.Depth, new List<string>(), 0);
        bool? box = null;
        while (WordXml.Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "listEntry": entries.Add(WordXml.Value(reader, "val") ?? ""); break;
                case "result": chosen = WordXml.Number(reader) ?? 0; break;
                case "checkBox": box ??= false; break;
                case "default" or "checked" when box is not null: box = WordXml.IsOn(reader); break;
            }
        }
        return box is { } isChecked ? isChecked ? "☒" : "☐" : chosen >= 0 && chosen < entries.Count ? entries[chosen] : "";
    }
}
