using System.Text.Json.Nodes;
using NJsonSchema;

namespace Scopix.Contracts;

/// <summary>The schemas use only keywords that the validator enforces, and every property has its evidence.</summary>
public sealed class SchemaVocabularyContract
{
    private static readonly string[] Keywords =
    [
        "$schema", "title", "type", "enum", "required", "properties", "items", "minimum", "maximum", "minLength", "maxLength",
        "minItems", "maxItems", "pattern", "format", "allOf", "oneOf", "definitions", "$ref", "x-default", "x-evidence", "x-source",
        "x-note",
    ];

    /// <summary>The format binary is a file of a form, which the examples name as curl does.</summary>
    private static readonly string[] Formats = ["date-time", "uuid", "binary"];

    public static TheoryData<string> SchemaNames => [.. SchemaCatalog.Names];

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_schema_uses_only_keywords_that_are_enforced(string schema)
    {
        Assert.Empty(FindUnknownKeywords(ReadSchema(schema)));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public async Task A_default_fits_its_schema(string schema)
    {
        foreach (var node in GetNodes(ReadSchema(schema)).Where(n => n.ContainsKey("x-default")))
            Assert.Empty(await FindUnenforcedAsync(node));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_reference_has_no_sibling_keywords(string schema)
    {
        var withSiblings = GetNodes(ReadSchema(schema)).Where(n => n.ContainsKey("$ref") && n.Count > 1);

        Assert.Empty(withSiblings);
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_property_has_evidence(string schema)
    {
        var withoutEvidence = GetProperties(ReadSchema(schema)).Where(p =>
            !IsEvidenceKind(p.Value["x-evidence"]) || string.IsNullOrWhiteSpace((string?)p.Value["x-source"]));

        Assert.Empty(withoutEvidence.Select(p => p.Key));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_nullable_enum_lists_null(string schema)
    {
        var enums = GetNodes(ReadSchema(schema)).Where(n => n.ContainsKey("enum"));

        Assert.All(enums, n => Assert.Equal(
            n["type"] is JsonArray types && types.Any(t => (string?)t == "null"),
            n["enum"]!.AsArray().Any(v => v is null)));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_date_time_has_a_pattern_too(string schema)
    {
        var dateTimes = GetNodes(ReadSchema(schema)).Where(n => (string?)n["format"] == "date-time");

        Assert.All(dateTimes, n => Assert.True(n.ContainsKey("pattern"), n.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"type":"integer"}""", "1", "1.5")]
    [InlineData("""{"enum":["a",null]}""", "null", "\"b\"")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"a":1}""", "{}")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"a":"x"}""", """{"a":1}""")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """["a"]""", "[1]")]
    [InlineData("""{"type":"number","minimum":0}""", "0", "-0.1")]
    [InlineData("""{"type":"number","maximum":1}""", "1", "1.1")]
    [InlineData("""{"type":"string","minLength":1}""", "\"a\"", "\"\"")]
    [InlineData("""{"type":"string","maxLength":1}""", "\"a\"", "\"ab\"")]
    [InlineData("""{"type":"array","minItems":1}""", "[1]", "[]")]
    [InlineData("""{"type":"array","maxItems":1}""", "[1]", "[1,2]")]
    [InlineData("""{"type":"string","pattern":"^a$"}""", "\"a\"", "\"b\"")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-01-15T10:30:00Z\"", "\"yesterday\"")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"550e8400-e29b-41d4-a716-446655440000\"", "\"550e8400\"")]
    [InlineData("""{"allOf":[{"type":"number"},{"type":"integer"}]}""", "1", "1.5")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", "null", "1")]
    [InlineData("""{"definitions":{"a":{"type":"string"}},"items":{"$ref":"#/definitions/a"},"type":"array"}""", """["a"]""", "[1]")]
    public async Task A_keyword_is_enforced_by_both_validators(string schema, string good, string bad)
    {
        var (ours, other) = (ContractSchema.Parse(new MemoryStream(Encoding.UTF8.GetBytes(schema))),
            await JsonSchema.FromJsonAsync(schema, TestContext.Current.CancellationToken));
        using var documents = JsonDocument.Parse($"[{good},{bad}]");

        var violations = documents.RootElement.EnumerateArray().Select(body => SchemaValidator.Validate(ours, body).Count).ToArray();

        Assert.Equal(0, violations[0]);
        Assert.NotEqual(0, violations[1]);
        Assert.Empty(other.Validate(good));
        Assert.NotEmpty(other.Validate(bad));
    }

    /// <summary>Keywords and formats that the validator does not enforce.</summary>
    internal static IEnumerable<string> FindUnknownKeywords(JsonObject schema) =>
        GetNodes(schema).SelectMany(n => n.Select(p => p.Key)).Except(Keywords)
        .Concat(GetNodes(schema).Select(n => (string?)n["format"]).OfType<string>().Except(Formats));

    /// <summary>How the default of a schema violates the schema.</summary>
    internal static async Task<IEnumerable<string>> FindUnenforcedAsync(JsonObject schema) =>
        (await JsonSchema.FromJsonAsync(schema.ToJsonString())).Validate(schema["x-default"]!.ToJsonString()).Select(e => e.ToString());

    private static JsonObject ReadSchema(string schema) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(NJsonSchemas.Folder, $"{schema}.schema.json")))!.AsObject();

    private static bool IsEvidenceKind(JsonNode? node) =>
        node is not null && Enum.GetNames<EvidenceKind>().Contains((string?)node, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, JsonNode>> GetProperties(JsonObject schema) =>
        GetNodes(schema).Where(n => n["properties"] is not null).SelectMany(n => n["properties"]!.AsObject()!)!;

    /// <summary>The schema and every schema inside it.</summary>
    private static IEnumerable<JsonObject> GetNodes(JsonObject schema)
    {
        var inner = new[] { "properties", "definitions" }.SelectMany(k => schema[k]?.AsObject().Select(p => p.Value) ?? [])
            .Concat(new[] { "allOf", "oneOf" }.SelectMany(k => schema[k]?.AsArray() ?? []))
            .Append(schema["items"]);
        return inner.OfType<JsonObject>().SelectMany(GetNodes).Prepend(schema);
    }
}
