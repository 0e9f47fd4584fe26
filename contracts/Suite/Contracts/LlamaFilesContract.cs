namespace Scopix.Contracts;

/// <summary>llama.files.create, retrieve, content and delete.</summary>
public sealed class LlamaFilesContract(Target target)
{
    private const string UnknownId = "dfl-" + Samples.UnknownId;

    private readonly ApiClient _api = target.Llama;

    public static TheoryData<string> Ids => [.. Operation.All.Where(o => o.Id.StartsWith("llama.", StringComparison.Ordinal))
        .Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_needs_a_key_of_LlamaCloud(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        var path = operation.Path["/api/v1".Length..].Replace("{file_id}", UnknownId, StringComparison.Ordinal);
        Task<ApiResponse> SendAsync(string? key) =>
            target.LlamaWithKey(key)
                .SendAsync(new HttpMethod(operation.Method), path, operation.Method == "POST" ? ApiClient.CreateJsonContent("{}") : null);

        var (none, keyOfScopix) = (await SendAsync(null), await SendAsync("scopix_Emulator0localdevelopmentkey"));

        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(none, 401);
        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(keyOfScopix, 401);
        Assumed("run-llama/llamacloud-demo issue 45").ExpectLlamaRefusal(none, 401, "Not authenticated");
        Assumed("a third party's note on keys without llx-").ExpectLlamaRefusal(keyOfScopix, 401, "Invalid token format");
    }

    [Fact]
    public async Task An_upload_returns_the_file()
    {
        var response = await target.CreateAsync(Samples.CreateText("inv é 見積.PDF"), ("external_file_id", "ext-1"), ("purpose", "parse"));

        Documented(LlamaFiles.SeedSource).ExpectStatus(200, response);
        ExpectSchema("llama-file", response);
        ExpectEveryProperty("llama-file", response.Json);
        Documented("seed 003, FileCreateResponse").ExpectEqual("inv é 見積.PDF", response.Json.GetText("name"), "name");
        Documented("seed 003, FileCreateResponse").ExpectEqual("parse", response.Json.GetText("purpose"), "purpose");
        Documented("seed 003, FileCreateResponse").ExpectEqual("ext-1", response.Json.GetText("external_file_id"), "external_file_id");
        Assumed("lower case, as in the examples").ExpectEqual("pdf", response.Json.GetText("file_type"), "file_type");
        Assumed("files stay until they are deleted").Expect(response.Json.IsNull("expires_at"), "expires_at is null");
    }

    [Theory]
    [InlineData("\"BOUND\"", "form-data; name=file; filename=\"=?utf-8?B?w6kudHh0?=\"; filename*=utf-8''%C3%A9.txt", "é.txt")]
    [InlineData("BOUND", "form-data; name=\"file\"; filename=\"say %22hi%22 é.txt\"", "say \"hi\" é.txt")]
    [InlineData("BOUND", "form-data; name=\"file\"; filename=\"dir/sub/name.md\"", "name.md")]
    public async Task A_form_is_read_however_a_client_writes_it(string boundary, string disposition, string name)
    {
        var body = $"--BOUND\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=purpose\r\n\r\nextract\r\n"
            + "--BOUND\r\nContent-Type: application/octet-stream\r\nContent-Disposition: "
                + $"{disposition}\r\n\r\n{Samples.CreateMarker(name)}\r\n--BOUND--\r\n";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");

        var response = await target.CreateAsync(content);

        Public(LlamaFiles.SdkSource).ExpectStatus(200, response);
        Public(LlamaFiles.SdkSource).ExpectEqual("extract", response.Json.GetText("purpose"), "purpose");
        Assumed("decoded, without folders").ExpectEqual(name, response.Json.GetText("name"), "name");
    }

    [Fact]
    public async Task Uploads_without_a_file_a_name_bytes_or_a_purpose_are_refused()
    {
        using var nameless =
            new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file" }, { new StringContent("parse"), "purpose" } };

        var none = await target.CreateAsync(null, ("purpose", "parse"));
        var unnamed = await target.CreateAsync(nameless);
        var empty = await target.CreateAsync(Samples.CreateText() with { Bytes = [] }, ("purpose", "parse"));
        var purposeless = await target.CreateAsync(Samples.CreateText());
        var keyOfScopix = await target.CreateAsync(Samples.CreateText(), ("purpose", "no such purpose"));

        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(none, 400, "file field is required for multipart requests.");
        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(unnamed, 400, "File must have a filename.");
        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(empty, 400, "Uploaded file is empty.");
        Assumed("FastAPI on a missing field").ExpectLlamaRefusal(purposeless, 422);
        Assumed("the troubleshooting page puts bad enum values at 422").ExpectLlamaRefusal(keyOfScopix, 422);
    }

    [Fact]
    public async Task A_file_can_be_retrieved_with_a_link_to_its_bytes()
    {
        var sample = Samples.CreateText();
        var created = await target.CreateSuccessfullyAsync(sample);
        var id = created.GetText("id")!;

        var plain = await _api.GetAsync($"/beta/files/{id}?project_id=&organization_id=");
        var expanded = await _api.GetAsync($"/beta/files/{id}?expand=download_url");
        var byUuid = await _api.GetAsync($"/beta/files/{id["dfl-".Length..]}");

        Public(LlamaFiles.SdkSource).ExpectStatus(200, plain);
        ExpectSchema("llama-file", plain);
        Public(LlamaFiles.SdkSource).ExpectEqual(created.GetRawText(), plain.Json.GetRawText(), "the file");
        Assumed("the one field that can be expanded").ExpectStatus(200, expanded);
        ExpectSchema("llama-file", expanded);
        var bytes = await _api.GetAsync(expanded.Json.GetText("download_url.url")!);
        Assumed("a GET without parameters").Expect(bytes.Bytes.SequenceEqual(sample.Bytes), $"download_url serves the bytes, was {bytes}");
        Assumed("File.id is declared as a UUID").ExpectStatus(200, byUuid);
    }

    [Fact]
    public async Task Content_returns_a_URL_that_serves_the_bytes_without_a_key()
    {
        var sample = Samples.CreatePng();
        var id = (await target.CreateSuccessfullyAsync(sample)).GetText("id")!;
        var before = DateTimeOffset.UtcNow;

        var response = await _api.GetAsync($"/beta/files/{id}/content?expires_at_seconds=120");

        Documented(LlamaFiles.SeedSource).ExpectStatus(200, response);
        ExpectSchema("llama-presigned-url", response);
        var bytes = await _api.GetAsync(response.Json.GetText("url")!);
        Documented("seed 003, PresignedURL").Expect(bytes.Bytes.SequenceEqual(sample.Bytes), $"the URL serves the bytes, was {bytes}");
        Documented("seed 003, PresignedURL").Expect(response.Json.IsNull("form_fields"), "form_fields are for uploads");
        var life = response.Json.GetTime("expires_at") - before;
        Assumed("expires_at_seconds is a duration")
            .Expect(life > TimeSpan.FromSeconds(60) && life < TimeSpan.FromSeconds(180), $"expires_at is in two minutes, was {life}");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("604801")]
    [InlineData("soon")]
    public async Task A_lifetime_out_of_its_bounds_is_refused(string seconds)
    {
        var response = await _api.GetAsync($"/beta/files/{UnknownId}/content?expires_at_seconds={seconds}");

        Assumed("what S3 can sign").ExpectLlamaRefusal(response, 422);
    }

    [Fact]
    public async Task A_deleted_file_is_404()
    {
        var id = (await target.CreateSuccessfullyAsync(Samples.CreateText())).GetText("id")!;

        var response = await _api.DeleteAsync($"/beta/files/{id}");

        Public("OpenAPI file in npm @llamaindex/cloud 4.1.3").ExpectStatus(204, response);
        Public("OpenAPI file in npm @llamaindex/cloud 4.1.3").ExpectEqual("", response.Body, "the body");
        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(await _api.GetAsync($"/beta/files/{id}"), 404);
        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(await _api.GetAsync($"/beta/files/{id}/content"), 404);
        Assumed("run-llama's own fake").ExpectLlamaRefusal(await _api.DeleteAsync($"/beta/files/{id}"), 404, "File not found");
    }

    [Theory]
    [InlineData(UnknownId)]
    [InlineData("no-id")]
    [InlineData("a%2Fb%20c")]
    public async Task An_unknown_id_is_404_whatever_it_looks_like(string id)
    {
        var response = await _api.GetAsync($"/beta/files/{id}");

        Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(response, 404);
        Assumed("run-llama's own fake").ExpectLlamaRefusal(response, 404, "File not found");
    }

    [Fact]
    public async Task A_project_that_is_not_a_UUID_is_refused()
    {
        var response = await _api.GetAsync("/beta/files?project_id=mine");

        Public(LlamaFiles.SdkSource + ": UUIDs").ExpectLlamaRefusal(response, 422);
    }
}
