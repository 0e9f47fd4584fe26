using System.Text.Json.Nodes;

namespace Scopix.Contracts;

/// <summary>A property that a schema marks documented.</summary>
/// <param name="Path">From the schema's root: <c>.items[].title</c>; a definition begins with <c>#name</c>.</param>
/// <param name="Schema">Its own schema.</param>
internal sealed record DocumentedProperty(string Path, JsonObject Schema)
{
    /// <summary>Its name.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The sections it cites, as <c>seed 001, Telemetry</c>.</summary>
    public string[] Sections => ((string)Schema["x-source"]!).Split("; ");

    /// <summary>True where null is among its types.</summary>
    public bool IsNullable => GetTypes(Schema)
        .Concat((Schema["oneOf"]?.AsArray() ?? []).SelectMany(branch => GetTypes(branch!.AsObject()))).Contains("null");

    /// <summary>True where its note says how null, or what else it may be, is known.</summary>
    public bool NoteMentionsNull => (string?)Schema["x-note"] is { } note
        && (note.Contains("null", StringComparison.OrdinalIgnoreCase) || note.Contains("optional", StringComparison.OrdinalIgnoreCase));

    /// <summary>Those of a schema's own file; what it refers to has its own.</summary>
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
