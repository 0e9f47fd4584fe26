using System.Text.Json.Nodes;
using NJsonSchema;

namespace Scopix.Contracts;

public sealed class ExamplesContract
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "examples");

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)!).Order()];

    public static TheoryData<string> SchemaNames => [.. Schemas.Names];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_fits_its_schema(string example)
    {
        var (schema, json) = Read(example);

        var violations = Schemas.Violations(schema, json);

        Assert.Empty(violations);
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_schema_has_an_example(string schema)
    {
        var examples = Directory.GetFiles(Folder, $"{schema}.*.json");

        Assert.NotEmpty(examples);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_without_a_required_property_is_refused(string example)
    {
        var (schema, json) = Read(example);

        var mutants = Mutants(schema, json).Where(m => m.Name.StartsWith("without", StringComparison.Ordinal));

        Assert.All(mutants, m => Assert.True(Schemas.Violations(schema, m.Json).Count > 0, m.Name));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_with_a_foreign_enum_value_is_refused(string example)
    {
        var (schema, json) = Read(example);

        var mutants = Mutants(schema, json).Where(m => m.Name.StartsWith("foreign", StringComparison.Ordinal));

        Assert.All(mutants, m => Assert.True(Schemas.Violations(schema, m.Json).Count > 0, m.Name));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_with_a_value_of_another_type_is_refused(string example)
    {
        var (schema, json) = Read(example);

        var mutants = Mutants(schema, json).Where(m => m.Name.StartsWith("mistyped", StringComparison.Ordinal));

        Assert.All(mutants, m => Assert.True(Schemas.Violations(schema, m.Json).Count > 0, m.Name));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_only_properties_that_its_schema_names(string example)
    {
        var (schema, json) = Read(example);

        Assert.Empty(Unnamed(Schemas.Load(schema), JsonNode.Parse(json), "#"));
    }

    [Fact]
    public void The_examples_have_enough_mutants_to_prove_something()
    {
        var all = Examples.SelectMany(e => Mutants(Read(e.Data).Schema, Read(e.Data).Json)).ToList();

        Assert.InRange(all.Count, 500, int.MaxValue);
    }

    private static (string Schema, string Json) Read(string example) =>
        (example.Split('.')[0], File.ReadAllText(Path.Combine(Folder, example)));

    /// <summary>Copies of the example, each damaged in one place that the schema names.</summary>
    private static IEnumerable<(string Name, string Json)> Mutants(string schema, string json)
    {
        foreach (var (path, rule) in Places(Schemas.Load(schema), JsonNode.Parse(json)!, []))
        {
            var dotted = string.Join('.', path);
            if (rule.IsRequired) yield return ($"without {dotted}", Damaged(json, path, null, remove: true));
            if (rule.ActualTypeSchema.Enumeration.Count > 0) yield return ($"foreign {dotted}", Damaged(json, path, "no such value"));
            yield return ($"mistyped {dotted}", Damaged(json, path, rule.Type.HasFlag(JsonObjectType.Boolean) ? "true" : true));
        }
    }

    private static IEnumerable<(object[] Path, JsonSchemaProperty Rule)> Places(JsonSchema schema, JsonNode? node, object[] path)
    {
        schema = Branch(schema.ActualSchema, node);
        if (node is JsonArray { Count: > 0 } array && schema.Item is not null) return Places(schema.Item, array[0], [.. path, 0]);
        if (node is not JsonObject body) return [];

        return schema.Properties.Where(p => body.ContainsKey(p.Key)).SelectMany(p =>
            Places(p.Value, body[p.Key], [.. path, p.Key]).Prepend(([.. path, p.Key], p.Value)));
    }

    private static IEnumerable<string> Unnamed(JsonSchema schema, JsonNode? node, string path)
    {
        schema = Branch(schema.ActualSchema, node);
        if (node is JsonArray array && schema.Item is not null) return array.SelectMany((item, n) => Unnamed(schema.Item, item, $"{path}[{n}]"));
        if (node is not JsonObject body || schema.Properties.Count == 0) return [];

        return body.SelectMany(p => schema.Properties.TryGetValue(p.Key, out var rule) ? Unnamed(rule, p.Value, $"{path}/{p.Key}") : [$"{path}/{p.Key}"]);
    }

    private static JsonSchema Branch(JsonSchema schema, JsonNode? node) => schema.OneOf.Count == 0
        ? schema
        : schema.OneOf.First(b => b.ActualSchema.Validate(node?.ToJsonString() ?? "null").Count == 0).ActualSchema;

    private static string Damaged(string json, object[] path, JsonNode? value, bool remove = false)
    {
        var root = JsonNode.Parse(json)!;
        var parent = path[..^1].Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        if (remove) parent.AsObject().Remove((string)path[^1]);
        else parent[(string)path[^1]] = value;
        return root.ToJsonString();
    }
}
