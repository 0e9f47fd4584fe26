using System.Text.Json.Nodes;

namespace Scopix.Contracts.Runner;

/// <summary>A property that a schema marks as documented.</summary>
/// <param name="Path">From the schema's root: <c>.items[].title</c>; a definition begins with <c>#name</c>.</param>
/// <param name="Schema">Its own schema.</param>
internal sealed record DocumentedProperty(string Path, JsonObject Schema)
{
    /// <summary>The name.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The sections that it cites, e.g. <c>seed 001, Telemetry</c>.</summary>
    public string[] Sections => ((string)Schema["x-source"]!).Split("; ");

    /// <summary>True when null is among its types.</summary>
    public bool IsNullable => GetTypes(Schema)
        .Concat((Schema["oneOf"]?.AsArray() ?? []).SelectMany(branch => GetTypes(branch!.AsObject()))).Contains("null");

    /// <summary>True when its note explains why it may be null or absent.</summary>
    public bool NoteMentionsNull => (string?)Schema["x-note"] is { } note
        && (note.Contains("null", StringComparison.OrdinalIgnoreCase) || note.Contains("optional", StringComparison.OrdinalIgnoreCase));

    /// <summary>The documented properties of a schema's own file, without those of the files that it refers to.</summary>
    public static IEnumerable<DocumentedProperty> ReadSchema(string schema) => Flatten(ExampleTypes.Load(schema), "").Where(property =>
        (string?)property.Schema["x-evidence"] == "documented");

    private static IEnumerable<DocumentedProperty> Flatten(JsonObject node, string path)
    {
        var own = node["properties"]?.AsObject().Select(p => new DocumentedProperty($"{path}.{p.Key}", p.Value!.AsObject())) ?? [];
        var inner = own.SelectMany(property => Flatten(property.Schema, property.Path).Prepend(property));
        if (node["items"] is JsonObject items) inner = inner.Concat(Flatten(items, path + "[]"));
        foreach (var union in new[] { "oneOf", "allOf" })
            inner = inner.Concat((node[union]?.AsArray() ?? []).SelectMany(branch => Flatten(branch!.AsObject(), path)));
        return inner.Concat((node["definitions"]?.AsObject() ?? []).SelectMany(d => Flatten(d.Value!.AsObject(), "#" + d.Key)));
    }

    private static IEnumerable<string> GetTypes(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => (string)type!),
        JsonValue type => [(string)type!],
        _ => [],
    };
}
