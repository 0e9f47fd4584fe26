using System.Xml;

namespace Scopix.Media.Word;

/// <summary>
/// The parts of a package and how they refer to each other (ECMA-376, part 2): names compare without case and percent signs;
/// the main part is what the package's relationships name, or else its content types, or else <c>word/document.xml</c>.
/// </summary>
internal sealed class WordPackage
{
    private const int MaxNameLength = 512, MaxElements = 10_000;

    private readonly FileBytes _bytes;
    private readonly ReadingBudget _budget;
    private readonly Dictionary<string, ZipEntry> _parts = [];
    private readonly Dictionary<string, string> _contentTypes = [];

    public WordPackage(FileBytes bytes, ReadingBudget budget)
    {
        (_bytes, _budget) = (bytes, budget);
        foreach (var entry in ZipDirectory.ReadEntries(bytes, MaxNameLength)) _parts.TryAdd(NormalizeName(entry.Name), entry);
        ReadContentTypes();
        MainPart = FindMainPart();
    }

    /// <summary>The name of the document's own part; null when there is none.</summary>
    public string? MainPart { get; }

    /// <summary>Whether there is a part of this name, in lower case.</summary>
    public bool HasPart(string name) => _parts.ContainsKey(name);

    /// <summary>Whether a part's name ends so, in lower case.</summary>
    public bool HasPartEndingWith(string end) => _parts.Keys.Any(name => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>A part's content type in lower case, empty when none is stated.</summary>
    public string GetContentType(string name) =>
        _contentTypes.GetValueOrDefault(name) ?? _contentTypes.GetValueOrDefault("*." + name[(name.LastIndexOf('.') + 1)..]) ?? "";

    /// <summary>Opens a part; null when it is not there.</summary>
    public Stream? OpenPart(string name) => _parts.TryGetValue(name, out var entry) ? ZipEntryStream.Open(_bytes, entry) : null;

    /// <summary>Reads a part's XML; default when it is not there.</summary>
    /// <exception cref="UnreadableDocumentException">It is no XML, or more than is allowed.</exception>
    public T? ReadPart<T>(string name, Func<XmlReader, T> read)
    {
        using var part = OpenPart(name);
        if (part is null) return default;
        try
        {
            using var reader = WordXml.OpenReader(part, _budget);
            return read(reader);
        }
        catch (XmlException)
        {
            throw UnreadableDocumentException.CreateBroken("The document is broken: its XML does not make sense.");
        }
    }

    /// <summary>What a part refers to inside the package; of the package itself for an empty name.</summary>
    public List<WordRelationship> ReadRelationships(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        return ReadElementsTolerantly($"{folder}_rels/{part[(slash + 1)..]}.rels", reader =>
        {
            if (reader.LocalName != "Relationship" || WordXml.GetAttribute(reader, "TargetMode") is "External") return null;
            return WordXml.GetAttribute(reader, "Target") is { } target
                ? new WordRelationship(WordXml.GetAttribute(reader, "Id") ?? "", WordXml.GetAttribute(reader, "Type") ?? "",
                    ResolveTarget(folder, target))
                : null;
        });
    }

    /// <summary>The part of a kind that a part refers to; without such a reference one of that name beside it.</summary>
    public string? FindRelatedPart(string part, string kind)
    {
        var related = ReadRelationships(part).Find(relationship => relationship.IsOfKind(kind) && HasPart(relationship.Target))?.Target;
        var beside = $"{part[..(part.LastIndexOf('/') + 1)]}{kind}.xml";
        return related ?? (HasPart(beside) ? beside : null);
    }

    private string? FindMainPart()
    {
        var named = ReadRelationships("")
            .Find(relationship => relationship.IsOfKind("officeDocument") && HasPart(relationship.Target))?.Target;
        named ??= _contentTypes.FirstOrDefault(type => IsDocumentType(type.Value) && HasPart(type.Key)).Key;
        return named ?? (HasPart("word/document.xml") ? "word/document.xml" : null);
    }

    private static bool IsDocumentType(string type) =>
        type.Contains("wordprocessingml", StringComparison.Ordinal) && type.EndsWith("main+xml", StringComparison.Ordinal)
        || type.StartsWith("application/vnd.ms-word.", StringComparison.Ordinal);

    private void ReadContentTypes()
    {
        ReadElementsTolerantly("[content_types].xml", reader =>
        {
            var type = WordXml.GetAttribute(reader, "ContentType")?.Trim().ToLowerInvariant();
            if (type is null) return null;
            if (reader.LocalName == "Override" && WordXml.GetAttribute(reader, "PartName") is { } part)
                _contentTypes.TryAdd(NormalizeName(part), type);
            if (reader.LocalName == "Default" && WordXml.GetAttribute(reader, "Extension") is { } end)
                _contentTypes.TryAdd("*." + end.ToLowerInvariant(), type);
            return (object?)null;
        });
    }

    /// <summary>What the elements of a part say, as far as it can be read.</summary>
    private List<T> ReadElementsTolerantly<T>(string name, Func<XmlReader, T?> element)
        where T : class
    {
        var found = new List<T>();
        try
        {
            ReadPart(name, reader =>
            {
                for (var elements = 0; elements < MaxElements && WordXml.ReadNext(reader);)
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
    private static string ResolveTarget(string folder, string target)
    {
        target = target.Replace('\\', '/').Split('#')[0];
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or "..")) segments.Add(segment);
        }
        return NormalizeName(string.Join('/', segments));
    }

    private static string NormalizeName(string name)
    {
        name = name.Replace('\\', '/').TrimStart('/');
        return (name.Contains('%') ? Uri.UnescapeDataString(name) : name).ToLowerInvariant();
    }
}

/// <summary>A reference from one part to another.</summary>
/// <param name="Id">By which the part's XML refers to it.</param>
/// <param name="Type">A URI; those of ISO/IEC 29500 strict differ from the others in all but their end.</param>
/// <param name="Target">The part's name.</param>
internal sealed record WordRelationship(string Id, string Type, string Target)
{
    /// <summary>Whether the type's last segment is this.</summary>
    public bool IsOfKind(string kind) => Type.EndsWith("/" + kind, StringComparison.OrdinalIgnoreCase);
}
