using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>
/// <c>mc:AlternateContent</c> (ECMA-376, part 3): the first choice whose requirements are known, or else the fallback; one of
/// them alone, for they say the same.
/// </summary>
internal sealed class WordAlternatives
{
    private const int MostNested = 64;

    private static readonly string[] Known =
        ["schemas.microsoft.com/office", "openxmlformats.org", "purl.oclc.org/ooxml", "urn:schemas-microsoft-com"];

    private readonly Stack<(int Depth, bool Taken)> _open = new();

    /// <summary>Takes an element; true when it is a branch that is not to be read.</summary>
    public bool Skips(XmlReader reader)
    {
        while (_open.TryPeek(out var last) && last.Depth >= reader.Depth) _open.Pop();
        switch (reader.LocalName)
        {
            case "AlternateContent" when !reader.IsEmptyElement && _open.Count < MostNested: _open.Push((reader.Depth, false)); return false;
            case "Choice": return !Take(reader, IsKnown(reader));
            case "Fallback": return !Take(reader, true);
            default: return false;
        }
    }

    private bool Take(XmlReader reader, bool may)
    {
        if (!_open.TryPeek(out var open) || open.Depth != reader.Depth - 1) return true;
        if (open.Taken || !may) return false;
        _open.Pop();
        _open.Push((open.Depth, true));
        return true;
    }

    /// <summary>Namespaces of Office's own are: their text is in the same elements.</summary>
    private static bool IsKnown(XmlReader reader)
    {
        foreach (var prefix in (WordXml.Value(reader, "Requires") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = reader.LookupNamespace(prefix) ?? "";
            if (!Array.Exists(Known, known => name.Contains(known, StringComparison.Ordinal))) return false;
        }
        return true;
    }
}
