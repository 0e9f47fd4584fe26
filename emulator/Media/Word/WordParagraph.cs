using System.Text;
using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>A paragraph that is being read: its properties, its text, and the notes it refers to.</summary>
internal sealed class WordParagraph
{
    public StringBuilder Text { get; private init; } = new();

    public bool EndsWithSpace => Text.Length == 0 || Text[^1] == ' ';

    /// <summary>Whether its end is deleted, or it is a large first letter, so that the next paragraph goes on with it.</summary>
    public bool MarkIsDeleted { get; set; }

    public List<string> Notes { get; private init; } = [];

    /// <summary>Whether its section ends with it on its own page.</summary>
    public bool EndsPage { get; set; }

    private string? _style;
    private int? _outline, _list;
    private bool _numbered;

    /// <summary>Takes an element of <c>w:pPr</c>.</summary>
    public void Property(XmlReader reader, WordPages pages)
    {
        switch (reader.LocalName)
        {
            case "pStyle": _style = WordXml.Value(reader, "val"); break;
            case "outlineLvl": _outline = WordXml.Number(reader); break;
            case "ilvl": _list = Math.Clamp((WordXml.Number(reader) ?? 0) + 1, 1, 9); break;
            case "numId": (_numbered, _list) = (true, WordXml.Number(reader) == 0 ? 0 : _list ?? 1); break;
            case "pageBreakBefore" when WordXml.IsOn(reader): pages.Break(); break;
            case "framePr" when WordXml.Value(reader, "dropCap") is "drop" or "margin": MarkIsDeleted = true; break;
            case "sectPr": EndsPage = true; break;
            case "type" when WordXml.Value(reader, "val") is "continuous": EndsPage = false; break;
        }
    }

    /// <summary>A paragraph that goes on with the text of this one, with properties of its own.</summary>
    public WordParagraph Continued() => new() { Text = Text, Notes = Notes };

    public void Finish(WordStyles styles, WordPages pages)
    {
        var style = styles.Find(_style);
        var heading = _outline is { } own ? (own is >= 0 and < 9 ? Math.Min(6, own + 1) : 0) : style.Heading;
        var list = _numbered ? _list ?? 0 : style.ListLevel;
        if (heading > 0) pages.Add(BlockKind.Heading, Text.ToString(), heading);
        else if (list > 0) pages.Add(BlockKind.ListItem, Text.ToString(), list);
        else pages.Add(style.IsCode ? BlockKind.Code : BlockKind.Paragraph, Text.ToString(), 0);
    }
}
