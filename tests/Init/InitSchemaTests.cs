using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.Control;
using Xunit;

namespace Scopix.Emulator.Tests.Init;

/// <summary>Faults and stubs have the same form in init documents and in the control API.</summary>
public sealed class InitSchemaTests
{
    [Theory]
    [InlineData("fault", "Fault")]
    [InlineData("stub", "Stub")]
    public void A_rule_has_the_same_form_in_init_documents_as_in_the_control_API(string definition, string schema)
    {
        var schemaFile = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "contracts", "init.schema.json"));

        var inInitDocuments = JsonNode.Parse(schemaFile)!["definitions"]![definition]!;

        JsonNode.DeepEquals(inInitDocuments, Convert(ControlContracts.ReadSchema(schema))).Should().BeTrue(
            $"init.schema.json should have {Convert(ControlContracts.ReadSchema(schema)).ToJsonString()}");
    }

    /// <summary>
    /// The words of init.schema.json: references are replaced by what they refer to, notes are descriptions, null is not listed beside the
    /// other type of a field that may be absent anyway, and objects have no other properties.
    /// </summary>
    private static JsonObject Convert(JsonObject schema, bool isProperty = false)
    {
        if ((string?)schema["$ref"] is { } reference) return Convert(ControlContracts.ReadSchema(reference.Split('.')[0]));
        var converted = new JsonObject();
        foreach (var (word, value) in schema.Where(part => part.Key != "$schema"))
            converted[word is "title" or "x-note" ? "description" : word] = (word, value) switch
            {
                ("type", JsonArray types) when isProperty => RemoveNull(types),
                ("enum", JsonArray words) when isProperty => new JsonArray([.. words.OfType<JsonNode>().Select(one => one.DeepClone())]),
                ("properties", JsonObject properties) => new JsonObject(properties.Select(property =>
                    KeyValuePair.Create(property.Key, (JsonNode?)Convert(property.Value!.AsObject(), isProperty: true)))),
                ("items", JsonObject items) => Convert(items),
                _ => value?.DeepClone(),
            };
        if (converted.ContainsKey("properties")) converted["additionalProperties"] = false;
        return converted;
    }

    private static JsonNode RemoveNull(JsonArray types)
    {
        JsonNode[] others = [.. types.Where(type => (string)type! != "null").Select(type => type!.DeepClone())];
        return others.Length == 1 ? others[0] : new JsonArray([.. others]);
    }
}
