namespace Scopix.Contracts;

/// <summary>
/// Checks of every operation: rate limit headers, malformed ids, resources that do not exist or belong to another tenant.
/// </summary>
public sealed class AllOperationsContract(Target target)
{
    private const string Codes = "Error Codes Reference: 404 missing or not yours";

    /// <summary>
    /// The smallest request that passes each operation's own checks, so that the resource of the path is looked up.
    /// </summary>
    private static readonly Dictionary<string, string> RequestBodies = new()
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

    public static TheoryData<string> IdsInPaths => [.. Operation.All
        .Where(o => IsScopix(o) && o.Path.Contains("_id}", StringComparison.Ordinal)).Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_has_the_rate_limit_headers(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);

        var response = await SendAsync(target.Anonymous, operation, Samples.UnknownId);

        foreach (var name in new[] { "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset" })
            Public("Rate Limits")
                .Expect(long.TryParse(response.GetHeader(name), CultureInfo.InvariantCulture, out _),
                    $"{name} is a number, was '{response.GetHeader(name)}'");
    }

    [Theory]
    [MemberData(nameof(IdsInPaths))]
    public async Task A_malformed_id_is_refused_by_name(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        if (operation.Method != "GET") Target.RequireWriteAccess();

        var response = await SendAsync(target.Api, operation, "not-a-uuid");

        var name = operation.Path.Split('{')[1].Split('}')[0];
        Assumed("as the OpenAPI file of March 2026 has it for files").ExpectRefusal(response, 422, name);
    }

    [Theory]
    [MemberData(nameof(IdsInPaths))]
    public async Task A_resource_that_does_not_exist_is_404(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        if (operation.Method != "GET") Target.RequireWriteAccess();

        var response = await SendAsync(target.Api, operation, Samples.UnknownId);

        Public(Codes).ExpectRefusal(response, 404, code: "HTTP_404");
    }

    [Theory]
    [MemberData(nameof(IdsInPaths))]
    public async Task A_resource_of_another_tenant_is_404_and_unchanged(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        var otherTenant = target.OtherTenant;
        var (resource, view) = await CreateResourceAsync(operation);
        try
        {
            var before = await target.Api.GetAsync(view);

            var response = await SendAsync(otherTenant, operation, resource);

            Public(Codes).ExpectRefusal(response, 404, code: "HTTP_404");
            var after = await target.Api.GetAsync(view);
            Public(Codes).ExpectStatus(before.Status, after);
            Public(Codes)
                .ExpectEqual(before.Json.Find("name").ToString() + before.Json.Find("title") + before.Json.Find("parent_id"),
                    after.Json.Find("name").ToString() + after.Json.Find("title") + after.Json.Find("parent_id"), "what it says");
        }
        finally
        {
            if (operation.Path.Contains("{folder_id}", StringComparison.Ordinal)) await target.Api.DeleteAsync($"/folders/{resource}");
            if (operation.Path.Contains("{project_id}", StringComparison.Ordinal)) await target.Api.DeleteAsync($"/projects/{resource}");
        }
    }

    private static bool IsScopix(Operation operation) => operation.Path.StartsWith("/api/v2/", StringComparison.Ordinal);

    /// <summary>A resource of the tenant that the operation can be applied to, and the path to read it.</summary>
    private async Task<(string Id, string View)> CreateResourceAsync(Operation operation)
    {
        Target.RequireWriteAccess();
        var (api, name) = (target.Api, operation.Path.Split('{')[1].Split('}')[0]);
        var id = name switch
        {
            "session_id" => (await api.UploadBatchAsync([Samples.CreatePng()])).Json.GetText("session_id"),
            "upload_id" => await CreateDirectUploadAsync(),
            "folder_id" => (await api.PostAsync("/folders", new { name = Samples.CreateMarker(operation.Id) })).Json.GetText("id"),
            "project_id" => (await api.PostAsync("/projects", new { name = Samples.CreateMarker(operation.Id) })).Json.GetText("id"),
            "export_id" => (await api.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 1 }))
                .Json.GetText("export_id"),
            "job_id" => await StartJobAsync(api),
            "link_id" => (await api.PostAsync("/user-files/links",
                new { url = $"https://example.com/{Samples.CreateMarker("link")}", tags = new[] { ApiClient.TestTag } }))
                .Json.GetText("id"),
            "video_id" => await CreateFileAsync(api, Samples.ReadMedia("clip.webm", "video/webm")),
            _ => await CreateFileAsync(api,
                operation.Id is "files.text" or "files.chunks" || operation.Id.StartsWith("files.digitization", StringComparison.Ordinal)
                    ? Samples.CreateText() : Samples.CreatePng()),
        };
        if (name == "link_id") target.TrackFile(id);
        if (name == "link_id") await api.WaitUntilProcessedAsync(id!); // the crawl sets the title
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

    private async Task<string?> CreateDirectUploadAsync()
    {
        var intent = DirectUploadDriver.CreateMultipartIntent(DirectUploadDriver.CreateLongText());
        return (await new DirectUploadDriver(target).CreateSuccessfullyAsync(intent)).GetText("upload_id");
    }

    private static async Task<string> CreateFileAsync(ApiClient api, SampleFile sample)
    {
        var id = await api.UploadAndGetIdAsync(sample);
        await api.WaitUntilProcessedAsync(id);
        return id;
    }

    private async Task<string?> StartJobAsync(ApiClient api)
    {
        var sample = Samples.CreateText();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        var job = (await api.SendAsync(HttpMethod.Post, "/files/analyze/async", form)).Json.GetText("job_id");
        var done = await api.PollUntilAsync($"/job/{job}", a => a.Json.GetText("status") != "processing");
        target.TrackFile(done.Json.GetText("document_id"));
        return job;
    }

    private static Task<ApiResponse> SendAsync(ApiClient api, Operation operation, string id)
    {
        var path = string.Concat(operation.Path["/api/v2".Length..].Split('{', '}').Select((part, i) => i % 2 == 0 ? part : part switch
        {
            "variant_type" => "original",
            "domain_name" => "legend",
            "page_number" => "1",
            _ => id,
        }));
        var content = operation.Method is "POST" or "PATCH"
            ? ApiClient.CreateJsonContent(RequestBodies.GetValueOrDefault(operation.Id, "{}")) : null;
        return api.SendAsync(new HttpMethod(operation.Method), path, content);
    }
}
