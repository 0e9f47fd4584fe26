using System.Diagnostics;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Journal;

public sealed class JournalExportTests
{
    [Fact]
    public async Task An_archive_has_the_fields_that_HAR_1_2_requires()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.UploadAsync(Samples.Photo(), "a.jpg", "title=T");
        await api.PostAsync("/api/v2/files/search?x=1", new { query = "pump" });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", reset = true });
        await api.GetAsync("/api/v2/files")
            .ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        var log = (await api.GetAsync("/_emulator/requests?format=har"))["log"];
        var entries = log.GetProperty("entries").EnumerateArray().ToArray();

        (log.GetProperty("version").GetString(), log.GetProperty("creator").GetProperty("name").GetString()).Should()
            .Be(("1.2", "scopix-emulator"));
        entries.Select(entry => entry.GetProperty("startedDateTime").GetString()).Should().OnlyContain(at => at == "2026-03-01T12:00:00Z");
        foreach (var entry in entries) ShouldBeComplete(entry);
        entries.Select(entry => entry.GetProperty("response").GetProperty("status").GetInt32()).Should().BeEquivalentTo([201, 200, 0]);
        var search = entries.Single(entry => entry.GetProperty("_operation").GetString() == "files.search");
        search.GetProperty("request").GetProperty("url").GetString().Should().Be($"{api.Http.BaseAddress}api/v2/files/search?x=1");
        search.GetProperty("request").GetProperty("queryString").GetRawText().Should().Be("""[{"name":"x","value":"1"}]""");
        search.GetProperty("request").GetProperty("postData").GetProperty("text").GetString().Should().Be("""{"query":"pump"}""");
        search.GetProperty("response").GetProperty("content").GetProperty("text").GetString().Should().Contain("\"total_count\":0");
        var upload = entries.Single(entry => entry.GetProperty("_operation").GetString() == "files.upload");
        upload.GetProperty("request").GetProperty("postData").GetProperty("params").EnumerateArray()
            .Select(part => part.GetProperty("name").GetString()).Should().Equal("title", "file");
    }

    [Fact]
    public async Task An_exported_curl_command_sends_the_same_request()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAsync(Samples.Photo(), "a.jpg", "title=It's $HOME; `rm`", "tags=x,y");
        await api.PostAsync("/api/v2/files/search", new { query = "north's \"gate\" $PATH" });
        await api.GetAsync("/api/v2/files?tags=a%20b&search=%22%27");
        var lines = (await api.GetAsync("/_emulator/requests?format=curl&order=oldest")).Text;
        await api.DeleteAsync("/_emulator/requests");
        using var folder = new DataDirectory();
        await File.WriteAllBytesAsync(Path.Combine(folder.Location, "a.jpg"), Samples.Photo(), TestContext.Current.CancellationToken);

        await RunAsync(lines, folder.Location, api.Key!);

        var (upload, search, list) =
            (await GetBodyAsync(api, 1), await GetBodyAsync(api, 2), await api.GetAsync("/_emulator/requests/req_3"));
        upload.GetProperty("title").GetString().Should().Be("It's $HOME; `rm`");
        upload.GetProperty("file").GetRawText().Should().Be($$"""{"filename":"a.jpg","size_bytes":{{Samples.Photo().Length}}}""");
        search.GetProperty("query").GetString().Should().Be("north's \"gate\" $PATH");
        list["query"].GetRawText().Should().Be("""{"tags":["a b"],"search":["\"'"]}""");
        list["status"].GetInt32().Should().Be(200);
    }

    [Fact]
    public async Task A_curl_command_has_no_headers_that_browsers_add_themselves()
    {
        await using var api = await TestApi.StartAsync();
        (string, string)[] ofBrowsers = [("User-Agent", "Mozilla/5.0"), ("Accept", "*/*"), ("Accept-Language", "de"),
            ("Sec-Fetch-Mode", "cors"), ("sec-ch-ua", "\"Chromium\""), ("Origin", api.Http.BaseAddress!.AbsoluteUri),
            ("Referer", "http://127.0.0.1/page"), ("Cache-Control", "no-cache"), ("Pragma", "no-cache"),
            ("DNT", "1"), ("Priority", "u=1"), ("Upgrade-Insecure-Requests", "1")];

        await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, [.. ofBrowsers, ("Idempotency-Key", "mine")]);

        (await api.GetAsync("/_emulator/requests?format=curl")).Text.Should().Be(
            $"curl -X GET '{api.Http.BaseAddress}api/v2/files' -H \"Authorization: Bearer $SCOPIX_API_KEY\" -H 'Idempotency-Key: mine'\n");
    }

    private static void ShouldBeComplete(JsonElement entry)
    {
        string[] ofEntry = ["startedDateTime", "time", "request", "response", "cache", "timings"];
        string[] ofRequest = ["method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"];
        string[] ofResponse = ["status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize",
            "bodySize"];
        GetNames(entry).Should().Contain(ofEntry);
        GetNames(entry.GetProperty("request")).Should().Contain(ofRequest);
        GetNames(entry.GetProperty("response")).Should().Contain(ofResponse);
        GetNames(entry.GetProperty("response").GetProperty("content")).Should().Contain(["size", "mimeType"]);
        GetNames(entry.GetProperty("timings")).Should().Contain(["send", "wait", "receive"]);
    }

    private static IEnumerable<string> GetNames(JsonElement json) => json.EnumerateObject().Select(property => property.Name);

    private static async Task<JsonElement> GetBodyAsync(
        TestApi api, int n) => (await api.GetAsync($"/_emulator/requests/req_{n}"))["request"].GetProperty("body");

    private static async Task RunAsync(string lines, string folder, string key)
    {
        var start = new ProcessStartInfo("bash",
            ["-euo", "pipefail", "-c", lines.Replace("curl -X", "curl -sf -o /dev/null -X", StringComparison.Ordinal)])
        {
            WorkingDirectory =
                folder
        };
        start.Environment["SCOPIX_API_KEY"] = key;
        using var bash = Process.Start(start)!;
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        bash.ExitCode.Should().Be(0, lines);
    }
}
