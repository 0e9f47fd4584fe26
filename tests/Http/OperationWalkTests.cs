using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.LlamaCloud;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Calls every operation of operations.json and checks that its own handler responds.</summary>
public sealed class OperationWalkTests
{
    /// <summary>Calls that are refused because of the state of the existing resources; other tests cover their success.</summary>
    private static readonly Dictionary<string, int> ExpectedRefusals = new()
    {
        ["sessions.cancel"] = 400, // the session is completed
        ["direct_uploads.confirm_part"] = 409, // the part was not sent
        ["direct_uploads.complete"] = 422, // no part is confirmed
        ["links.recrawl"] = 429, // the link was crawled less than an hour ago
        ["sessions.channel"] = 404, // the session of the channel does not exist
    };

    /// <summary>Queries of operations with a required parameter.</summary>
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["files.quota_check"] = "?file_count=1",
        ["sessions.channel"] = "?channel=batch.00000000-0000-4000-8000-000000000000",
    };

    /// <summary>Bodies of operations whose example refers to resources that do not exist.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["files.export"] = """{"format":"csv","columns":[{"field_key":"filename"}]}""",
        ["links.create"] = """{"url":"https://example.com/walk"}""",
        ["direct_uploads.retry_part"] = """{"part_number":1}""",
        ["llama.files.query"] = """{"filter":{"file_name":"note.txt"}}""",
    };

    public static TheoryData<string> Ids => [.. ContractsFolder.Operations.Select(row => (string)row["id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_has_its_own_handler_and_returns_its_documented_success(string id)
    {
        await using var api = await TestApi.OpenTenantAsync(id.StartsWith("llama.", StringComparison.Ordinal) ? "llx-" : "scopix_");
        var operation = ContractsFolder.GetOperation(id);
        var path = id.StartsWith("llama.", StringComparison.Ordinal)
            ? Routes.FillPlaceholders((string)operation["path"]!, await api.CreateFileAsync("note.txt"))
            : (await ExistingResources.CreateAsync(api)).FillPath(operation);

        var response = await api.SendAsync(
            new HttpMethod((string)operation["method"]!), path + Queries.GetValueOrDefault(id), CreateContent(operation));

        response.Header("X-Emulator-Operation").Should().Be(id);
        response.Status.Should().Be(ExpectedRefusals.GetValueOrDefault(id, GetSuccess(operation)), response.Text);
    }

    private static int GetSuccess(JsonObject operation) =>
        operation["responses"]!.AsObject().Min(response => int.Parse(response.Key, CultureInfo.InvariantCulture));

    private static HttpContent? CreateContent(JsonObject operation)
    {
        if ((string?)operation["request"] is not { } schema) return null;
        if ((string?)operation["request_type"] == "application/json")
        {
            var body = Bodies.GetValueOrDefault((string)operation["id"]!) ?? ContractsFolder.ReadExamples(schema)[0].ToJsonString();
            return new StringContent(body, null, "application/json");
        }
        var form = new MultipartFormDataContent();
        foreach (var name in ContractsFolder.ReadSchema(schema)["required"]!.AsArray().Select(name => (string)name!))
        {
            if (name is "file" or "files") form.Add(new ByteArrayContent(Samples.Note(2)), name, "walk.txt");
            else form.Add(new StringContent("parse"), name);
        }
        return form;
    }
}
