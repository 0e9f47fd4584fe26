namespace Scopix.Contracts;

/// <summary>What one tenant makes or does, another does not see: not in lists, counts, searches or exports, and not by any write.</summary>
public sealed class TenantsContract(Target target)
{
    private const string Codes = "Error Codes Reference: another tenant's is not there";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task A_stranger_finds_nothing_of_ours()
    {
        var (stranger, word) = (target.Stranger, "quux" + Samples.Mark("word")[5..]);
        var text = await _api.UploadedAsync(Samples.Text("a.txt", $"The {word} of the pier."), ("tags", word));
        var image = await _api.UploadedAsync(Samples.Png(), ("tags", word));
        foreach (var id in new[] { text, image }) await _api.DoneAsync(id);
        var description = (await _api.GetAsync($"/files/{image}")).Json.Text("upload_description");
        var folder = (await _api.PostAsync("/folders", new { name = word })).Json.Text("id");
        var project = (await _api.PostAsync("/projects", new { name = word })).Json.Text("id");

        var files = await stranger.GetAsync($"/files?tags={word}");
        var found = await stranger.PostAsync("/files/search", new { query = word, similarity_threshold = 0 });
        var history = await stranger.GetAsync("/data/descriptions?limit=1000");
        var (folders, projects) = (await stranger.GetAsync("/folders"), await stranger.GetAsync("/projects?limit=100"));
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/projects/{project}");

        Public(Codes).Equal(0, files.Json.Number("total_count"), "files");
        Public(Codes).That(!found.Json.Each("items", "document_id").Contains(text), "chunks");
        Public(Codes).That(!history.Json.Each("items", "description").Contains(description), "descriptions");
        Public(Codes).That(!folders.Json.Each("items", "id").Contains(folder), "folders");
        Public(Codes).That(!projects.Json.Each("items", "id").Contains(project), "projects");
    }

    [Fact]
    public async Task A_stranger_s_batch_deletion_and_moving_pass_our_files_over()
    {
        var (stranger, id) = (target.Stranger, await _api.UploadedAsync(Samples.Png()));
        await _api.DoneAsync(id);

        var deleted = await stranger.PostAsync("/files/batch-delete", new { file_ids = new[] { id } });
        var moved = await stranger.PostAsync("/folders/move-files", new { file_ids = new[] { id }, folder_id = (string?)null });

        Public(Codes).Sequence([id], deleted.Json.Each("failed", "id"), "failed");
        Public(Codes).Equal(0, moved.Json.Number("moved"), "moved");
        Public(Codes).Answers(200, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task What_a_stranger_makes_is_not_ours()
    {
        Target.Writes();
        var (stranger, mark) = (target.Stranger, Samples.Mark("theirs"));
        var (image, text) = (Samples.Png(), Samples.Text());
        using var form = new MultipartFormDataContent { { new ByteArrayContent(text.Bytes), "file", text.Name } };
        using var job = new MultipartFormDataContent { { new ByteArrayContent(text.Bytes), "file", text.Name } };
        var made = new Dictionary<string, Answer>
        {
            ["/files/{0}"] = await stranger.UploadAsync(image),
            ["/files/sessions/{0}/status"] = await stranger.UploadBatchAsync([Samples.Png("b.png")]),
            ["/files/direct-uploads/{0}"] = await stranger.PostAsync("/files/direct-uploads", DirectUploads.Intent(Samples.Png("c.png"))),
            ["/data/export/{0}"] = await stranger.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 1 }),
            ["/files/{0}/text"] = await stranger.SendAsync(HttpMethod.Post, "/files/analyze", form),
            ["/job/{0}"] = await stranger.SendAsync(HttpMethod.Post, "/files/analyze/async", job),
            ["/folders/{0}"] = await stranger.PostAsync("/folders", new { name = mark }),
            ["/projects/{0}"] = await stranger.PostAsync("/projects", new { name = mark }),
            ["/files/{0}/processing-status"] = await stranger.PostAsync("/user-files/links", new { url = $"https://example.com/{mark}" }),
        };

        foreach (var (view, answer) in made)
        {
            Public(Codes).That(answer.Status is >= 200 and < 300, $"it is made: {answer}");
            var id = new[] { "job_id", "export_id", "session_id", "upload_id", "document_id", "file_id", "id" }
                .Select(name => answer.Json.Find(name)).First(found => found.ValueKind == JsonValueKind.String).GetString();
            Public(Codes).Answers(404, await _api.GetAsync(string.Format(CultureInfo.InvariantCulture, view, id)));
        }

        Public(Codes).Equal(0, (await _api.PostAsync("/files/check-duplicates", new { hashes = new[] { image.Hash } })).Json.List("duplicates").Count, "their content");
    }

    [Fact]
    public async Task A_quota_is_counted_for_each_tenant()
    {
        var alone = target.Alone;

        var before = await alone.GetAsync("/files/quota-check?file_count=1");
        await alone.UploadedAsync(Samples.Png());
        var after = await alone.GetAsync("/files/quota-check?file_count=1");

        Assumed("a month begins at 0").Equal(0, before.Json.Number("current_usage"), "current_usage before");
        Assumed("an upload counts at once").Equal(1, after.Json.Number("current_usage"), "current_usage after");
    }
}
