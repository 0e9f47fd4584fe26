using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.LlamaCloud;
using Xunit;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>
/// LlamaCloud's official SDK, unmodified, with the emulator's address and key. 2.13.0 has <c>files.get</c>, 2.16.0
/// <c>files.content</c> and <c>files.retrieve</c>.
/// </summary>
public sealed class LlamaCloudSdkTests
{
    private static readonly string[] Uploads = ["File", "Buffer", "stream", "5 MB", "non-ASCII", "quoted"];

    [Theory]
    [InlineData("2.13.0")]
    [InlineData("2.16.0")]
    public async Task The_official_SDK_completes_every_operation_and_recognizes_every_error(string version)
    {
        await using var api = await LlamaRequests.StartAsync();

        var run = await ClientScripts
            .RunAsync("llama.mjs", new { version, baseURL = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'), apiKey = api.Key });

        TestContext.Current.TestOutputHelper?.WriteLine(run.GetRawText());
        var created = run.GetProperty("created").EnumerateArray().ToArray();
        created.Select(upload => upload.Text("what")).Should().Equal(Uploads);
        created.Should().OnlyContain(upload => upload.GetProperty("sameName").GetBoolean() && upload.GetProperty("sameBytes").GetBoolean());
        created.Select(upload => upload.GetProperty("response").Text("file_type")).Should().Equal("txt", "pdf", "txt", "bin", "pdf", "md");
        created[3].Number("size").Should().Be(5 * 1024 * 1024);
        CheckReading(run, created, version);
        CheckErrors(run.GetProperty("errors"));
        run.GetProperty("retried").GetBoolean().Should().BeTrue("the SDK retries an upload after a 503, and the file exists once");
    }

    private static void CheckReading(JsonElement run, JsonElement[] created, string version)
    {
        var paged = run.GetProperty("paged");
        paged.GetProperty("listed").Texts().Should()
            .Equal(run.GetProperty("many").Texts().Reverse(), "created_at without a direction sorts the newest first");
        (paged.Number("pages"), paged.Number("defaultPageSize")).Should().Be((3, 126));
        run.GetProperty("found").GetProperty("items").EnumerateArray().Should().ContainSingle().Which.Text("id").Should()
            .Be(created[0].GetProperty("response").Text("id"));
        run.GetProperty("expanded").GetArrayLength().Should().Be(2);
        run.GetProperty("deleted").ValueKind.Should().Be(JsonValueKind.Null, "204");
        if (version != "2.13.0") run.GetProperty("retrieved").GetProperty("download_url").Text("url").Should().StartWith("http");
    }

    private static void CheckErrors(JsonElement errors)
    {
        var seen = errors.EnumerateObject()
            .ToDictionary(error => error.Name,
                error => (error.Value.Text("className"), error.Value.Number("status"), error.Value.Number("hits")));
        seen.Should().BeEquivalentTo(new Dictionary<string, (string?, int, int)>
        {
            ["400"] = ("BadRequestError", 400, 0),
            ["401"] = ("AuthenticationError", 401, 0),
            ["404"] = ("NotFoundError", 404, 0),
            ["409"] = ("ConflictError", 409, 1), // once: x-should-retry says no
            ["422"] = ("UnprocessableEntityError", 422, 0),
            ["429"] = ("RateLimitError", 429, 6),
            ["500"] = ("InternalServerError", 500, 6),
        });
        errors.GetProperty("400").GetProperty("body").Text("detail").Should().Be("Uploaded file is empty.");
        errors.GetProperty("401").GetProperty("body").Text("detail").Should().Be("Invalid token format");
        errors.GetProperty("422").GetProperty("body").GetProperty("detail")[0].GetProperty("loc").Texts().Should()
            .Equal("query", "page_size");
    }
}
