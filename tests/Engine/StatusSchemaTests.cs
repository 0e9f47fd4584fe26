using System.Globalization;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Seeding;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

/// <summary>
/// Every status and duration matches its schema at any clock time: while stages run, when they are held, completed or failed manually,
/// and after the clock was set back.
/// </summary>
public sealed class StatusSchemaTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Stages =
        ["variants", "text_extraction", "video_analysis", "crawl", "embedding", "digitization", "description"];

    public static TheoryData<PipelineMode, string> Cases => new()
    {
        { PipelineMode.Quick, "none" }, { PipelineMode.Quick, "hold" }, { PipelineMode.Quick, "complete" }, { PipelineMode.Quick, "fail" },
        { PipelineMode.Manual, "none" }, { PipelineMode.Manual, "release" }, { PipelineMode.Manual, "fail" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_response_matches_its_schema_at_any_clock_time(PipelineMode mode, string action)
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = mode });
        await FreezeAfterStartAsync(api, TimeSpan.Zero);
        var files = await UploadFilesAsync(api);
        var paths = await ListPathsAsync(api, files);
        var violations = new List<string>();

        await WalkAsync("immediately");
        await ApplyStageActionAsync(api, files, action);
        await WalkAsync(action);
        foreach (var ms in (int[])[90, 160, 300, 600_000])
        {
            await FreezeAfterStartAsync(api, TimeSpan.FromMilliseconds(ms));
            await WalkAsync($"after {ms} ms");
        }
        await FreezeAfterStartAsync(api, TimeSpan.FromHours(-1));
        await WalkAsync("an hour earlier");
        await api.PostAsync($"/api/v2/files/{files["photo.jpg"]}/trigger-variants");
        await ApplyStageActionAsync(api, files, action == "hold" ? "release" : "complete");
        await WalkAsync("an hour earlier, after an action");
        await FreezeAfterStartAsync(api, TimeSpan.FromHours(1));
        await WalkAsync("an hour later");

        violations.Should().BeEmpty();

        async Task WalkAsync(string when)
        {
            foreach (var (schema, path) in paths)
            {
                var response = await api.GetAsync(path);
                if (response.Status == 404 && schema == "digitization-page") continue;
                if (response.Status != 200) violations.Add($"{when} {path}: {response.Status}");
                else violations.AddRange(
                    (await SchemaValidation.FindProblemsAsync(schema, response.Text)).Select(problem => $"{when} {path}: {problem}"));
            }
        }
    }

    private static Task<TestResponse> FreezeAfterStartAsync(TestApi api, TimeSpan from) =>
        api.FreezeAsync((Start + from).ToString("O", CultureInfo.InvariantCulture));

    private static async Task ApplyStageActionAsync(TestApi api, Dictionary<string, string> files, string action)
    {
        if (action == "none") return;
        foreach (var stage in Stages)
            foreach (var id in files.Values)
                await api.PostAsync($"/_emulator/files/{id}/stages/{stage}", new { action });
    }

    private static async Task<Dictionary<string, string>> UploadFilesAsync(TestApi api) => new()
    {
        ["photo.jpg"] = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"),
        ["silent.jpg"] = await api.UploadAndGetIdAsync(Samples.Photo(1), "silent.jpg", "auto_describe=false"),
        ["broken.jpg"] = await api.UploadAndGetIdAsync(Samples.File("hostile/truncated.jpg"), "broken.jpg"),
        ["clip.mp4"] = await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4"),
        ["guide.md"] = await api.UploadAndGetIdAsync(Samples.File("guide.md"), "guide.md"),
        ["broken.pdf"] = await api.UploadAndGetIdAsync("%PDF-1.7\nnothing\n%%EOF\n"u8.ToArray(), "broken.pdf"),
        ["link"] = (await api.PostAsync("/api/v2/user-files/links", new { url = "https://example.com/a" })).Json.Text("id")!,
        ["checked.jpg"] = await api.UploadAndGetIdAsync(
            Samples.Photo(2), "checked.jpg", "compliance_type=mls", "compliance_standard=nar_baseline"),
    };

    private static async Task<List<(string Schema, string Path)>> ListPathsAsync(TestApi api, Dictionary<string, string> files)
    {
        var session = (await api.UploadBatchAsync([(Samples.Photo(3), "c.jpg"), (Samples.Note(1), "d.txt")])).Json.Text("session_id");
        var exported = await api.PostAsync("/api/v2/data/export", new { data_type = "descriptions", format = "csv" });
        var export = exported.Json.Text("export_id");
        var upload = (await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(4)))).Text("upload_id");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note(2)), "file", "e.txt" } };
        var job = (await api.SendAsync(HttpMethod.Post, "/api/v2/files/analyze/async", form)).Json.Text("job_id");
        files["e.txt"] = (await api.GetAsync($"/api/v2/job/{job}")).Json.Text("document_id")!;
        List<(string, string)> paths =
        [
            ("file-list", "/api/v2/files?limit=100"), ("descriptions", "/api/v2/data/descriptions"),
            ("data-export", $"/api/v2/data/export/{export}"),
            ("analysis-answer", $"/api/v2/job/{job}"), ("direct-upload-state", $"/api/v2/files/direct-uploads/{upload}"),
            ("session-list", "/api/v2/files/sessions"), ("stuck-uploads", "/api/v2/files/sessions/stuck?stuck_minutes=1"),
        ];
        foreach (var view in (string[])["status", "results", "summary"])
            paths.Add(($"session-{view}", $"/api/v2/files/sessions/{session}/{view}"));
        foreach (var (name, id) in files) paths.AddRange(Of(name, $"/api/v2/files/{id}", id));
        return paths;
    }

    private static IEnumerable<(string, string)> Of(string name, string path, string id)
    {
        yield return ("file-details", path);
        yield return ("upload-status", $"/api/v2/files/uploads-status/{id}");
        if (name != "link") yield return ("processing-status", path + "/processing-status");
        if (name == "clip.mp4") yield return ("video-scenes", $"/api/v2/videos/{id}/scenes");
        if (name is not ("guide.md" or "broken.pdf")) yield break;
        yield return ("chunk-list", path + "/chunks?include_embeddings=true");
        yield return ("digitization", path + "/digitization");
        yield return ("digitization-status", path + "/digitization/status");
        yield return ("digitization-page", path + "/digitization/pages/1");
    }
}
