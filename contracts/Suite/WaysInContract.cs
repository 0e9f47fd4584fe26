using System.Text.Json.Nodes;

namespace Scopix.Contracts;

/// <summary>Whatever way a file comes in, what was said of it is read back: folder, project, category, compliance, description.</summary>
public sealed class WaysInContract(Target target)
{
    private const string Section = "seed 001, Choosing an Upload Method";

    private readonly Api _api = target.Api;

    [Theory]
    [InlineData("upload")]
    [InlineData("batch")]
    [InlineData("direct")]
    public async Task A_file_keeps_its_category_its_check_and_its_place(string way)
    {
        var (folder, project) = (await MadeAsync("/folders"), await MadeAsync("/projects"));
        var id = await SendAsync(way, Samples.Png(), new()
        {
            ["content_category"] = "mining",
            ["compliance_type"] = "mls",
            ["compliance_standard"] = "nar_baseline",
            ["compliance_image_type"] = "secondary",
            ["folder_id"] = folder,
        });
        var other = await SendAsync(way, Samples.Png("other.png"), new() { ["project_id"] = project, ["auto_describe"] = false });
        var (file, silent) = (await _api.DoneAsync(id), await _api.DoneAsync(other));

        var details = await _api.GetAsync($"/files/{id}");
        var (inFolder, inProject) = (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/files/{other}");
        await _api.DeleteAsync($"/projects/{project}");

        Documented(Section).Equal("mining", file.Text("content_category"), "content_category");
        Documented(Section).Sequence([id], inFolder.Json.Each("items", "id"), "the folder's files");
        Documented(Section).Sequence([other], inProject.Json.Each("items", "id"), "the project's files");
        Documented(Section).Equal("skipped", silent.Text("description_status"), "description_status without auto_describe");
        Assumed("where a check's result stands is our reading").Equal("secondary", $"{details.Json.Find("mls_compliance_check.image_type")}", "image_type");
    }

    [Theory]
    [InlineData("upload")]
    [InlineData("batch")]
    [InlineData("direct")]
    public async Task Beside_a_folder_a_project_has_no_effect(string way)
    {
        var (folder, project) = (await MadeAsync("/folders"), await MadeAsync("/projects"));
        var id = await SendAsync(way, Samples.Png(), new() { ["folder_id"] = folder, ["project_id"] = project });
        await _api.DoneAsync(id);

        var (inFolder, inProject) = (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        await _api.DeleteAsync($"/files/{id}");
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/projects/{project}");

        var claim = way == "upload"
            ? Documented("seed 001, Streaming Upload: used when no folder_id")
            : Assumed("as in a streaming upload");
        Documented(Section).Sequence([id], inFolder.Json.Each("items", "id"), "the folder's files");
        claim.Equal(0, inProject.Json.Number("total_count"), "the project's files");
    }

    [Theory]
    [InlineData("upload")]
    [InlineData("batch")]
    [InlineData("direct")]
    [InlineData("update")]
    public async Task Tags_are_kept_by_one_rule(string way)
    {
        string[] sent = [Api.Tag, " pier ", "quay", "pier"];
        var id = await SendAsync(way is "update" ? "upload" : way, Samples.Png(), new()
        {
            ["tags"] = way == "direct" ? new JsonArray([.. sent.Select(tag => JsonValue.Create(tag))]) : string.Join(',', sent[1..]),
        });
        if (way == "update") await _api.PatchAsync($"/files/{id}", JsonSerializer.Serialize(new { tags = sent }));

        var details = await _api.GetAsync($"/files/{id}");

        Assumed("one rule whatever way they come in")
            .Sequence([Api.Tag, "pier", "quay"], details.Json.List("tags").Select(tag => tag.GetString()), "tags");
    }

    [Theory]
    [InlineData("/files/analyze")]
    [InlineData("/files/analyze/async")]
    public async Task An_analyzed_document_is_where_it_was_put(string path)
    {
        var (folder, project) = (await MadeAsync("/folders"), await MadeAsync("/projects"));
        var first = await AnalyzeAsync(path, Samples.Text("a.txt"), ("folder_id", folder));
        var second = await AnalyzeAsync(path, Samples.Text("b.txt"), ("project_id", project));

        var (inFolder, inProject) = (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/files/{second}");
        await _api.DeleteAsync($"/projects/{project}");

        Documented("seed 001, Semantic Search & Analyze").Sequence([first], inFolder.Json.Each("items", "id"), "the folder's files");
        Documented("seed 001, Semantic Search & Analyze").Sequence([second], inProject.Json.Each("items", "id"), "the project's files");
    }

    [Fact]
    public async Task A_link_is_where_it_was_put_with_its_tags()
    {
        Target.Writes();
        var (folder, project, tag) = (await MadeAsync("/folders"), await MadeAsync("/projects"), Samples.Mark("tag"));
        var first = await _api.PostAsync("/user-files/links", new { url = $"https://example.com/{tag}/a", folder_id = folder, tags = new[] { Api.Tag, tag } });
        var second = await _api.PostAsync("/user-files/links", new { url = $"https://example.com/{tag}/b", project_id = project, tags = new[] { Api.Tag, tag } });
        foreach (var link in new[] { first, second }) await _api.DoneAsync(link.Json.Text("id")!);

        var (inFolder, inProject) = (await _api.GetAsync($"/files?folder_id={folder}"), await _api.GetAsync($"/files?project_id={project}"));
        var tagged = await _api.GetAsync($"/files?tags={tag}");
        foreach (var link in new[] { first, second }) await _api.DeleteAsync($"/files/{link.Json.Text("id")}");
        await _api.DeleteAsync($"/folders/{folder}");
        await _api.DeleteAsync($"/projects/{project}");

        const string older = "Files API of March 2026, Website Links";
        Public(older).Sequence([first.Json.Text("id")], inFolder.Json.Each("items", "id"), "the folder's links");
        Public(older).Sequence([second.Json.Text("id")], inProject.Json.Each("items", "id"), "the project's links");
        Public(older).Equal(2, tagged.Json.Number("total_count"), "links of the tag");
        Assumed("a crawl is not over when its order is answered").That(first.Json.Text("crawl_status") is "pending" or "processing" or "queued" or "completed", "crawl_status");
    }

    private async Task<string> SendAsync(string way, Sample sample, Dictionary<string, JsonNode?> said)
    {
        var fields = said.Select(s => (s.Key, s.Value!.ToString())).ToArray();
        if (way == "upload") return await _api.UploadedAsync(sample, fields);
        if (way == "batch") return (await _api.UploadBatchAsync([sample], fields)).Json.List("immediate_results")[0].Text("file_id")!;

        var uploads = new DirectUploads(target);
        var upload = await uploads.CreatedAsync(DirectUploads.Intent(sample, [("upload_mode", "single_shot"), .. said.Select(s => (s.Key, s.Value))]));
        await uploads.PutAsync(upload, sample.Bytes);
        return (await uploads.CompleteAsync(upload)).Json.Text("file_id")!;
    }

    private async Task<string> AnalyzeAsync(string path, Sample sample, (string Name, string Value) field)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name }, { new StringContent(field.Value), field.Name } };
        var answer = await _api.SendAsync(HttpMethod.Post, path, form);
        if (answer.Status == 202) answer = await _api.UntilAsync($"/job/{answer.Json.Text("job_id")}", a => a.Json.Text("status") != "processing");
        target.Remember(answer.Json.Text("document_id"));
        return answer.Json.Text("document_id")!;
    }

    private async Task<string> MadeAsync(string path)
    {
        Target.Writes();
        var made = await _api.PostAsync(path, new { name = Samples.Mark(path) });
        Public("scopix.ai/docs/api/reference").Answers(201, made);
        return made.Json.Text("id")!;
    }
}
