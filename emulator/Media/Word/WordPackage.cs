namespace Scopix.Media.Word;

/// <summary>The parts of a package and their relationships (ECMA-376, part 2). Names are compared without case and percent-encoding. The
/// main part is named by the package's relationships, or else its content types, or else is <c>word/document.xml</c>.</summary>
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

    public string? MainPart { get; }

    public bool HasPart(string name) => _parts.ContainsKey(name);

    public bool HasPartEndingWith(string end) => _parts.Keys.Any(name => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>In lower case; empty when none is stated.</summary>
    public string GetContentType(string name) =>
        _contentTypes.GetValueOrDefault(name) ?? _contentTypes.GetValueOrDefault("*." + name[(name.LastIndexOf('.') + 1)..]) ?? "";

    public Stream? OpenPart(string name) => _parts.TryGetValue(name, out var entry) ? ZipEntryStream.Open(_bytes, entry) : null;

    /// <summary>Reads a part's XML, unless the part is missing.</summary>
    /// <exception cref="UnreadableDocumentException">It is not XML, or exceeds a limit.</exception>
    public void ReadPart(string name, Action<XmlReader> read)
    {
        using var part = OpenPart(name);
        if (part is null) return;
        try
        {
            using var reader = WordXml.OpenReader(part, _budget);
            read(reader);
        }
        catch (XmlException)
        {
            throw UnreadableDocumentException.CreateBroken("The document is broken: its XML is not well-formed.");
        }
    }

    /// <summary>The internal targets of a part, or of the package itself for an empty name.</summary>
    public List<WordRelationship> ReadRelationships(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        var relationships = new List<WordRelationship>();
        ReadElementsTolerantly($"{folder}_rels/{part[(slash + 1)..]}.rels", reader =>
        {
            if (reader.LocalName != "Relationship" || WordXml.GetAttribute(reader, "TargetMode") is "External") return;
            if (WordXml.GetAttribute(reader, "Target") is not { } target) return;
            relationships.Add(new WordRelationship(WordXml.GetAttribute(reader, "Id") ?? "", WordXml.GetAttribute(reader, "Type") ?? "",
                ResolveTarget(folder, target)));
        });
        return relationships;
    }

    /// <summary>The related part of a kind, or else the part with that name in the same folder.</summary>
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

    private void ReadContentTypes() => ReadElementsTolerantly("[content_types].xml", reader =>
    {
        if (WordXml.GetAttribute(reader, "ContentType")?.Trim().ToLowerInvariant() is not { } type) return;
        if (reader.LocalName == "Override" && WordXml.GetAttribute(reader, "PartName") is { } part)
            _contentTypes.TryAdd(NormalizeName(part), type);
        if (reader.LocalName == "Default" && WordXml.GetAttribute(reader, "Extension") is { } extension)
            _contentTypes.TryAdd("*." + extension.ToLowerInvariant(), type);
    });

    /// <summary>Reads the elements of a part up to the first error.</summary>
    private void ReadElementsTolerantly(string name, Action<XmlReader> readElement)
    {
        try
        {
            ReadPart(name, reader =>
            {
                for (var elements = 0; elements < MaxElements && WordXml.ReadNext(reader);)
                {
                    if (reader.NodeType != XmlNodeType.Element) continue;
                    elements++;
                    readElement(reader);
                }
            });
        }
        catch (UnreadableDocumentException)
        {
            // The elements read so far count.
        }
    }

    /// <summary>A target is relative to the package's root, or to the folder of the part that refers to it.</summary>
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

/// <summary>A reference from one part to another. The type is a URI, of which only the last segment is the same in strict and
/// transitional documents.</summary>
internal sealed record WordRelationship(string Id, string Type, string Target)
{
    public bool IsOfKind(string kind) => Type.EndsWith("/" + kind, StringComparison.OrdinalIgnoreCase);
}
