using System.Text.Json.Nodes;
using NJsonSchema;

namespace Scopix.Contracts;

public sealed class ExamplesContract
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "examples");

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)!).Order()];

    public static TheoryData<string> SchemaNames => [.. SchemaCatalog.Names];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_fits_its_schema(string example)
    {
        var (schema, json) = ReadExample(example);

        var violations = SchemaCatalog.Validate(schema, json);

        Assert.Empty(violations);
        Assert.True(NJsonSchemas.Accepts(schema, json));
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
        var (schema, json) = ReadExample(example);

        var mutants = CreateMutants(schema, json).Where(m => m.Name.StartsWith("without", StringComparison.Ordinal));

        Assert.All(mutants, m => AssertRefused(schema, m.Name, m.Json));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_with_a_foreign_enum_value_is_refused(string example)
    {
        var (schema, json) = ReadExample(example);

        var mutants = CreateMutants(schema, json).Where(m => m.Name.StartsWith("foreign", StringComparison.Ordinal));

        Assert.All(mutants, m => AssertRefused(schema, m.Name, m.Json));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_with_a_value_of_another_type_is_refused(string example)
    {
        var (schema, json) = ReadExample(example);

        var mutants = CreateMutants(schema, json).Where(m => m.Name.StartsWith("mistyped", StringComparison.Ordinal));

        Assert.All(mutants, m => AssertRefused(schema, m.Name, m.Json));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_only_properties_that_its_schema_names(string example)
    {
        var (schema, json) = ReadExample(example);

        Assert.Empty(FindUnknownNames(NJsonSchemas.Load(schema), JsonNode.Parse(json), "#"));
    }

    [Fact]
    public void The_examples_have_enough_mutants_to_prove_something()
    {
        var all = Examples.SelectMany(e => CreateMutants(ReadExample(e.Data).Schema, ReadExample(e.Data).Json)).ToList();

        Assert.InRange(all.Count, 500, int.MaxValue);
    }

    /// <summary>Both validators refuse it.</summary>
    private static void AssertRefused(string schema, string mutant, string json)
    {
        Assert.True(SchemaCatalog.Validate(schema, json).Count > 0, mutant);
        Assert.False(NJsonSchemas.Accepts(schema, json), mutant);
    }

    private static (string Schema, string Json) ReadExample(string example) =>
        (example.Split('.')[0], File.ReadAllText(Path.Combine(Folder, example)));

    /// <summary>Copies of the example, each with one property that violates the schema.</summary>
    private static IEnumerable<(string Name, string Json)> CreateMutants(string schema, string json)
    {
        foreach (var (path, rule) in FindPlaces(NJsonSchemas.Load(schema), JsonNode.Parse(json)!, []))
        {
            var dotted = string.Join('.', path);
            if (rule.IsRequired) yield return ($"without {dotted}", Mutate(json, path, null, remove: true));
            if (rule.ActualTypeSchema.Enumeration.Count > 0) yield return ($"foreign {dotted}", Mutate(json, path, "no such value"));
            yield return ($"mistyped {dotted}", Mutate(json, path, rule.Type.HasFlag(JsonObjectType.Boolean) ? "true" : true));
        }
    }

    private static IEnumerable<(object[] Path, JsonSchemaProperty Rule)> FindPlaces(JsonSchema schema, JsonNode? node, object[] path)
    {
        schema = SelectBranch(schema.ActualSchema, node);
        if (node is JsonArray { Count: > 0 } array && schema.Item is not null) return FindPlaces(schema.Item, array[0], [.. path, 0]);
        if (node is not JsonObject body) return [];

        return schema.Properties.Where(p => body.ContainsKey(p.Key)).SelectMany(p =>
            FindPlaces(p.Value, body[p.Key], [.. path, p.Key]).Prepend(([.. path, p.Key], p.Value)));
    }

    private static IEnumerable<string> FindUnknownNames(JsonSchema schema, JsonNode? node, string path)
    {
        schema = SelectBranch(schema.ActualSchema, node);
        if (node is JsonArray array && schema.Item is not null)
            return array.SelectMany((item, n) => FindUnknownNames(schema.Item, item, $"{path}[{n}]"));
        if (node is not JsonObject body || schema.Properties.Count == 0) return [];

        return body.SelectMany(
            p => schema.Properties.TryGetValue(p.Key, out var rule)
                ? FindUnknownNames(rule, p.Value, $"{path}/{p.Key}") : [$"{path}/{p.Key}"]);
    }

    private static JsonSchema SelectBranch(JsonSchema schema, JsonNode? node) => schema.OneOf.Count == 0
        ? schema
        : schema.OneOf.First(b => b.ActualSchema.Validate(node?.ToJsonString() ?? "null").Count == 0).ActualSchema;

    private static string Mutate(string json, object[] path, JsonNode? value, bool remove = false)
    {
        var root = JsonNode.Parse(json)!;
        var parent = path[..^1].Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        if (remove) parent.AsObject().Remove((string)path[^1]);
        else parent[(string)path[^1]] = value;
        return root.ToJsonString();
    }
}
