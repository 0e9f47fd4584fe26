namespace Scopix.Media.Word;

internal sealed class WordParagraph
{
    public StringBuilder Text { get; private init; } = new();
    public bool EndsWithSpace => Text.Length == 0 || Text[^1] == ' ';

    /// <summary>True when its end is deleted, or it is a drop cap: the next paragraph continues it.</summary>
    public bool IsMarkDeleted { get; set; }
    public List<string> Notes { get; private init; } = [];

    /// <summary>True when its section ends with it and the next one begins on a new page.</summary>
    public bool EndsPage { get; set; }

    private string? _styleId;
    private int? _outlineLevel, _listLevel;
    private bool _isNumbered;

    public void ReadProperty(XmlReader reader, WordPageBuilder pages)
    {
        switch (reader.LocalName)
        {
            case "pStyle": _styleId = WordXml.GetAttribute(reader, "val"); break;
            case "outlineLvl": _outlineLevel = WordXml.GetNumber(reader); break;
            case "ilvl": _listLevel = WordXml.GetListLevel(reader); break;
            case "numId": (_isNumbered, _listLevel) = (true, WordXml.GetNumber(reader) == 0 ? 0 : _listLevel ?? 1); break;
            case "pageBreakBefore" when WordXml.IsEnabled(reader): pages.BreakPage(); break;
            case "framePr" when WordXml.GetAttribute(reader, "dropCap") is "drop" or "margin": IsMarkDeleted = true; break;
            case "sectPr": EndsPage = true; break;
            case "type" when WordXml.GetAttribute(reader, "val") is "continuous": EndsPage = false; break;
        }
    }

    /// <summary>A paragraph that continues this one's text with its own properties.</summary>
    public WordParagraph CreateContinuation() => new() { Text = Text, Notes = Notes };

    public void AddTo(WordStyles styles, WordPageBuilder pages)
    {
        var style = styles.Find(_styleId);
        var heading = _outlineLevel is null ? style.HeadingLevel : WordStyles.ToHeadingLevel(_outlineLevel);
        var list = _isNumbered ? _listLevel ?? 0 : style.ListLevel;
        if (heading > 0) pages.AddBlock(BlockKind.Heading, Text.ToString(), heading);
        else if (list > 0) pages.AddBlock(BlockKind.ListItem, Text.ToString(), list);
        else pages.AddBlock(style.IsCode ? BlockKind.Code : BlockKind.Paragraph, Text.ToString(), 0);
    }
}
