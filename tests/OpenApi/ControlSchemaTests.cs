using System.Text.Json.Nodes;
using FluentAssertions;
using NJsonSchema;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Tests.Control;
using Xunit;

namespace Scopix.Emulator.Tests.OpenApi;

/// <summary>The schemas of the control API: their words, their descriptions and their examples.</summary>
public sealed class ControlSchemaTests
{
    /// <summary>The words of the schemas of the API that need no evidence, and two that those do not need.</summary>
    private static readonly string[] Keywords =
    [
        "$schema", "title", "type", "enum", "required", "properties", "items", "minimum", "maximum", "minLength", "maxLength", "minItems",
        "maxItems", "pattern", "format", "allOf", "oneOf", "$ref", "x-default", "x-note", "additionalProperties", "exclusiveMinimum",
    ];

    private static readonly Lazy<Task<JsonSchema>> Components = new(ReadComponentsAsync);

    public static TheoryData<string> SchemaNames => [.. ControlContracts.SchemaNames];

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_schema_uses_only_words_that_are_enforced_and_describes_each_property(string name)
    {
        var schema = ControlContracts.ReadSchema(name);

        FindNodes(schema).SelectMany(node => node.Select(part => part.Key)).Should().BeSubsetOf(Keywords);
        FindNodes(schema).Where(node => node.ContainsKey("$ref") && node.Count > 1).Should().BeEmpty();
        FindNodes(schema).Where(node => node["enum"] is JsonArray words && node["type"] is JsonArray != words.Any(word => word is null))
            .Should().BeEmpty("a nullable enum lists null");
        ((string)schema["title"]!).Should().EndWith(".");
        foreach (var (property, rule) in FindNodes(schema).SelectMany(node => node["properties"]?.AsObject() ?? []))
            if (!rule!.AsObject().ContainsKey("$ref") && !rule.AsObject().ContainsKey("oneOf"))
                ((string?)rule["x-note"]).Should().MatchRegex("^[\\S\\s]+[.]$", $"{name}.{property} has a description");
    }

    [Theory]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", """{"a":"x"}""", """{"a":1}""")]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", "0.1", "0")]
    [InlineData("""{"type":"object","additionalProperties":true}""", """{"a":1}""", "1")]
    public async Task A_word_that_only_the_control_API_uses_is_enforced_by_the_validator(string schema, string good, string bad)
    {
        var validator = await JsonSchema.FromJsonAsync(schema, TestContext.Current.CancellationToken);

        (validator.Validate(good).Count, validator.Validate(bad).Count > 0).Should().Be((0, true));
    }

    [Fact]
    public async Task Every_JSON_body_has_an_example_and_every_example_fits_its_schema()
    {
        var examples = ContractFiles.Control.ReadExamples().ToArray();
        var bodies = ControlContracts.Operations.SelectMany(row => row["responses"]!.AsObject()
            .SelectMany(response => ControlContracts.GetContents(response.Value)).Append(
                KeyValuePair.Create((string?)row["request_type"] ?? "", (string?)row["request"] ?? "")))
            .Where(content => content.Key == "application/json").Select(content => content.Value);

        bodies.Should().BeSubsetOf(examples.Select(example => example.Schema));
        foreach (var (schema, name, body) in examples)
            (await Components.Value).Definitions[schema].Validate(body.ToJsonString()).Should().BeEmpty($"{schema}.{name}");
    }

    [Fact]
    public async Task An_example_without_a_required_property_or_with_a_value_of_another_type_is_refused()
    {
        var mutants = ContractFiles.Control.ReadExamples().Where(example => ControlContracts.SchemaNames.Contains(example.Schema))
            .SelectMany(example => CreateMutants(example.Schema, example.Body.AsObject())).ToArray();

        mutants.Length.Should().BeGreaterThan(300);
        foreach (var (schema, name, body) in mutants)
            (await Components.Value).Definitions[schema].Validate(body.ToJsonString()).Should().NotBeEmpty($"{schema}: {name}");
    }

    private static IEnumerable<(string Schema, string Name, JsonObject Body)> CreateMutants(string name, JsonObject example)
    {
        var schema = ControlContracts.ReadSchema(name);
        foreach (var required in schema["required"]?.AsArray().Select(required => (string)required!) ?? [])
        {
            var without = example.DeepClone().AsObject();
            without.Remove(required);
            yield return (name, $"without {required}", without);
        }
        foreach (var (property, rule) in schema["properties"]?.AsObject() ?? [])
        {
            if (!example.ContainsKey(property) || rule!["type"] is not { } type) continue;
            var mistyped = example.DeepClone().AsObject();
            mistyped[property] = type.ToJsonString().Contains("boolean", StringComparison.Ordinal) ? "no" : true;
            yield return (name, $"mistyped {property}", mistyped);
        }
    }

    private static IEnumerable<JsonObject> FindNodes(JsonObject schema)
    {
        var inner = (schema["properties"]?.AsObject().Select(property => property.Value) ?? [])
            .Concat(((string[])["allOf", "oneOf"]).SelectMany(word => schema[word]?.AsArray() ?? []))
            .Append(schema["items"]).Append(schema["additionalProperties"] as JsonObject);
        return inner.OfType<JsonObject>().SelectMany(FindNodes).Prepend(schema);
    }

    private static async Task<JsonSchema> ReadComponentsAsync() => await JsonSchema.FromJsonAsync(new JsonObject
    {
        ["definitions"] = OpenApiGenerator.Build(ContractFiles.Control)["components"]!["schemas"]!.DeepClone(),
    }.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
}
