namespace Scopix.Contracts;

/// <summary>Walks over every operation: rate headers, ids that are none, things that are not there or somebody else's.</summary>
public sealed class AnswersContract(Target target)
{
    private const string Codes = "Error Codes Reference: 404 missing or not yours";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    /// <summary>The least that passes each operation's own checks, so that what the path names is looked for.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["files.update"] = """{"title":"x"}""",
        ["files.review_extraction"] = """{"item_reviews":{"items.0":"confirmed"}}""",
        ["direct_uploads.confirm_part"] = """{"part_number":1,"etag":"\"a\"","size_bytes":5242880}""",
        ["direct_uploads.retry_part"] = """{"part_number":1}""",
        ["projects.update"] = """{"description":"x"}""",
        ["folders.rename"] = """{"name":"scopix-contract elsewhere"}""",
        ["folders.move"] = """{"new_parent_id":null}""",
    };

    public static TheoryData<string> Ids => [.. Operation.All.Where(o => o.Id != "sessions.channel" && IsScopix(o)).Select(o => o.Id)];

    public static TheoryData<string> IdsInPaths => [.. Operation.All.Where(o => IsScopix(o) && o.Path.Contains("_id}", StringComparison.Ordinal)).Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_tells_the_rate(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);

        var answer = await SendAsync(target.Anonymous, operation, Nowhere);

        foreach (var name in new[] { "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset" })
            Public("Rate Limits").That(long.TryParse(answer.Header(name), CultureInfo.InvariantCulture, out _), $"{name} is a number, was '{answer.Header(name)}'");
    }

    [Theory]
    [MemberData(nameof(IdsInPaths))]
    public async Task An_id_that_is_none_is_refused_by_name(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        if (operation.Method != "GET") Target.Writes();

        var answer = await SendAsync(target.Api, operation, "not-a-uuid");

        var name = operation.Path.Split('{')[1].Split('}')[0];
        Assumed("as the OpenAPI file of March 2026 has it for files").Refuses(answer, 422, name);
    }

    [Theory]
    [MemberData(nameof(IdsInPaths))]
    public async Task What_is_not_there_is_404(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        if (operation.Method != "GET") Target.Writes();

        var answer = await SendAsync(target.Api, operation, Nowhere);

        Public(Codes).Refuses(answer, 404, code: "HTTP_404");
    }

    [Theory]
    [MemberData(nameof(IdsInPaths))]
    public async Task What_is_somebody_else_s_is_404_and_stays_as_it_was(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        var stranger = target.Stranger;
        var (thing, view) = await ThingAsync(operation);
        try
        {
            var before = await target.Api.GetAsync(view);

            var answer = await SendAsync(stranger, operation, thing);

            Public(Codes).Refuses(answer, 404, code: "HTTP_404");
            var after = await target.Api.GetAsync(view);
            Public(Codes).Answers(before.Status, after);
            Public(Codes).Equal(before.Json.Find("name").ToString() + before.Json.Find("title") + before.Json.Find("parent_id"), after.Json.Find("name").ToString() + after.Json.Find("title") + after.Json.Find("parent_id"), "what it says");
        }
        finally
        {
            if (operation.Path.Contains("{folder_id}", StringComparison.Ordinal)) await target.Api.DeleteAsync($"/folders/{thing}");
            if (operation.Path.Contains("{project_id}", StringComparison.Ordinal)) await target.Api.DeleteAsync($"/projects/{thing}");
        }
    }

    private static bool IsScopix(Operation operation) => operation.Path.StartsWith("/api/v2/", StringComparison.Ordinal);

    /// <summary>Something of ours that the operation can be done to, and where it is read.</summary>
    private async Task<(string Id, string View)> ThingAsync(Operation operation)
    {
        Target.Writes();
        var (api, name) = (target.Api, operation.Path.Split('{')[1].Split('}')[0]);
        var id = name switch
        {
            "session_id" => (await api.UploadBatchAsync([Samples.Png()])).Json.Text("session_id"),
            "upload_id" => (await new DirectUploads(target).CreatedAsync(DirectUploads.InParts(DirectUploads.LongText()))).Text("upload_id"),
            "folder_id" => (await api.PostAsync("/folders", new { name = Samples.Mark(operation.Id) })).Json.Text("id"),
            "project_id" => (await api.PostAsync("/projects", new { name = Samples.Mark(operation.Id) })).Json.Text("id"),
            "export_id" => (await api.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 1 })).Json.Text("export_id"),
            "job_id" => await JobAsync(api),
            "link_id" => (await api.PostAsync("/user-files/links", new { url = $"https://example.com/{Samples.Mark("link")}", tags = new[] { Api.Tag } })).Json.Text("id"),
            "video_id" => await FileAsync(api, Samples.Media("clip.webm", "video/webm")),
            _ => await FileAsync(api, operation.Id is "files.text" or "files.chunks" || operation.Id.StartsWith("files.digitization", StringComparison.Ordinal) ? Samples.Text() : Samples.Png()),
        };
        if (name == "link_id") target.Remember(id);
        if (name == "link_id") await api.DoneAsync(id!); // crawling gives it its title
        return (id!, name switch
        {
            "session_id" => $"/files/sessions/{id}/status",
            "upload_id" => $"/files/direct-uploads/{id}",
            "folder_id" => $"/folders/{id}/breadcrumbs",
            "project_id" => $"/projects/{id}",
            "export_id" => $"/data/export/{id}",
            "job_id" => $"/job/{id}",
            _ => $"/files/{id}",
        });
    }

    private static async Task<string> FileAsync(Api api, Sample sample)
    {
        var id = await api.UploadedAsync(sample);
        await api.DoneAsync(id);
        return id;
    }

    private async Task<string?> JobAsync(Api api)
    {
        var sample = Samples.Text();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        var job = (await api.SendAsync(HttpMethod.Post, "/files/analyze/async", form)).Json.Text("job_id");
        var done = await api.UntilAsync($"/job/{job}", a => a.Json.Text("status") != "processing");
        target.Remember(done.Json.Text("document_id"));
        return job;
    }

    private static Task<Answer> SendAsync(Api api, Operation operation, string id)
    {
        var path = string.Concat(operation.Path["/api/v2".Length..].Split('{', '}').Select((part, i) => i % 2 == 0 ? part : part switch
        {
            "variant_type" => "original",
            "domain_name" => "legend",
            "page_number" => "1",
            _ => id,
        }));
        var content = operation.Method is "POST" or "PATCH" ? Api.JsonBody(Bodies.GetValueOrDefault(operation.Id, "{}")) : null;
        return api.SendAsync(new HttpMethod(operation.Method), path, content);
    }
}
