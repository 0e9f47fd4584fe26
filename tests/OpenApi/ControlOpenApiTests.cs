using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Control;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.OpenApi;

/// <summary>The OpenAPI document of the control API.</summary>
public sealed class ControlOpenApiTests
{
    private static readonly string Document = File.ReadAllText(ControlContracts.OpenApiFile);

    private static readonly JsonObject Parsed = JsonNode.Parse(Document)!.AsObject();

    [Fact]
    public void The_generated_document_equals_the_file_in_contracts() =>
        Document.Should().Be(Encoding.UTF8.GetString(OpenApiGenerator.Write(ContractFiles.Control)), "make openapi writes it anew");

    [Fact]
    public void An_OpenAPI_reader_finds_every_operation_and_no_error()
    {
        var (document, diagnostic) = OpenApiModelFactory.Parse(Document, OpenApiConstants.Json);

        (diagnostic!.Errors, diagnostic.Warnings, diagnostic.SpecificationVersion).Should()
            .BeEquivalentTo((Array.Empty<object>(), Array.Empty<object>(), OpenApiSpecVersion.OpenApi3_1));
        document!.Paths.SelectMany(path => path.Value.Operations!.Select(operation => $"{operation.Key.Method} {path.Key}")).Should()
            .BeEquivalentTo(ControlContracts.Operations.SelectMany(
                row => ControlContracts.GetMethods(row).Select(method => $"{method} {row["path"]}")));
        document.Validate(ValidationRuleSet.GetDefaultRuleSet()).Should().BeEmpty();
    }

    [Fact]
    public void Operations_have_unique_ids_their_tag_and_the_access_that_they_need()
    {
        var operations = Parsed["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => operation.Value!))
            .ToArray();
        string[] tags = [.. Parsed["tags"]!.AsArray().Select(tag => (string)tag!["name"]!)];

        operations.Select(operation => (string)operation["operationId"]!).Should().OnlyHaveUniqueItems();
        operations.Select(operation => (string)operation["tags"]![0]!).Distinct().Should().BeEquivalentTo(tags);
        Find("/_emulator/health", "get")["security"]!.ToJsonString().Should().Be("[]");
        Find("/_emulator/credits", "get")["security"]!.ToJsonString().Should().Be("""[{"key":[]},{"key":[],"token":[]}]""");
        Find("/_emulator/faults", "post")["security"]!.ToJsonString().Should().Be("""[{"key":[]},{"key":[],"token":[]},{"token":[]},{}]""");
        Parsed.Should().NotContainKey("x-access");
    }

    [Fact]
    public void Responses_have_their_media_types_and_HEAD_has_no_content()
    {
        var requests = Find("/_emulator/requests", "get")["responses"]!["200"]!["content"]!.AsObject();
        var (get, head) = (Find("/_emulator", "get"), Find("/_emulator", "head"));

        requests.Select(content => (content.Key, (string)content.Value!["schema"]!["$ref"]!)).Should().Equal(
            ("application/json", "#/components/schemas/JournalListing"), ("text/plain", "#/components/schemas/CurlCommands"));
        ((string)get["operationId"]!, (string)head["operationId"]!).Should().Be(("addresses.index", "addresses.index_head"));
        (get["responses"]!["200"]!["content"], head["responses"]!["200"]!["content"]).Should().Match<(JsonNode?, JsonNode?)>(
            contents => contents.Item1 != null && contents.Item2 == null);
        ((bool)Find("/_emulator/clock/freeze", "post")["requestBody"]!["required"]!).Should().BeFalse();
        Find("/_emulator/requests/verify", "post")["responses"]!.AsObject().Select(response => response.Key).Should()
            .Contain(["200", "409"]);
    }

    [Fact]
    public void Init_documents_have_the_faults_and_stubs_of_the_control_API()
    {
        var properties = Parsed["components"]!["schemas"]!["InitTenant"]!["properties"]!;

        ((string)properties["faults"]!["items"]!["$ref"]!).Should().Be("#/components/schemas/Fault");
        ((string)properties["stubs"]!["items"]!["$ref"]!).Should().Be("#/components/schemas/Stub");
        ((string)properties["files"]!["items"]!["$ref"]!).Should().Be("#/components/schemas/InitFile");
        ((string)Parsed["components"]!["schemas"]!["InitDocument"]!["properties"]!["tenants"]!["additionalProperties"]!["$ref"]!).Should()
            .Be("#/components/schemas/InitTenant");
    }

    [Fact]
    public async Task Redocly_reports_no_problem()
    {
        var (exit, output, errors) = await ClientScripts.LintAsync(ControlContracts.OpenApiFile, "redocly-control.yaml");

        exit.Should().Be(0, output + errors);
        errors.Should().Contain("Your API description is valid");
    }

    [Fact]
    public async Task The_emulator_serves_the_document_with_its_own_address_to_those_who_may_use_the_control_API()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = "correct-horse" }, key: null);

        var response = await api.SendAsync(HttpMethod.Get, "/_emulator/control.openapi.json", null, ("X-Emulator-Token", "correct-horse"));
        var refused = await api.GetAsync("/_emulator/control.openapi.json");

        (response.Status, response.Header("Content-Type"), response.Header("X-Emulator-Operation")).Should()
            .Be((200, "application/json", "emulator.control_openapi"));
        response.Text.Should().Be(Document.Replace("\"url\": \"http://127.0.0.1:8340\"",
            $"\"url\": \"{api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}\"", StringComparison.Ordinal));
        refused.ShouldFail(403, "CONTROL_REFUSED");
    }

    [Fact]
    public async Task The_program_prints_the_document()
    {
        var (exit, output, errors) = await EmulatorProcess.RunAsync(["openapi", "--control"]);

        (exit, errors).Should().Be((0, ""));
        output.Should().Be(Document);
    }

    private static JsonNode Find(string path, string method) => Parsed["paths"]![path]![method]!;
}
