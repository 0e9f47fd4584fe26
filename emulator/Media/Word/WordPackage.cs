using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>
/// The parts of a package and how they refer to each other (ECMA-376, part 2): names compare without case and percent signs;
/// the main part is what the package's relationships name, or else its content types, or else <c>word/document.xml</c>.
/// </summary>
internal sealed class WordPackage
{
    private const int LongestName = 512, MostRelations = 10_000;

    private readonly FileBytes _bytes;
    private readonly ReadingBudget _budget;
    private readonly Dictionary<string, ZipEntry> _parts = [];
    private readonly Dictionary<string, string> _types = [];

    public WordPackage(FileBytes bytes, ReadingBudget budget)
    {
        (_bytes, _budget) = (bytes, budget);
        foreach (var entry in ZipDirectory.Entries(bytes, LongestName)) _parts.TryAdd(Name(entry.Name), entry);
        ReadTypes();
        Main = FindMain();
    }

    /// <summary>The name of the document's own part; null when there is none.</summary>
    public string? Main { get; }

    /// <summary>Whether there is a part of this name, in lower case.</summary>
    public bool Has(string name) => _parts.ContainsKey(name);

    /// <summary>Whether a part's name ends so, in lower case.</summary>
    public bool HasEnding(string end) => _parts.Keys.Any(name => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>A part's content type in lower case, empty when none is stated.</summary>
    public string TypeOf(string name) => _types.GetValueOrDefault(name) ?? _types.GetValueOrDefault("*." + name[(name.LastIndexOf('.') + 1)..]) ?? "";

    /// <summary>Opens a part; null when it is not there.</summary>
    public Stream? Open(string name) => _parts.TryGetValue(name, out var entry) ? ZipPart.Open(_bytes, entry) : null;

    /// <summary>Reads a part's XML; default when it is not there.</summary>
    /// <exception cref="UnreadableDocumentException">It is no XML, or more than is allowed.</exception>
    public T? Read<T>(string name, Func<XmlReader, T> read)
    {
        using var part = Open(name);
        if (part is null) return default;
        try
        {
            using var reader = WordXml.Open(part, _budget);
            return read(reader);
        }
        catch (XmlException)
        {
            throw UnreadableDocumentException.Broken("The document is broken: its XML does not make sense.");
        }
    }

    /// <summary>What a part refers to inside the package; of the package itself for an empty name.</summary>
    public List<WordRelation> Relations(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        return Tolerant($"{folder}_rels/{part[(slash + 1)..]}.rels", reader =>
        {
            if (reader.LocalName != "Relationship" || WordXml.Value(reader, "TargetMode") is "External") return null;
            return WordXml.Value(reader, "Target") is { } target
                ? new WordRelation(WordXml.Value(reader, "Id") ?? "", WordXml.Value(reader, "Type") ?? "", Resolved(folder, target))
                : null;
        });
    }

    /// <summary>The part of a kind that a part refers to; without such a reference one of that name beside it.</summary>
    public string? Related(string part, string kind)
    {
        var related = Relations(part).Find(relation => relation.Is(kind) && Has(relation.Target))?.Target;
        var beside = $"{part[..(part.LastIndexOf('/') + 1)]}{kind}.xml";
        return related ?? (Has(beside) ? beside : null);
    }

    private string? FindMain()
    {
        var named = Relations("").Find(relation => relation.Is("officeDocument") && Has(relation.Target))?.Target;
        named ??= _types.FirstOrDefault(type => IsDocument(type.Value) && Has(type.Key)).Key;
        return named ?? (Has("word/document.xml") ? "word/document.xml" : null);
    }

    private static bool IsDocument(string type) =>
        type.Contains("wordprocessingml", StringComparison.Ordinal) && type.EndsWith("main+xml", StringComparison.Ordinal)
        || type.StartsWith("application/vnd.ms-word.", StringComparison.Ordinal);

    private void ReadTypes()
    {
        Tolerant("[content_types].xml", reader =>
        {
            var type = WordXml.Value(reader, "ContentType")?.Trim().ToLowerInvariant();
            if (type is null) return null;
            if (reader.LocalName == "Override" && WordXml.Value(reader, "PartName") is { } part) _types.TryAdd(Name(part), type);
            if (reader.LocalName == "Default" && WordXml.Value(reader, "Extension") is { } end) _types.TryAdd("*." + end.ToLowerInvariant(), type);
            return (object?)null;
        });
    }

    /// <summary>What the elements of a part say, as far as it can be read.</summary>
    private List<T> Tolerant<T>(string name, Func<XmlReader, T?> element)
        where T : class
    {
        var found = new List<T>();
        try
        {
            Read(name, reader =>
            {
                for (var elements = 0; elements < MostRelations && WordXml.Next(reader);)
                {
                    if (reader.NodeType != XmlNodeType.Element) continue;
                    elements++;
                    if (element(reader) is { } value) found.Add(value);
                }
                return true;
            });
        }
        catch (UnreadableDocumentException)
        {
            // what could be read counts
        }
        return found;
    }

    /// <summary>A target as the name of a part: from the package's root, or from the folder of the part that refers to it.</summary>
    private static string Resolved(string folder, string target)
    {
        target = target.Replace('\\', '/').Split('#')[0];
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or "..")) segments.Add(segment);
        }
        return Name(string.Join('/', segments));
    }

    private static string Name(string name)
    {
        name = name.Replace('\\', '/').TrimStart('/');
        return (name.Contains('%') ? Uri.UnescapeDataString(name) : name).ToLowerInvariant();
    }
}

/// <summary>A reference from one part to another.</summary>
/// <param name="Id">By which the part's XML refers to it.</param>
/// <param name="Type">A URI; those of ISO/IEC 29500 strict differ from the others in all but their end.</param>
/// <param name="Target">The part's name.</param>
internal sealed record WordRelation(string Id, string Type, string Target)
{
    /// <summary>Whether the type's last segment is this.</summary>
    public bool Is(string kind) => Type.EndsWith("/" + kind, StringComparison.OrdinalIgnoreCase);
}
