using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NJsonSchema;
using Scopix.Emulator.OpenApi;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.OpenApi;

/// <summary>The OpenAPI document, as Microsoft's reader understands it and beside the contracts it is made from.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonObject Made = JsonNode.Parse(ApiDocument.Write())!.AsObject();

    private static readonly Lazy<Task<JsonSchema>> Components = new(ReadAsync);

    public static TheoryData<string> Ids => [.. Contract.Operations.Select(row => (string)row["id"]!)];

    public static TheoryData<string> Schemas => [.. Made["components"]!["schemas"]!.AsObject().Select(schema => schema.Key)];

    [Fact]
    public void It_is_the_one_in_contracts() =>
        Contract.OpenApi.Should().Be(Encoding.UTF8.GetString(ApiDocument.Write()), "make openapi writes it anew");

    [Fact]
    public void A_reader_finds_no_error_in_it_and_every_operation()
    {
        var (document, diagnostic) = OpenApiModelFactory.Parse(Contract.OpenApi, OpenApiConstants.Json);

        (diagnostic!.Errors, diagnostic.Warnings, diagnostic.SpecificationVersion).Should().BeEquivalentTo((Array.Empty<object>(), Array.Empty<object>(), OpenApiSpecVersion.OpenApi3_1));
        document!.Paths.SelectMany(path => path.Value.Operations!.Select(operation => (operation.Value.OperationId, operation.Key.Method, path.Key)))
            .Should().BeEquivalentTo(Contract.Operations.Select(row => ((string?)row["id"], (string)row["method"]!, (string)row["path"]!)));
        document.Validate(ValidationRuleSet.GetDefaultRuleSet()).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_operation_has_its_parameters_body_answers_and_evidence(string id)
    {
        var row = Contract.Operation(id);

        var item = Made["paths"]![(string)row["path"]!]![((string)row["method"]!).ToLowerInvariant()]!;

        item["parameters"]!.AsArray().Select(parameter => $"{parameter!["in"]} {parameter["name"]}")
            .Should().Equal(row["parameters"]!.AsArray().Select(parameter => $"{parameter!["in"]} {parameter["name"]}"));
        item["responses"]!.AsObject().Select(response => (response.Key, SchemaOf(response.Value!)))
            .Should().Equal(row["responses"]!.AsObject().Select(response => (response.Key, (string?)response.Value)));
        (item["requestBody"]?["content"]!.AsObject().Single().Key).Should().Be((string?)row["request_type"]);
        ((string?)item["x-evidence"], (string?)item["x-source"]).Should().Be(((string?)row["evidence"], (string?)row["source"]));
        (item["security"] is JsonArray { Count: 0 }).Should().Be(id == "telemetry.log");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_examples_of_an_operation_fit_the_schemas_they_stand_beside(string id)
    {
        var row = Contract.Operation(id);
        var item = Made["paths"]![(string)row["path"]!]![((string)row["method"]!).ToLowerInvariant()]!;
        var contents = item["responses"]!.AsObject().Select(response => Followed(response.Value!)).Append(item["requestBody"])
            .SelectMany(place => place?["content"]?.AsObject().Select(content => content.Value!) ?? []);

        foreach (var content in contents)
        {
            var schema = (await Components.Value).Definitions[((string)content["schema"]!["$ref"]!).Split('/')[^1]];
            content["examples"]!.AsObject().Should().NotBeEmpty();
            foreach (var (name, example) in content["examples"]!.AsObject())
                schema.Validate(Followed(example!)["value"]!.ToJsonString()).Should().BeEmpty($"{id}: {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_schema_says_only_what_OpenAPI_3_1_knows(string name)
    {
        var schema = Made["components"]!["schemas"]![name]!.ToJsonString();

        schema.Should().NotContainAny("$schema", ".schema.json", "\"definitions\"", "x-default", "x-note", "nullable");
    }

    [Theory]
    [InlineData("file-details", "media_type", "image,document,video,link")]
    [InlineData("file-summary", "media_type", "image,document,video,link")]
    [InlineData("direct-upload-answer", "upload_mode", "single_shot,multipart")]
    [InlineData("analysis-answer", "status", "completed,processing,failed,skipped")]
    public void A_union_has_its_discriminator(string name, string property, string values)
    {
        var discriminator = Made["components"]!["schemas"]![name]!["discriminator"]!;

        ((string?)discriminator["propertyName"]).Should().Be(property);
        string.Join(',', discriminator["mapping"]!.AsObject().Select(mapping => mapping.Key)).Should().Be(values);
    }

    [Fact]
    public void Redirects_name_their_Location_a_429_its_Retry_After_and_files_are_binary()
    {
        var upload = Made["paths"]!["/api/v2/files/upload"]!["post"]!;

        var redirect = Made["paths"]!["/api/v2/files/{file_id}/download"]!["get"]!["responses"]!["302"]!["headers"]!.AsObject();
        var limited = Followed(upload["responses"]!["429"]!)["headers"]!.AsObject();
        var file = Followed(upload["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!)["properties"]!["file"]!;

        redirect.Select(header => header.Key).Should().Contain(["Location", "X-RateLimit-Limit"]).And.NotContain("Retry-After");
        limited.Select(header => header.Key).Should().Contain(["Retry-After", "X-RateLimit-Reset"]).And.NotContain("Location");
        ((string?)file["format"], (string?)file["contentMediaType"]).Should().Be(("binary", "application/octet-stream"));
    }

    [Fact]
    public async Task Redocly_finds_nothing_to_say_about_it()
    {
        var redocly = Script.Installed("redocly");

        var (exit, output, errors) = await Script.RunAsync("env",
            ["REDOCLY_SUPPRESS_UPDATE_NOTICE=true", redocly, "lint", Contract.OpenApiFile, "--config", Script.Beside("redocly.yaml"), "--format", "stylish"]);

        exit.Should().Be(0, output + errors);
        errors.Should().Contain("Your API description is valid");
    }

    [Fact]
    public async Task An_emulator_serves_it_with_its_own_address()
    {
        await using var api = await Api.StartAsync(key: null);

        var reply = await api.GetAsync("/_emulator/openapi.json");

        (reply.Status, reply.Header("Content-Type"), reply.Header("X-Emulator-Operation")).Should().Be((200, "application/json", "emulator.openapi"));
        reply.Text.Should().Be(Contract.OpenApi.Replace("http://127.0.0.1:8340", api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_program_prints_it()
    {
        var (exit, output, errors) = await Child.RunAsync(["openapi"]);

        (exit, errors).Should().Be((0, ""));
        output.Should().Be(Contract.OpenApi);
    }

    [Theory]
    [InlineData("openapi now", "Unrecognized command or argument 'now'.")]
    [InlineData("openapi --port 1", "Unrecognized command or argument '--port'.")]
    public async Task The_program_says_what_it_does_not_print(string line, string problem)
    {
        var (exit, output, errors) = await Child.RunAsync(line.Split(' '));

        (exit, output).Should().Be((2, ""));
        errors.Should().Contain(problem);
    }

    private static string? SchemaOf(JsonNode response) => ((string?)Followed(response)["content"]?["application/json"]!["schema"]!["$ref"])?.Split('/')[^1];

    private static JsonNode Followed(JsonNode node) => (string?)node["$ref"] is { } reference
        ? reference.Split('/')[1..].Aggregate((JsonNode)Made, (at, step) => at[step]!)
        : node;

    /// <summary>All components, where the validator looks for references.</summary>
    private static async Task<JsonSchema> ReadAsync() => await JsonSchema.FromJsonAsync(new JsonObject
    {
        ["definitions"] = Made["components"]!["schemas"]!.DeepClone(),
    }.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
}
