using System.Text.RegularExpressions;

namespace Scopix.Contracts.Checks;

/// <summary>
/// A schema of <c>contracts/schemas</c>, or a part of one, with the keywords that the contracts use (JSON Schema, draft 4). A part that is
/// a reference has nothing else; <see cref="Actual"/> follows it.
/// </summary>
public sealed class ContractSchema
{
    private const string DefinitionPrefix = "#/definitions/", FileSuffix = ".schema.json";

    private readonly ContractSchema _root;
    private readonly string? _reference, _pattern;
    private readonly Dictionary<string, ContractSchema> _definitions;

    private ContractSchema(JsonElement json, ContractSchema? root, Claim evidence, string location)
    {
        (_root, Location) = (root ?? this, location);
        _reference = ReadText(json, "$ref");
        Evidence = ReadText(json, "x-evidence") is { } kind
            ? new(Enum.Parse<EvidenceKind>(kind, ignoreCase: true), ReadText(json, "x-source")!) : evidence;
        (Types, Required) = (ReadTexts(json, "type"), ReadTexts(json, "required").ToHashSet());
        Enumeration = json.TryGetProperty("enum", out var words) ? [.. words.EnumerateArray().Select(FormatWord)] : [];
        (Title, Format, _pattern) = (ReadText(json, "title"), ReadText(json, "format"), ReadText(json, "pattern"));
        Note = ReadText(json, "x-note");
        (Minimum, Maximum) = (ReadNumber(json, "minimum"), ReadNumber(json, "maximum"));
        (MinLength, MaxLength) = (ReadNumber(json, "minLength"), ReadNumber(json, "maxLength"));
        (MinItems, MaxItems) = (ReadNumber(json, "minItems"), ReadNumber(json, "maxItems"));
        (Properties, _definitions) = (ReadParts(json, "properties"), ReadParts(json, "definitions"));
        Items = json.TryGetProperty("items", out var items) ? new(items, _root, Evidence, location + "/items") : null;
        (OneOf, AllOf) = (ReadBranches(json, "oneOf"), ReadBranches(json, "allOf"));
    }

    /// <summary>The JSON pointer of this part in its file, e.g. <c>/properties/title</c>; empty for the schema itself.</summary>
    public string Location { get; }

    /// <summary>The schema that contains this part; itself, if it is no part.</summary>
    public ContractSchema Root => _root;

    /// <summary>The evidence of this part, or else of the nearest part that contains it.</summary>
    public Claim Evidence { get; }

    /// <summary>This schema, or the one that it refers to.</summary>
    public ContractSchema Actual => field ??= _reference switch
    {
        null => this,
        _ when _reference.StartsWith(DefinitionPrefix, StringComparison.Ordinal) =>
            _root._definitions[_reference[DefinitionPrefix.Length..]].Actual,
        _ => SchemaCatalog.Load(_reference[..^FileSuffix.Length]).Actual,
    };

    /// <summary>The allowed types, with JSON's names; empty when all are.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The allowed values as texts, with null for null; empty when all are.</summary>
    public IReadOnlyList<string?> Enumeration { get; }

    /// <summary>The properties that an object must have.</summary>
    public IReadOnlySet<string> Required { get; }

    /// <summary>The properties by name, without those of <see cref="AllOf"/>.</summary>
    public IReadOnlyDictionary<string, ContractSchema> Properties { get; }

    /// <summary>What each item of a list must fit; null when anything does.</summary>
    public ContractSchema? Items { get; }

    /// <summary>Schemas of which a value fits exactly one.</summary>
    public IReadOnlyList<ContractSchema> OneOf { get; }

    /// <summary>Schemas that a value fits all of.</summary>
    public IReadOnlyList<ContractSchema> AllOf { get; }

    /// <summary>What the schema describes, in words; null for a part.</summary>
    public string? Title { get; }

    /// <summary>What the evidence does not say about this part, in words; null when there is nothing.</summary>
    public string? Note { get; }

    public string? Format { get; }

    public Regex? Pattern => field ??= _pattern is null ? null : new Regex(_pattern);

    public double? Minimum { get; }

    public double? Maximum { get; }

    public double? MinLength { get; }

    public double? MaxLength { get; }

    public double? MinItems { get; }

    public double? MaxItems { get; }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ContractSchema Parse(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        return Create(document.RootElement);
    }

    /// <summary>Reads a schema, such as that of a <see cref="Parameter"/>.</summary>
    public static ContractSchema Create(JsonElement json) =>
        new(json, null, new(EvidenceKind.Documented, "the schema as a whole"), "");

    /// <summary>The text that stands for a value in <see cref="Enumeration"/>; null for null.</summary>
    public static string? FormatWord(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string? ReadText(JsonElement json, string keyword) =>
        json.TryGetProperty(keyword, out var value) ? value.GetString() : null;

    private static double? ReadNumber(JsonElement json, string keyword) =>
        json.TryGetProperty(keyword, out var value) ? value.GetDouble() : null;

    private static List<string> ReadTexts(JsonElement json, string keyword) => !json.TryGetProperty(keyword, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(text => text.GetString()!)] : [value.GetString()!];

    private Dictionary<string, ContractSchema> ReadParts(JsonElement json, string keyword) => json.TryGetProperty(keyword, out var parts)
        ? parts.EnumerateObject().ToDictionary(
            part => part.Name, part => new ContractSchema(part.Value, _root, Evidence, $"{Location}/{keyword}/{part.Name}")) : [];

    private List<ContractSchema> ReadBranches(JsonElement json, string keyword) => json.TryGetProperty(keyword, out var branches)
        ? [.. branches.EnumerateArray().Select((branch, index) => new ContractSchema(
            branch, _root, Evidence, $"{Location}/{keyword}/{index}"))] : [];
}
