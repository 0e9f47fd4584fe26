namespace Scopix.Media.Word;

/// <summary>Selects from <c>mc:AlternateContent</c> (ECMA-376, part 3) the first choice whose requirements are known, or else the
/// fallback. The branches have the same text.</summary>
internal sealed class AlternateContentFilter
{
    private const int MaxNested = 64;

    private static readonly string[] KnownNamespaces =
        ["schemas.microsoft.com/office", "openxmlformats.org", "purl.oclc.org/ooxml", "urn:schemas-microsoft-com"];

    private readonly Stack<(int Depth, bool Taken)> _openAlternatives = new();

    public bool ShouldSkip(XmlReader reader)
    {
        while (_openAlternatives.TryPeek(out var last) && last.Depth >= reader.Depth) _openAlternatives.Pop();
        switch (reader.LocalName)
        {
            case "AlternateContent" when !reader.IsEmptyElement && _openAlternatives.Count < MaxNested:
                _openAlternatives.Push((reader.Depth, false));
                return false;
            case "Choice": return !TrySelect(reader, IsChoiceSupported(reader));
            case "Fallback": return !TrySelect(reader, true);
            default: return false;
        }
    }

    private bool TrySelect(XmlReader reader, bool isSupported)
    {
        if (!_openAlternatives.TryPeek(out var open) || open.Depth != reader.Depth - 1) return true;
        if (open.Taken || !isSupported) return false;
        _openAlternatives.Pop();
        _openAlternatives.Push((open.Depth, true));
        return true;
    }

    /// <summary>Office's own namespaces are supported, since their text is in the same elements.</summary>
    private static bool IsChoiceSupported(XmlReader reader)
    {
        foreach (var prefix in (WordXml.GetAttribute(reader, "Requires") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = reader.LookupNamespace(prefix) ?? "";
            if (!Array.Exists(KnownNamespaces, known => name.Contains(known, StringComparison.Ordinal))) return false;
        }
        return true;
    }
}
