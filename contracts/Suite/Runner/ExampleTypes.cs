using System.Text.Json.Nodes;

namespace Scopix.Contracts.Runner;

/// <summary>The types at each path of a schema in the documented example bodies (<c>NAME.seed-….json</c>).</summary>
internal sealed class ExampleTypes
{
    private static readonly string[] Discriminators = ["media_type", "upload_mode", "status"];

    private static readonly Lazy<Dictionary<(string Schema, string Path), HashSet<string>>> TypesByPath = new(Load);

    private readonly string _schema;

    private ExampleTypes(string schema) => _schema = schema;

    /// <summary>The types of one schema.</summary>
    public static ExampleTypes ForSchema(string schema) => new(schema);

    /// <summary>True when an example has this type at the path.</summary>
    public bool Contains(string path, string type) => TypesByPath.Value.TryGetValue((_schema, path), out var types) && types.Contains(type);

    /// <summary>True when examples have only null at the path.</summary>
    public bool IsAlwaysNull(string path) => TypesByPath.Value.TryGetValue((_schema, path), out var types) && types.SetEquals(["null"]);

    /// <summary>Reads a schema's file.</summary>
    public static JsonObject Load(string schema) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(NJsonSchemas.Folder, $"{schema}.schema.json")))!.AsObject();

    private static Dictionary<(string, string), HashSet<string>> Load()
    {
        Dictionary<(string, string), HashSet<string>> typesByPath = [];
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.seed-*.json"))
        {
            var schema = Path.GetFileName(file).Split('.')[0];
            CollectTypes(typesByPath, schema, Load(schema), "", JsonNode.Parse(File.ReadAllText(file)));
        }
        return typesByPath;
    }

    private static void CollectTypes(
        Dictionary<(string, string), HashSet<string>> typesByPath, string schema, JsonObject rule, string path, JsonNode? value)
    {
        if ((string?)rule["$ref"] is { } reference)
        {
            var (target, at) = ResolveReference(schema, reference);
            CollectTypes(typesByPath, target, at.Rule, at.Path, value);
            return;
        }
        (typesByPath.TryGetValue((schema, path), out var types) ? types : typesByPath[(schema, path)] = []).Add(GetTypeName(value));
        var branches = new[] { "oneOf", "allOf" }.SelectMany(union => rule[union]?.AsArray() ?? []).Select(branch => branch!.AsObject());
        foreach (var branch in branches.Where(branch => value is not null && BranchAccepts(schema, branch, value)))
            CollectTypes(typesByPath, schema, branch, path, value);
        if (value is JsonObject body)
            foreach (var (name, inner) in rule["properties"]?.AsObject() ?? [])
                if (body.ContainsKey(name)) CollectTypes(typesByPath, schema, inner!.AsObject(), $"{path}.{name}", body[name]);
        if (value is JsonArray array && rule["items"] is JsonObject items)
            foreach (var item in array) CollectTypes(typesByPath, schema, items, path + "[]", item);
    }

    private static (string Schema, (JsonObject Rule, string Path) At) ResolveReference(string schema, string reference)
    {
        const string Local = "#/definitions/";
        if (!reference.StartsWith(Local, StringComparison.Ordinal))
        {
            var file = reference.Replace(".schema.json", "", StringComparison.Ordinal);
            return (file, (Load(file), ""));
        }
        var name = reference[Local.Length..];
        return (schema, (Load(schema)["definitions"]![name]!.AsObject(), "#" + name));
    }

    /// <summary>Whether a value belongs to a branch of a union.</summary>
    private static bool BranchAccepts(string schema, JsonObject branch, JsonNode value)
    {
        if ((string?)branch["$ref"] is { } reference) branch = ResolveReference(schema, reference).At.Rule;
        if (value is not JsonObject body) return (string?)branch["type"] != "null";
        var isNamed = Discriminators.All(name => branch["properties"]?[name]?["enum"] is not JsonArray words || body[name] is not { } word
            || words.Any(known => JsonNode.DeepEquals(known, word)));
        return isNamed && (branch["required"]?.AsArray() ?? []).All(name => body.ContainsKey((string)name!));
    }

    private static string GetTypeName(JsonNode? value) => value is null ? "null" : value.GetValueKind().ToString();
}
