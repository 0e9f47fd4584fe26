using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NJsonSchema;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.OpenApi;

/// <summary>The OpenAPI document, read by Microsoft's reader and compared with the contracts it is generated from.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonObject GeneratedDocument = JsonNode.Parse(OpenApiGenerator.Write(ContractFiles.Api))!.AsObject();

    private static readonly Lazy<Task<JsonSchema>> Components = new(ReadComponentsAsync);

    public static TheoryData<string> OperationIds => [.. ContractsFolder.Operations.Select(row => (string)row["id"]!)];

    public static TheoryData<string> SchemaNames => [.. GeneratedDocument["components"]!["schemas"]!.AsObject()
        .Select(schema => schema.Key)];

    [Fact]
    public void The_generated_document_equals_the_file_in_contracts() =>
        ContractsFolder.OpenApi.Should()
            .Be(Encoding.UTF8.GetString(OpenApiGenerator.Write(ContractFiles.Api)), "make openapi writes it anew");

    [Fact]
    public void An_OpenAPI_reader_finds_every_operation_and_no_error()
    {
        var (document, diagnostic) = OpenApiModelFactory.Parse(ContractsFolder.OpenApi, OpenApiConstants.Json);

        (diagnostic!.Errors, diagnostic.Warnings, diagnostic.SpecificationVersion).Should()
            .BeEquivalentTo((Array.Empty<object>(), Array.Empty<object>(), OpenApiSpecVersion.OpenApi3_1));
        document!.Paths
            .SelectMany(path => path.Value.Operations!.Select(operation => (operation.Value.OperationId, operation.Key.Method, path.Key)))
            .Should().BeEquivalentTo(
                ContractsFolder.Operations.Select(row => ((string?)row["id"], (string)row["method"]!, (string)row["path"]!)));
        document.Validate(ValidationRuleSet.GetDefaultRuleSet()).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(OperationIds))]
    public void An_operation_has_its_parameters_body_responses_and_evidence(string id)
    {
        var row = ContractsFolder.GetOperation(id);

        var item = GeneratedDocument["paths"]![(string)row["path"]!]![((string)row["method"]!).ToLowerInvariant()]!;

        item["parameters"]!.AsArray().Select(parameter => $"{parameter!["in"]} {parameter["name"]}")
            .Should().Equal(row["parameters"]!.AsArray().Select(parameter => $"{parameter!["in"]} {parameter["name"]}"));
        item["responses"]!.AsObject().Select(response => (response.Key, GetSchemaName(response.Value!)))
            .Should().Equal(row["responses"]!.AsObject().Select(response => (response.Key, (string?)response.Value)));
        (item["requestBody"]?["content"]!.AsObject().Single().Key).Should().Be((string?)row["request_type"]);
        ((string?)item["x-evidence"], (string?)item["x-source"]).Should().Be(((string?)row["evidence"], (string?)row["source"]));
        (item["security"] is JsonArray { Count: 0 }).Should().Be(id == "telemetry.log");
    }

    [Theory]
    [MemberData(nameof(OperationIds))]
    public async Task The_examples_of_an_operation_fit_the_schemas_next_to_them(string id)
    {
        var row = ContractsFolder.GetOperation(id);
        var item = GeneratedDocument["paths"]![(string)row["path"]!]![((string)row["method"]!).ToLowerInvariant()]!;
        var contents = item["responses"]!.AsObject().Select(response => ResolveReference(response.Value!)).Append(item["requestBody"])
            .SelectMany(location => location?["content"]?.AsObject().Select(content => content.Value!) ?? []);

        foreach (var content in contents)
        {
            var schema = (await Components.Value).Definitions[((string)content["schema"]!["$ref"]!).Split('/')[^1]];
            content["examples"]!.AsObject().Should().NotBeEmpty();
            foreach (var (name, example) in content["examples"]!.AsObject())
                schema.Validate(ResolveReference(example!)["value"]!.ToJsonString()).Should().BeEmpty($"{id}: {name}");
        }
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_schema_uses_only_keywords_of_OpenAPI_3_1(string name)
    {
        var schema = GeneratedDocument["components"]!["schemas"]![name]!.ToJsonString();

        schema.Should().NotContainAny("$schema", ".schema.json", "\"definitions\"", "x-default", "x-note", "nullable");
    }

    [Fact]
    public void An_object_of_which_no_property_is_known_is_open()
    {
        var free = FindSchemas(GeneratedDocument["components"]!["schemas"])
            .Where(schema => schema["type"]?.ToJsonString().Contains("\"object\"", StringComparison.Ordinal) == true
                && !schema.ContainsKey("properties") && !schema.ContainsKey("oneOf")).ToArray();

        free.Length.Should().BeGreaterThan(10);
        free.Should().OnlyContain(schema => schema.ContainsKey("additionalProperties"));
    }

    [Theory]
    [InlineData("file-details", "media_type", "image,document,video,link")]
    [InlineData("file-summary", "media_type", "image,document,video,link")]
    [InlineData("direct-upload-answer", "upload_mode", "single_shot,multipart")]
    [InlineData("analysis-answer", "status", "completed,processing,failed,skipped")]
    public void A_union_has_its_discriminator(string name, string property, string values)
    {
        var discriminator = GeneratedDocument["components"]!["schemas"]![name]!["discriminator"]!;

        ((string?)discriminator["propertyName"]).Should().Be(property);
        string.Join(',', discriminator["mapping"]!.AsObject().Select(mapping => mapping.Key)).Should().Be(values);
    }

    [Fact]
    public void Redirects_name_their_Location_a_429_its_Retry_After_and_files_are_binary()
    {
        var upload = GeneratedDocument["paths"]!["/api/v2/files/upload"]!["post"]!;

        var redirect =
            GeneratedDocument["paths"]!["/api/v2/files/{file_id}/download"]!["get"]!["responses"]!["302"]!["headers"]!.AsObject();
        var limited = ResolveReference(upload["responses"]!["429"]!)["headers"]!.AsObject();
        var file = ResolveReference(upload["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!)["properties"]!["file"]!;

        redirect.Select(header => header.Key).Should().Contain(["Location", "X-RateLimit-Limit"]).And.NotContain("Retry-After");
        limited.Select(header => header.Key).Should().Contain(["Retry-After", "X-RateLimit-Reset"]).And.NotContain("Location");
        ((string?)file["format"], (string?)file["contentMediaType"]).Should().Be(("binary", "application/octet-stream"));
    }

    [Fact]
    public async Task Redocly_reports_no_problem()
    {
        var (exit, output, errors) = await ClientScripts.LintAsync(ContractsFolder.OpenApiFile, "redocly.yaml");

        exit.Should().Be(0, output + errors);
        errors.Should().Contain("Your API description is valid");
    }

    [Fact]
    public async Task The_emulator_serves_the_document_with_its_own_address()
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await api.GetAsync("/_emulator/openapi.json");

        (response.Status, response.Header("Content-Type"), response.Header("X-Emulator-Operation")).Should()
            .Be((200, "application/json", "emulator.openapi"));
        response.Text.Should()
            .Be(ContractsFolder.OpenApi.Replace("http://127.0.0.1:8340", api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_program_prints_the_document()
    {
        var (exit, output, errors) = await EmulatorProcess.RunAsync(["openapi"]);

        (exit, errors).Should().Be((0, ""));
        output.Should().Be(ContractsFolder.OpenApi);
    }

    [Theory]
    [InlineData("openapi now", "Unrecognized command or argument 'now'.")]
    [InlineData("openapi --port 1", "Unrecognized command or argument '--port'.")]
    public async Task A_wrong_openapi_command_line_is_explained(string line, string problem)
    {
        var (exit, output, errors) = await EmulatorProcess.RunAsync(line.Split(' '));

        (exit, output).Should().Be((2, ""));
        errors.Should().Contain(problem);
    }

    private static string? GetSchemaName(
        JsonNode response) => ((string?)ResolveReference(response)["content"]?["application/json"]!["schema"]!["$ref"])?.Split('/')[^1];

    private static IEnumerable<JsonObject> FindSchemas(JsonNode? node) => node switch
    {
        JsonObject part => part.Where(inner => inner.Key is not ("example" or "examples")).SelectMany(inner => FindSchemas(inner.Value))
            .Prepend(part),
        JsonArray items => items.SelectMany(FindSchemas),
        _ => [],
    };

    private static JsonNode ResolveReference(JsonNode node) => (string?)node["$ref"] is { } reference
        ? reference.Split('/')[1..].Aggregate((JsonNode)GeneratedDocument, (at, step) => at[step]!)
        : node;

    /// <summary>All components, where the validator looks for references.</summary>
    private static async Task<JsonSchema> ReadComponentsAsync() => await JsonSchema.FromJsonAsync(new JsonObject
    {
        ["definitions"] = GeneratedDocument["components"]!["schemas"]!.DeepClone(),
    }.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
}
