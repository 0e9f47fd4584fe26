namespace Scopix.Media.Word;

/// <summary>The effect of a paragraph style: heading level 1 to 6 or 0, list depth from 1 or 0, preformatted or not.</summary>
internal readonly record struct WordStyle(int HeadingLevel, int ListLevel, bool IsCode);

/// <summary>Paragraph styles by id (ECMA-376, 17.7). Ids are localised (<c>berschrift1</c>), so a heading is a style with an outline
/// level, its own or inherited; Word's built-in names are English in every language.</summary>
internal sealed class WordStyles
{
    private const int MaxStyles = 10_000, MaxBases = 32;
    private readonly Dictionary<string, Style> _styles = [];
    private readonly Dictionary<string, WordStyle> _resolved = [];

    public WordStyle Find(string? id)
    {
        if (id is null || !_styles.ContainsKey(id)) return default;
        if (!_resolved.TryGetValue(id, out var resolved)) _resolved[id] = resolved = Resolve(id);
        return resolved;
    }

    private WordStyle Resolve(string? id)
    {
        int? outline = null, list = null;
        var code = false;
        for (var depth = 0; id is not null && depth < MaxBases && _styles.TryGetValue(id, out var style); depth++, id = style.BaseId)
        {
            outline ??= style.OutlineLevel ?? GetOutlineLevel(style.Name);
            list ??= style.ListLevel;
            code |= style.Name.Contains("preformatted", StringComparison.OrdinalIgnoreCase)
                || style.Name.Contains("source code", StringComparison.OrdinalIgnoreCase);
        }
        return new WordStyle(ToHeadingLevel(outline), list ?? 0, code);
    }

    public void Read(XmlReader reader)
    {
        Style? style = null;
        while (WordXml.ReadNext(reader))
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "style" when WordXml.GetAttribute(reader, "styleId") is { Length: > 0 } id && _styles.Count < MaxStyles:
                    _styles[id] = style = new Style();
                    break;
                case "name" when style is not null: style.Name = WordXml.GetAttribute(reader, "val") ?? ""; break;
                case "basedOn" when style is not null: style.BaseId = WordXml.GetAttribute(reader, "val"); break;
                case "outlineLvl" when style is not null: style.OutlineLevel = WordXml.GetNumber(reader); break;
                case "numId" when style is not null: style.ListLevel = WordXml.GetNumber(reader) == 0 ? 0 : style.ListLevel ?? 1; break;
                case "ilvl" when style is not null: style.ListLevel = WordXml.GetListLevel(reader); break;
            }
        }
    }

    /// <summary>From 1 to 6, or 0 for an outline level that is not a heading's.</summary>
    public static int ToHeadingLevel(int? outline) => outline is >= 0 and < 9 ? Math.Min(6, outline.Value + 1) : 0;

    private static int? GetOutlineLevel(string name)
    {
        if (name.Equals("title", StringComparison.OrdinalIgnoreCase)) return 0;
        return name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 9
            ? level - 1 : null;
    }

    private sealed class Style
    {
        public string Name { get; set; } = "";
        public string? BaseId { get; set; }
        public int? OutlineLevel { get; set; }
        public int? ListLevel { get; set; }
    }
}
