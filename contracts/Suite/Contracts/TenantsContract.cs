namespace Scopix.Contracts;

/// <summary>A tenant sees nothing of another one: not in lists, counts, searches or exports, and not through any write.</summary>
public sealed class TenantsContract(Target target)
{
    private const string Codes = "Error Codes Reference: another tenant's is not there";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task A_stranger_finds_nothing_of_ours()
    {
        var (stranger, word) = (target.OtherTenant, "quux" + Samples.CreateMarker("word")[5..]);
        var text = await _api.UploadAndGetIdAsync(Samples.CreateText("a.txt", $"The {word} of the pier."), ("tags", word));
        var image = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("tags", word));
        foreach (var id in new[] { text, image }) await _api.WaitUntilProcessedAsync(id);
        var description = (await _api.GetAsync($"/files/{image}")).Json.GetText("upload_description");
        var folder = (await _api.PostAsync("/folders", new { name = word })).Json.GetText("id");
        var project = (await _api.PostAsync("/projects", new { name = word })).Json.GetText("id");

        var files = await stranger.GetAsync($"/files?tags={word}");
        var found = await stranger.PostAsync("/files/search", new { query = word, similarity_threshold = 0 });
        var history = await stranger.GetAsync("/data/descriptions?limit=1000");
        var (folders, projects) = (await stranger.GetAsync("/folders"), await stranger.GetAsync("/projects?limit=100"));
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/projects/{project}");

        Public(Codes).ExpectEqual(0, files.Json.GetNumber("total_count"), "files");
        Public(Codes).Expect(!found.Json.GetTexts("items", "document_id").Contains(text), "chunks");
        Public(Codes).Expect(!history.Json.GetTexts("items", "description").Contains(description), "descriptions");
        Public(Codes).Expect(!folders.Json.GetTexts("items", "id").Contains(folder), "folders");
        Public(Codes).Expect(!projects.Json.GetTexts("items", "id").Contains(project), "projects");
    }

    [Fact]
    public async Task A_stranger_s_batch_deletion_and_moving_pass_our_files_over()
    {
        var (stranger, id) = (target.OtherTenant, await _api.UploadAndGetIdAsync(Samples.CreatePng()));
        await _api.WaitUntilProcessedAsync(id);

        var deleted = await stranger.PostAsync("/files/batch-delete", new { file_ids = new[] { id } });
        var moved = await stranger.PostAsync("/folders/move-files", new { file_ids = new[] { id }, folder_id = (string?)null });

        Public(Codes).ExpectSequence([id], deleted.Json.GetTexts("failed", "id"), "failed");
        Public(Codes).ExpectEqual(0, moved.Json.GetNumber("moved"), "moved");
        Public(Codes).ExpectStatus(200, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task What_a_stranger_makes_is_not_ours()
    {
        Target.RequireWriteAccess();
        var (stranger, mark) = (target.OtherTenant, Samples.CreateMarker("theirs"));
        var (image, text) = (Samples.CreatePng(), Samples.CreateText());
        using var form = new MultipartFormDataContent { { new ByteArrayContent(text.Bytes), "file", text.Name } };
        using var job = new MultipartFormDataContent { { new ByteArrayContent(text.Bytes), "file", text.Name } };
        var made = new Dictionary<string, ApiResponse>
        {
            ["/files/{0}"] = await stranger.UploadAsync(image),
            ["/files/sessions/{0}/status"] = await stranger.UploadBatchAsync([Samples.CreatePng("b.png")]),
            ["/files/direct-uploads/{0}"] =
                await stranger.PostAsync("/files/direct-uploads", DirectUploadDriver.CreateIntent(Samples.CreatePng("c.png"))),
            ["/data/export/{0}"] = await stranger.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 1 }),
            ["/files/{0}/text"] = await stranger.SendAsync(HttpMethod.Post, "/files/analyze", form),
            ["/job/{0}"] = await stranger.SendAsync(HttpMethod.Post, "/files/analyze/async", job),
            ["/folders/{0}"] = await stranger.PostAsync("/folders", new { name = mark }),
            ["/projects/{0}"] = await stranger.PostAsync("/projects", new { name = mark }),
            ["/files/{0}/processing-status"] = await stranger.PostAsync("/user-files/links", new { url = $"https://example.com/{mark}" }),
        };

        foreach (var (view, response) in made)
        {
            Public(Codes).Expect(response.Status is >= 200 and < 300, $"it is made: {response}");
            var id = new[] { "job_id", "export_id", "session_id", "upload_id", "document_id", "file_id", "id" }
                .Select(name => response.Json.Find(name)).First(found => found.ValueKind == JsonValueKind.String).GetString();
            Public(Codes).ExpectStatus(404, await _api.GetAsync(string.Format(CultureInfo.InvariantCulture, view, id)));
        }

        Public(Codes)
            .ExpectEqual(0,
                (await _api.PostAsync("/files/check-duplicates", new { hashes = new[] { image.Hash } })).Json.GetArray("duplicates").Count,
                "their content");
    }

    [Fact]
    public async Task A_quota_is_counted_for_each_tenant()
    {
        var alone = target.IsolatedTenant;

        var before = await alone.GetAsync("/files/quota-check?file_count=1");
        await alone.UploadAndGetIdAsync(Samples.CreatePng());
        var after = await alone.GetAsync("/files/quota-check?file_count=1");

        Assumed("a month begins at 0").ExpectEqual(0, before.Json.GetNumber("current_usage"), "current_usage before");
        Assumed("an upload counts at once").ExpectEqual(1, after.Json.GetNumber("current_usage"), "current_usage after");
    }
}
