namespace Scopix.Contracts;

/// <summary>A tenant sees nothing of another one: not in lists, counts, searches or exports, and not through any write.</summary>
public sealed class TenantsContract(Target target)
{
    private const string Codes = "Error Codes Reference: another tenant's is not there";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Another_tenant_finds_nothing_of_this_tenant()
    {
        var (otherTenant, word) = (target.OtherTenant, "quux" + Samples.CreateMarker("word")[5..]);
        var text = await _api.UploadAndGetIdAsync(Samples.CreateText("a.txt", $"The {word} of the pier."), ("tags", word));
        var image = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("tags", word));
        foreach (var id in new[] { text, image }) await _api.WaitUntilProcessedAsync(id);
        var description = (await _api.GetAsync($"/files/{image}")).Json.GetText("upload_description");
        var folder = (await _api.PostAsync("/folders", new { name = word })).Json.GetText("id");
        var project = (await _api.PostAsync("/projects", new { name = word })).Json.GetText("id");

        var files = await otherTenant.GetAsync($"/files?tags={word}");
        var found = await otherTenant.PostAsync("/files/search", new { query = word, similarity_threshold = 0 });
        var history = await otherTenant.GetAsync("/data/descriptions?limit=1000");
        var (folders, projects) = (await otherTenant.GetAsync("/folders"), await otherTenant.GetAsync("/projects?limit=100"));
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/projects/{project}");

        Public(Codes).ExpectEqual(0, files.Json.GetNumber("total_count"), "files");
        Public(Codes).Expect(!found.Json.GetTexts("items", "document_id").Contains(text), "chunks");
        Public(Codes).Expect(!history.Json.GetTexts("items", "description").Contains(description), "descriptions");
        Public(Codes).Expect(!folders.Json.GetTexts("items", "id").Contains(folder), "folders");
        Public(Codes).Expect(!projects.Json.GetTexts("items", "id").Contains(project), "projects");
    }

    [Fact]
    public async Task Another_tenant_s_batch_deletion_and_move_skip_this_tenant_s_files()
    {
        var (otherTenant, id) = (target.OtherTenant, await _api.UploadAndGetIdAsync(Samples.CreatePng()));
        await _api.WaitUntilProcessedAsync(id);

        var deleted = await otherTenant.PostAsync("/files/batch-delete", new { file_ids = new[] { id } });
        var moved = await otherTenant.PostAsync("/folders/move-files", new { file_ids = new[] { id }, folder_id = (string?)null });

        Public(Codes).ExpectSequence([id], deleted.Json.GetTexts("failed", "id"), "failed");
        Public(Codes).ExpectEqual(0, moved.Json.GetNumber("moved"), "moved");
        Public(Codes).ExpectStatus(200, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task This_tenant_finds_nothing_that_another_tenant_creates()
    {
        Target.RequireWriteAccess();
        var (otherTenant, marker) = (target.OtherTenant, Samples.CreateMarker("theirs"));
        var (image, text) = (Samples.CreatePng(), Samples.CreateText());
        using var form = new MultipartFormDataContent { { new ByteArrayContent(text.Bytes), "file", text.Name } };
        using var job = new MultipartFormDataContent { { new ByteArrayContent(text.Bytes), "file", text.Name } };
        var created = new Dictionary<string, ApiResponse>
        {
            ["/files/{0}"] = await otherTenant.UploadAsync(image),
            ["/files/sessions/{0}/status"] = await otherTenant.UploadBatchAsync([Samples.CreatePng("b.png")]),
            ["/files/direct-uploads/{0}"] =
                await otherTenant.PostAsync("/files/direct-uploads", DirectUploadDriver.CreateIntent(Samples.CreatePng("c.png"))),
            ["/data/export/{0}"] =
                await otherTenant.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 1 }),
            ["/files/{0}/text"] = await otherTenant.SendAsync(HttpMethod.Post, "/files/analyze", form),
            ["/job/{0}"] = await otherTenant.SendAsync(HttpMethod.Post, "/files/analyze/async", job),
            ["/folders/{0}"] = await otherTenant.PostAsync("/folders", new { name = marker }),
            ["/projects/{0}"] = await otherTenant.PostAsync("/projects", new { name = marker }),
            ["/files/{0}/processing-status"] =
                await otherTenant.PostAsync("/user-files/links", new { url = $"https://example.com/{marker}" }),
        };

        foreach (var (view, response) in created)
        {
            Public(Codes).Expect(response.Status is >= 200 and < 300, $"the resource is created, was {response}");
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
        var isolatedTenant = target.IsolatedTenant;

        var before = await isolatedTenant.GetAsync("/files/quota-check?file_count=1");
        await isolatedTenant.UploadAndGetIdAsync(Samples.CreatePng());
        var after = await isolatedTenant.GetAsync("/files/quota-check?file_count=1");

        Assumed("the usage of a new month is 0").ExpectEqual(0, before.Json.GetNumber("current_usage"), "current_usage before");
        Assumed("an upload counts at once").ExpectEqual(1, after.Json.GetNumber("current_usage"), "current_usage after");
    }
}
