using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scopix.Contracts;

/// <summary>
/// The parameters in operations.json and the headers in head.json are complete and use the vocabulary of the schemas.
/// </summary>
public sealed partial class ParametersContract
{
    private static readonly JsonObject OpenApiHead =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "head.json")))!.AsObject();

    public static TheoryData<string, string> Parameters =>
        new(Operation.All.SelectMany(o => o.Parameters.Select(p => new TheoryDataRow<string, string>(o.Id, p.Name))));

    public static TheoryData<string> Ids => [.. Operation.All.Select(o => o.Id)];

    public static TheoryData<string> Headers => [.. OpenApiHead["components"]!["headers"]!.AsObject().Select(h => h.Key)];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_has_evidence(string id, string name)
    {
        var parameter = FindParameter(id, name);

        Assert.Contains(parameter.Evidence, Enum.GetNames<EvidenceKind>(), StringComparer.OrdinalIgnoreCase);
        Assert.False(string.IsNullOrWhiteSpace(parameter.Source));
        if (parameter.Note is not null) Assert.EndsWith(".", parameter.Note, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task A_parameter_uses_only_keywords_that_are_enforced(string id, string name)
    {
        var schema = GetSchema(FindParameter(id, name));

        Assert.Empty(SchemaVocabularyContract.FindUnknownKeywords(schema));
        Assert.True(schema.ContainsKey("type"), schema.ToJsonString());
        if (schema.ContainsKey("x-default")) Assert.Empty(await SchemaVocabularyContract.FindUnenforcedAsync(schema));
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_has_a_bound(string id, string name)
    {
        var schema = GetSchema(FindParameter(id, name));

        if (schema["items"] is JsonObject items)
        {
            Assert.True(schema.ContainsKey("maxItems"), schema.ToJsonString());
            schema = items;
        }

        Assert.True(
            (string?)schema["type"] == "boolean" || schema.Any(p => p.Key is "enum" or "pattern" or "format" or "maxLength" or "minimum"),
            schema.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_path_parameters_match_the_path_and_no_name_is_repeated(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);

        var inPath = operation.Parameters.Where(p => p.In == "path").ToList();

        Assert.Equal(Placeholder().Matches(operation.Path).Select(m => m.Groups[1].Value), inPath.Select(p => p.Name));
        Assert.All(inPath, p => Assert.True(p.Required));
        Assert.Equal(operation.Parameters.DistinctBy(p => p.Name).Count(), operation.Parameters.Count);
        Assert.All(operation.Parameters, p => Assert.Contains(p.In, new[] { "path", "query", "header" }));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_has_evidence_and_a_note_when_it_is_sent(string name)
    {
        var header = OpenApiHead["components"]!["headers"]![name]!;

        Assert.Contains((string)header["x-evidence"]!, Enum.GetNames<EvidenceKind>(), StringComparer.OrdinalIgnoreCase);
        Assert.False(string.IsNullOrWhiteSpace((string?)header["x-source"]));
        Assert.All(header["x-statuses"]!.AsArray(), s => Assert.Matches(@"^([1-5]\d\d|\*)$", (string)s!));
    }

    [Fact]
    public void Every_operation_is_under_a_tag_and_every_tag_has_an_operation()
    {
        var tags = OpenApiHead["tags"]!.AsArray().Select(t => (string)t!["name"]!).Order();

        Assert.Equal(Operation.All.Select(o => o.Id.Split('.')[0]).Distinct().Order(), tags);
    }

    private static Parameter FindParameter(string id, string name) =>
        Operation.All.Single(o => o.Id == id).Parameters.Single(p => p.Name == name);

    private static JsonObject GetSchema(Parameter parameter) => JsonNode.Parse(parameter.Schema.GetRawText())!.AsObject();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
