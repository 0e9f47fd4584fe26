using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Comparing;
using Scopix.Emulator.Proxy.Replay;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>A replay changes nothing that was there before, and can read any recording.</summary>
public sealed class ReplaySafetyTests
{
    [Fact]
    public async Task A_file_that_responses_have_shown_is_not_changed()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.OpenTenantAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "a.txt");
        var before = await api.GetFileAsync(id);
        var file = HarFile.Write(folder,
            HarFile.CreateEntry(0, "GET", $"/api/v2/files/{id}", body: null, 200, before.Text),
            HarFile.CreateEntry(1, "PATCH", $"/api/v2/files/{id}", """{"title":"changed"}""", 200, "{}"),
            HarFile.CreateEntry(2, "POST", "/api/v2/files/batch-delete", $$"""{"file_ids":["{{id}}"]}""", 200, "{}"),
            HarFile.CreateEntry(3, "POST", "/api/v2/files/batch-delete", $$"""{"file_ids":[],"file_ids":["{{id}}"]}""", 200, "{}"),
            HarFile.CreateEntry(4, "DELETE", $"/api/v2/files/{id}", body: null, 200, "{}"));

        var report = await ReplayAsync(api, file);

        (await api.GetFileAsync(id))["title"].GetRawText().Should().Be(before["title"].GetRawText());
        report.Compared.Should().Be(1);
        report.GetSkipped().Values.Sum().Should().Be(4);
    }

    [Fact]
    public async Task A_file_that_an_upload_has_found_is_not_deleted()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.OpenTenantAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "a.txt");
        await File.WriteAllBytesAsync(Path.Combine(folder.Location, "a.txt"), Samples.Note(), TestContext.Current.CancellationToken);
        const string Recorded = "5a3c1b9e-0a6f-4b8e-9a55-6a1f4d2c7e10";
        var form = new JsonArray(new JsonObject { ["name"] = "file", ["fileName"] = "a.txt" },
            new JsonObject { ["name"] = "skip_duplicates", ["value"] = "true" });
        var file = HarFile.Write(folder,
            HarFile.CreateEntry(0, "POST", "/api/v2/files/upload", form, 201, $$"""{"skipped":true,"existing_file_id":"{{Recorded}}"}"""),
            HarFile.CreateEntry(1, "DELETE", $"/api/v2/files/{Recorded}", body: null, 200, "{}"));

        var report = await ReplayAsync(api, file, folder.Location);

        (await api.GetFileAsync(id)).Status.Should().Be(200);
        report.GetSkipped().Values.Sum().Should().BePositive();
    }

    [Fact]
    public async Task A_second_replay_to_the_same_account_agrees()
    {
        using var folder = new DataDirectory();
        await using var recorded = await TestApi.OpenTenantAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = recorded.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", recorded.Key);
        await new ClientWalk(http).RunAsync();
        foreach (var (name, bytes) in ClientWalk.Files) await File.WriteAllBytesAsync(Path.Combine(folder.Location, name), bytes);
        var file = Path.Combine(folder.Location, "session.har");
        await File.WriteAllTextAsync(file, (await recorded.GetAsync("/_emulator/requests?format=har&limit=1000")).Text);
        await using var api = await TestApi.OpenTenantAsync();

        await ReplayAsync(api, file, folder.Location);
        var second = await ReplayAsync(api, file, folder.Location);

        second.GetItems().Select(item => item.FormatHeadline(new("the recording", "the server"))).Should().Equal([]);
        second.Compared.Should().BeGreaterThan(30, string.Join("; ", second.GetSkipped()));
    }

    [Theory]
    [InlineData("""{"request":{"method":"GET","url":"https://x/api/v2/folders?a=\ud800"}}""", "they have a text that is no Unicode")]
    [InlineData("""{"request":{"method":"GET","url":"https://x/fonts/a.woff"},"response":{"status":200}}""", "no contract names them")]
    [InlineData("""{"request":{"method":"GET","url":"https://x/api/v2/folders"},"response":{"status":0}}""",
        "the recording has no response to them")]
    [InlineData("""
        {"request":{"method":"POST","url":"https://x/api/v2/folders","postData":{"text":"{\"name\":\"\ud800\"}"}},
        "response":{"status":201},"startedDateTime":"9999-12-31T23:59:59.9999Z","time":999999}
        """, "they have a text that is no Unicode")]
    [InlineData("7", "no contract names them")]
    public async Task What_cannot_be_sent_again_is_counted(string entry, string reason)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.OpenTenantAsync();
        var file = Path.Combine(folder.Location, "odd.har");
        await File.WriteAllTextAsync(file, $$$"""{"log":{"entries":[{{{entry}}}]}}""", TestContext.Current.CancellationToken);

        var report = await ReplayAsync(api, file);

        report.GetSkipped().Should().Equal(new Dictionary<string, long> { [reason] = 1 });
    }

    [Fact]
    public async Task Names_of_parts_and_a_media_type_can_have_any_text()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.OpenTenantAsync();
        await File.WriteAllBytesAsync(Path.Combine(folder.Location, "a.txt"), Samples.Note(), TestContext.Current.CancellationToken);
        var form = new JsonArray(new JsonObject { ["name"] = "", ["value"] = "x" }, 7,
            new JsonObject { ["name"] = "a\"\r\nX: y", ["value"] = "x" },
            new JsonObject { ["name"] = "file", ["fileName"] = "\"\r\n/a.txt", ["contentType"] = "a\r\nb" });
        var entry = HarFile.CreateEntry(0, "POST", "/api/v2/files/upload", form, 201, "{}");
        entry["response"]!["headers"] = new JsonArray(new JsonObject { ["name"] = "Content-Type", ["value"] = "any text" });

        var report = await ReplayAsync(api, HarFile.Write(folder, entry), folder.Location);

        report.GetItems().Should().Contain(item => item.Difference == new Difference("Content-Type", "value", "(text)", "application/json"))
            .And.NotContain(item => item.Difference.Kind == "status");
    }

    [Fact]
    public void A_header_with_a_line_break_is_left_out()
    {
        using var message = JsonDocument.Parse(
            """{"headers":[{"name":"X-A","value":"a\r\n\r\nDELETE / HTTP/1.1"},{"name":"X-B","value":"b"},{"name":":path"}]}""");

        HarHeaders.Read(message.RootElement).Select(header => header.Key).Should().Equal("X-B");
    }

    [Fact]
    public void A_body_that_cannot_be_kept_does_not_break_the_request()
    {
        using var body = new SpooledBody(Path.Combine(Path.GetTempPath(), "a-folder-that-does-not-exist"));

        for (var count = 0; count < 10; count++) body.Add(new byte[100_000]);

        (body.IsLost, body.Length).Should().Be((true, 0));
    }

    private static async Task<ComparisonReport> ReplayAsync(TestApi api, string file, string? files = null) =>
        (await TrafficReplay.RunAsync(
            new ReplayOptions { File = file, Target = api.Http.BaseAddress!, Key = api.Key, Files = files },
            TestContext.Current.CancellationToken)).Comparison;
}
