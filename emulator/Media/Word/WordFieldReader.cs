namespace Scopix.Media.Word;

/// <summary>Fields (ECMA-376, part 1, 17.16.18): the instruction between <c>begin</c> and <c>separate</c> is hidden and may contain the
/// results of inner fields; the result up to <c>end</c> is shown. A form's list or check box has no result; its value is in its
/// data.</summary>
internal sealed class WordFieldReader
{
    private const int MaxNested = 64;
    private readonly Stack<bool> _instructions = new();
    private readonly StringBuilder _instructionText = new();
    private int _openInstructions;

    public bool IsInstruction => _openInstructions > 0;

    /// <summary>Processes a <c>w:fldChar</c>; returns the value of a form field, empty for others.</summary>
    public string ReadFieldCharacter(XmlReader reader)
    {
        switch (WordXml.GetAttribute(reader, "fldCharType"))
        {
            case "begin" when _instructions.Count < MaxNested:
                _instructions.Push(true);
                _openInstructions++;
                return ReadFormValue(reader);
            case "separate" when _instructions.TryPop(out var isInstruction):
                CloseField(isInstruction);
                _instructions.Push(false);
                break;
            case "end" when _instructions.TryPop(out var isInstruction): CloseField(isInstruction); break;
        }
        return "";
    }

    public void KeepInstructionText(ReadOnlySpan<char> text) => _instructionText.Append(text);

    /// <summary>Ends the instructions that a paragraph leaves open. Such a field is broken, and its text is returned to be
    /// shown.</summary>
    public string TakeUnclosedInstruction()
    {
        if (_openInstructions == 0) return "";
        var text = _instructionText.ToString();
        _instructionText.Clear();
        _instructions.Clear();
        _openInstructions = 0;
        return text;
    }

    private void CloseField(bool isInstruction)
    {
        if (!isInstruction) return;
        if (--_openInstructions == 0) _instructionText.Clear();
    }

    /// <summary>The selected entry of a drop-down list, or a box with or without a cross.</summary>
    private static string ReadFormValue(XmlReader reader)
    {
        if (reader.IsEmptyElement) return "";
        var (depth, entries, selected) = (reader.Depth, new List<string>(), 0);
        bool? box = null;
        while (WordXml.ReadNext(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "listEntry": entries.Add(WordXml.GetAttribute(reader, "val") ?? ""); break;
                case "result": selected = WordXml.GetNumber(reader) ?? 0; break;
                case "checkBox": box ??= false; break;
                case "default" or "checked" when box is not null: box = WordXml.IsEnabled(reader); break;
            }
        }
        return box is { } isChecked ? isChecked ? "☒" : "☐" : selected >= 0 && selected < entries.Count ? entries[selected] : "";
    }
}
