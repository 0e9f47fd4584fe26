using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Replay;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>Recorded requests are sent to another server, and its responses are compared with the recorded ones.</summary>
public sealed class ReplayTests
{
    private static int _keys;

    [Fact]
    public async Task A_recording_of_an_emulator_agrees_with_another_emulator()
    {
        using var folder = new DataDirectory();
        var file = await RecordAsync(folder);

        var report = await ReplayAsync(file, folder.Location, CreateKey());

        report.GetItems().Select(item => item.FormatHeadline(new("the recording", "the server"))).Should().Equal([]);
        report.Compared.Should().BeGreaterThan(45, string.Join("; ", report.GetSkipped()));
    }

    [Fact]
    public async Task What_a_server_answers_differently_is_reported()
    {
        using var folder = new DataDirectory();
        var file = await RecordAsync(folder);
        var key = CreateKey();
        LiveLikeTarget.Deviate(key, response => response is { Method: "GET", Path: "/api/v2/folders" }
            && response.Json.AsObject().Remove("total_count"));

        var report = await ReplayAsync(file, folder.Location, key);

        report.GetItems().Select(item => item.FormatHeadline(new("the recording", "the server"))).Should().Equal(
            "GET /api/v2/folders (folders.list): total_count: the recording says present, the server says absent");
    }

    [Fact]
    public async Task Without_the_bytes_of_files_uploads_and_what_follows_from_them_are_left_out()
    {
        using var folder = new DataDirectory();
        var file = await RecordAsync(folder);

        var report = await ReplayAsync(file, files: null, CreateKey());

        report.GetItems().Should().BeEmpty();
        report.GetSkipped().Keys.Should().Contain(
            ["the bytes of their files are not in the recording", "they concern resources that only one side has"]);
        report.Compared.Should().BeGreaterThan(10);
    }

    [Theory]
    [InlineData(false, "they would change resources that the replay has not created", 200)]
    [InlineData(true, null, 404)]
    public async Task Files_that_were_there_before_are_changed_only_when_it_is_allowed(bool isAllowed, string? reason, int status)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.OpenTenantAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "a.txt");
        var file = WriteHar(folder, ("DELETE", $"/api/v2/files/{id}", null, 200),
            ("POST", "/api/v2/files/batch-delete", new JsonObject { ["file_ids"] = new JsonArray(id) }, 200));

        var report = await ReplayAsync(file, files: null, api.Key!, isAllowed, api.Http.BaseAddress);

        (await api.GetFileAsync(id)).Status.Should().Be(status);
        if (reason is not null) report.GetSkipped()[reason].Should().Be(2);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"log":{"entries":[{"request":{"method":"GET","url":"https://x/api/v2/files"},"response":{"status":200}}]}}""")]
    public async Task What_is_no_archive_is_refused(string text)
    {
        using var folder = new DataDirectory();
        var file = Path.Combine(folder.Location, "wrong.har");
        await File.WriteAllTextAsync(file, text);

        var replay = () => ReplayAsync(file, files: null, CreateKey());

        await replay.Should().ThrowAsync<InvalidDataException>();
    }

    [Fact]
    public async Task A_recorded_file_name_does_not_lead_out_of_the_folder()
    {
        using var folder = new DataDirectory();
        var inner = Directory.CreateDirectory(Path.Combine(folder.Location, "files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "secret.txt"), "secret");
        var file = WriteHar(folder, ("POST", "/api/v2/files/upload", new JsonArray(
            new JsonObject { ["name"] = "file", ["fileName"] = "../secret.txt" }), 201));

        var report = await ReplayAsync(file, inner, CreateKey());

        report.GetSkipped().Keys.Should().Equal("the bytes of their files are not in the recording");
    }

    /// <summary>The session of a client as the journal of an emulator has it; the files of the session are beside it.</summary>
    private static async Task<string> RecordAsync(DataDirectory folder)
    {
        await using var api = await TestApi.OpenTenantAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = api.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", api.Key);
        await new ClientWalk(http).RunAsync();
        foreach (var (name, bytes) in ClientWalk.Files) await File.WriteAllBytesAsync(Path.Combine(folder.Location, name), bytes);
        var file = Path.Combine(folder.Location, "session.har");
        await File.WriteAllTextAsync(file, (await api.GetAsync("/_emulator/requests?format=har&limit=1000")).Text);
        return file;
    }

    private static string WriteHar(DataDirectory folder, params (string Method, string Path, JsonNode? Body, int Status)[] entries)
    {
        var file = Path.Combine(folder.Location, "written.har");
        var har = new JsonObject { ["log"] = new JsonObject { ["entries"] = new JsonArray([.. entries.Select(CreateEntry)]) } };
        File.WriteAllText(file, har.ToJsonString());
        return file;
    }

    private static JsonObject CreateEntry((string Method, string Path, JsonNode? Body, int Status) entry)
    {
        var request = new JsonObject { ["method"] = entry.Method, ["url"] = "https://api.scopix.ai" + entry.Path };
        if (entry.Body is JsonArray parts) request["postData"] = new JsonObject { ["params"] = parts };
        else if (entry.Body is not null)
            request["postData"] = new JsonObject { ["mimeType"] = "application/json", ["text"] = entry.Body.ToJsonString() };
        return new JsonObject
        {
            ["startedDateTime"] = "2026-01-01T00:00:00Z",
            ["time"] = 0,
            ["request"] = request,
            ["response"] = new JsonObject { ["status"] = entry.Status },
        };
    }

    private static async Task<ComparisonReport> ReplayAsync(
        string file, string? files, string key, bool allowsChanges = false, Uri? target = null) =>
        (await TrafficReplay.RunAsync(new ReplayOptions
        {
            File = file,
            Target = target ?? await LiveLikeTarget.GetAddressAsync(),
            Key = key,
            Files = files,
            AllowsChanges = allowsChanges,
        }, TestContext.Current.CancellationToken)).Comparison;

    private static string CreateKey() => $"scopix_Replay{Interlocked.Increment(ref _keys):D2}secretofatestthatissafe";
}
