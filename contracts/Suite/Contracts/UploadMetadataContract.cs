using System.Text.Json.Nodes;

namespace Scopix.Contracts;

/// <summary>
/// The metadata of a file is read back for every upload method: folder, project, category, compliance, description.
/// </summary>
public sealed class UploadMetadataContract(Target target)
{
    private const string Section = "seed 001, Choosing an Upload Method";

    private readonly ApiClient _api = target.Api;

    [Theory]
    [InlineData("upload")]
    [InlineData("batch")]
    [InlineData("direct")]
    public async Task A_file_has_its_category_compliance_check_folder_and_project(string method)
    {
        var (folder, project) = (await CreateAsync("/folders"), await CreateAsync("/projects"));
        var id = await SendAsync(method, Samples.CreatePng(), new()
        {
            ["content_category"] = "mining",
            ["compliance_type"] = "mls",
            ["compliance_standard"] = "nar_baseline",
            ["compliance_image_type"] = "secondary",
            ["folder_id"] = folder,
        });
        var other = await SendAsync(method, Samples.CreatePng("other.png"), new() { ["project_id"] = project, ["auto_describe"] = false });
        var (file, undescribed) = (await _api.WaitUntilProcessedAsync(id), await _api.WaitUntilProcessedAsync(other));

        var details = await _api.GetAsync($"/files/{id}");
        var (inFolder, inProject) =
            (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/files/{other}");
        await _api.DeleteAsync($"/projects/{project}");

        Documented(Section).ExpectEqual("mining", file.GetText("content_category"), "content_category");
        Documented(Section).ExpectSequence([id], inFolder.Json.GetTexts("items", "id"), "the folder's files");
        Documented(Section).ExpectSequence([other], inProject.Json.GetTexts("items", "id"), "the project's files");
        Documented(Section).ExpectEqual("skipped", undescribed.GetText("description_status"), "description_status without auto_describe");
        Assumed("where a check's result stands is our reading")
            .ExpectEqual("secondary", $"{details.Json.Find("mls_compliance_check.image_type")}", "image_type");
    }

    [Theory]
    [InlineData("upload")]
    [InlineData("batch")]
    [InlineData("direct")]
    public async Task A_project_has_no_effect_next_to_a_folder(string method)
    {
        var (folder, project) = (await CreateAsync("/folders"), await CreateAsync("/projects"));
        var id = await SendAsync(method, Samples.CreatePng(), new() { ["folder_id"] = folder, ["project_id"] = project });
        await _api.WaitUntilProcessedAsync(id);

        var (inFolder, inProject) =
            (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        await _api.DeleteAsync($"/files/{id}");
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/projects/{project}");

        var claim = method == "upload"
            ? Documented("seed 001, Streaming Upload: used when no folder_id")
            : Assumed("as in a streaming upload");
        Documented(Section).ExpectSequence([id], inFolder.Json.GetTexts("items", "id"), "the folder's files");
        claim.ExpectEqual(0, inProject.Json.GetNumber("total_count"), "the project's files");
    }

    [Theory]
    [InlineData("upload")]
    [InlineData("batch")]
    [InlineData("direct")]
    [InlineData("update")]
    public async Task Tags_are_normalized_alike_by_all_upload_methods(string method)
    {
        string[] sent = [ApiClient.TestTag, " pier ", "quay", "pier"];
        var id = await SendAsync(method is "update" ? "upload" : method, Samples.CreatePng(), new()
        {
            ["tags"] = method == "direct" ? new JsonArray([.. sent.Select(tag => JsonValue.Create(tag))]) : string.Join(',', sent[1..]),
        });
        if (method == "update") await _api.PatchAsync($"/files/{id}", JsonSerializer.Serialize(new { tags = sent }));

        var details = await _api.GetAsync($"/files/{id}");

        Assumed("one rule whatever way they come in")
            .ExpectSequence([ApiClient.TestTag, "pier", "quay"], details.Json.GetArray("tags").Select(tag => tag.GetString()), "tags");
    }

    [Theory]
    [InlineData("/files/analyze")]
    [InlineData("/files/analyze/async")]
    public async Task An_analyzed_document_has_its_folder_and_project(string path)
    {
        var (folder, project) = (await CreateAsync("/folders"), await CreateAsync("/projects"));
        var first = await AnalyzeAsync(path, Samples.CreateText("a.txt"), ("folder_id", folder));
        var second = await AnalyzeAsync(path, Samples.CreateText("b.txt"), ("project_id", project));

        var (inFolder, inProject) =
            (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/files/{second}");
        await _api.DeleteAsync($"/projects/{project}");

        Documented("seed 001, Semantic Search & Analyze")
            .ExpectSequence([first], inFolder.Json.GetTexts("items", "id"), "the folder's files");
        Documented("seed 001, Semantic Search & Analyze")
            .ExpectSequence([second], inProject.Json.GetTexts("items", "id"), "the project's files");
    }

    [Fact]
    public async Task A_link_has_its_folder_project_and_tags()
    {
        Target.RequireWriteAccess();
        var (folder, project, tag) = (await CreateAsync("/folders"), await CreateAsync("/projects"), Samples.CreateMarker("tag"));
        var first = await _api.PostAsync("/user-files/links",
                new { url = $"https://example.com/{tag}/a", folder_id = folder, tags = new[] { ApiClient.TestTag, tag } });
        var second = await _api.PostAsync("/user-files/links",
                new { url = $"https://example.com/{tag}/b", project_id = project, tags = new[] { ApiClient.TestTag, tag } });
        foreach (var link in new[] { first, second }) await _api.WaitUntilProcessedAsync(link.Json.GetText("id")!);

        var (inFolder, inProject) =
            (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        var tagged = await _api.GetAsync($"/files?tags={tag}");
        foreach (var link in new[] { first, second }) await _api.DeleteAsync($"/files/{link.Json.GetText("id")}");
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/projects/{project}");

        const string older = "Files API of March 2026, Website Links";
        Public(older).ExpectSequence([first.Json.GetText("id")], inFolder.Json.GetTexts("items", "id"), "the folder's links");
        Public(older).ExpectSequence([second.Json.GetText("id")], inProject.Json.GetTexts("items", "id"), "the project's links");
        Public(older).ExpectEqual(2, tagged.Json.GetNumber("total_count"), "links of the tag");
        Assumed("a crawl is not over when its order is answered")
            .Expect(first.Json.GetText("crawl_status") is "pending" or "processing" or "queued" or "completed", "crawl_status");
    }

    private async Task<string> SendAsync(string method, SampleFile sample, Dictionary<string, JsonNode?> values)
    {
        var fields = values.Select(s => (s.Key, s.Value!.ToString())).ToArray();
        if (method == "upload") return await _api.UploadAndGetIdAsync(sample, fields);
        if (method == "batch")
            return (await _api.UploadBatchAsync([sample], fields)).Json.GetArray("immediate_results")[0].GetText("file_id")!;

        var uploads = new DirectUploadDriver(target);
        var upload = await uploads.CreateSuccessfullyAsync(
                DirectUploadDriver.CreateIntent(sample, [("upload_mode", "single_shot"), .. values.Select(s => (s.Key, s.Value))]));
        await uploads.PutAsync(upload, sample.Bytes);
        return (await uploads.CompleteAsync(upload)).Json.GetText("file_id")!;
    }

    private async Task<string> AnalyzeAsync(string path, SampleFile sample, (string Name, string Value) field)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name },
            { new StringContent(field.Value), field.Name } };
        var response = await _api.SendAsync(HttpMethod.Post, path, form);
        if (response.Status == 202)
            response = await _api.PollUntilAsync($"/job/{response.Json.GetText("job_id")}", a => a.Json.GetText("status") != "processing");
        target.TrackFile(response.Json.GetText("document_id"));
        return response.Json.GetText("document_id")!;
    }

    private async Task<string> CreateAsync(string path)
    {
        Target.RequireWriteAccess();
        var created = await _api.PostAsync(path, new { name = Samples.CreateMarker(path) });
        Public("scopix.ai/docs/api/reference").ExpectStatus(201, created);
        return created.Json.GetText("id")!;
    }
}
