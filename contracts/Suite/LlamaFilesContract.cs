namespace Scopix.Contracts;

/// <summary>llama.files.create, retrieve, content and delete.</summary>
public sealed class LlamaFilesContract(Target target)
{
    private const string Nowhere = "dfl-00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Llama;

    public static TheoryData<string> Ids => [.. Operation.All.Where(o => o.Id.StartsWith("llama.", StringComparison.Ordinal)).Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_needs_a_key_of_its_own(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        var path = operation.Path["/api/v1".Length..].Replace("{file_id}", Nowhere, StringComparison.Ordinal);
        Task<Answer> Send(string? key) =>
            target.LlamaWithKey(key).SendAsync(new HttpMethod(operation.Method), path, operation.Method == "POST" ? Api.JsonBody("{}") : null);

        var (none, foreign) = (await Send(null), await Send("scopix_Emulator0localdevelopmentkey"));

        Public(LlamaFiles.Troubleshooting).RefusesLlama(none, 401);
        Public(LlamaFiles.Troubleshooting).RefusesLlama(foreign, 401);
        Assumed("run-llama/llamacloud-demo issue 45").RefusesLlama(none, 401, "Not authenticated");
        Assumed("a third party's note on keys without llx-").RefusesLlama(foreign, 401, "Invalid token format");
    }

    [Fact]
    public async Task An_upload_answers_the_file()
    {
        var answer = await target.CreateAsync(Samples.Text("inv é 見積.PDF"), ("external_file_id", "ext-1"), ("purpose", "parse"));

        Documented(LlamaFiles.Seed).Answers(200, answer);
        Fits("llama-file", answer);
        NamesEveryProperty("llama-file", answer.Json);
        Documented("seed 003, FileCreateResponse").Equal("inv é 見積.PDF", answer.Json.Text("name"), "name");
        Documented("seed 003, FileCreateResponse").Equal("parse", answer.Json.Text("purpose"), "purpose");
        Documented("seed 003, FileCreateResponse").Equal("ext-1", answer.Json.Text("external_file_id"), "external_file_id");
        Assumed("lower case, as the examples").Equal("pdf", answer.Json.Text("file_type"), "file_type");
        Assumed("files stay until they are deleted").That(answer.Json.IsNull("expires_at"), "expires_at is null");
    }

    [Theory]
    [InlineData("\"BOUND\"", "form-data; name=file; filename=\"=?utf-8?B?w6kudHh0?=\"; filename*=utf-8''%C3%A9.txt", "é.txt")]
    [InlineData("BOUND", "form-data; name=\"file\"; filename=\"say %22hi%22 é.txt\"", "say \"hi\" é.txt")]
    [InlineData("BOUND", "form-data; name=\"file\"; filename=\"dir/sub/name.md\"", "name.md")]
    public async Task A_form_is_read_however_a_client_writes_it(string boundary, string disposition, string name)
    {
        var body = $"--BOUND\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=purpose\r\n\r\nextract\r\n"
            + $"--BOUND\r\nContent-Type: application/octet-stream\r\nContent-Disposition: {disposition}\r\n\r\n{Samples.Mark(name)}\r\n--BOUND--\r\n";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");

        var answer = await target.CreateAsync(content);

        Public(LlamaFiles.Sdk).Answers(200, answer);
        Public(LlamaFiles.Sdk).Equal("extract", answer.Json.Text("purpose"), "purpose");
        Assumed("decoded as the client meant it, without folders").Equal(name, answer.Json.Text("name"), "name");
    }

    [Fact]
    public async Task Uploads_without_a_file_a_name_bytes_or_a_purpose_are_refused()
    {
        using var nameless = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file" }, { new StringContent("parse"), "purpose" } };

        var none = await target.CreateAsync(null, ("purpose", "parse"));
        var unnamed = await target.CreateAsync(nameless);
        var empty = await target.CreateAsync(Samples.Text() with { Bytes = [] }, ("purpose", "parse"));
        var purposeless = await target.CreateAsync(Samples.Text());
        var foreign = await target.CreateAsync(Samples.Text(), ("purpose", "no such purpose"));

        Public(LlamaFiles.Troubleshooting).RefusesLlama(none, 400, "file field is required for multipart requests.");
        Public(LlamaFiles.Troubleshooting).RefusesLlama(unnamed, 400, "File must have a filename.");
        Public(LlamaFiles.Troubleshooting).RefusesLlama(empty, 400, "Uploaded file is empty.");
        Assumed("FastAPI on a missing field").RefusesLlama(purposeless, 422);
        Assumed("the troubleshooting page puts bad enum values at 422").RefusesLlama(foreign, 422);
    }

    [Fact]
    public async Task A_file_can_be_retrieved_with_a_link_to_its_bytes()
    {
        var sample = Samples.Text();
        var created = await target.CreatedAsync(sample);
        var id = created.Text("id")!;

        var plain = await _api.GetAsync($"/beta/files/{id}?project_id=&organization_id=");
        var expanded = await _api.GetAsync($"/beta/files/{id}?expand=download_url");
        var bare = await _api.GetAsync($"/beta/files/{id["dfl-".Length..]}");

        Public(LlamaFiles.Sdk).Answers(200, plain);
        Fits("llama-file", plain);
        Public(LlamaFiles.Sdk).Equal(created.GetRawText(), plain.Json.GetRawText(), "the file");
        Assumed("the one field that can be expanded").Answers(200, expanded);
        Fits("llama-file", expanded);
        var bytes = await _api.GetAsync(expanded.Json.Text("download_url.url")!);
        Assumed("a bare GET").That(bytes.Bytes.SequenceEqual(sample.Bytes), $"download_url serves the bytes, was {bytes}");
        Assumed("File.id is declared as a UUID").Answers(200, bare);
    }

    [Fact]
    public async Task Content_answers_a_URL_that_serves_the_bytes_without_a_key()
    {
        var sample = Samples.Png();
        var id = (await target.CreatedAsync(sample)).Text("id")!;
        var before = DateTimeOffset.UtcNow;

        var answer = await _api.GetAsync($"/beta/files/{id}/content?expires_at_seconds=120");

        Documented(LlamaFiles.Seed).Answers(200, answer);
        Fits("llama-presigned-url", answer);
        var bytes = await _api.GetAsync(answer.Json.Text("url")!);
        Documented("seed 003, PresignedURL").That(bytes.Bytes.SequenceEqual(sample.Bytes), $"the URL serves the bytes, was {bytes}");
        Documented("seed 003, PresignedURL").That(answer.Json.IsNull("form_fields"), "form_fields are for uploads");
        var life = answer.Json.Time("expires_at") - before;
        Assumed("expires_at_seconds is a duration").That(life > TimeSpan.FromSeconds(60) && life < TimeSpan.FromSeconds(180), $"expires_at is in two minutes, was {life}");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("604801")]
    [InlineData("soon")]
    public async Task A_lifetime_out_of_its_bounds_is_refused(string seconds)
    {
        var answer = await _api.GetAsync($"/beta/files/{Nowhere}/content?expires_at_seconds={seconds}");

        Assumed("what S3 can sign").RefusesLlama(answer, 422);
    }

    [Fact]
    public async Task A_deleted_file_is_gone()
    {
        var id = (await target.CreatedAsync(Samples.Text())).Text("id")!;

        var answer = await _api.DeleteAsync($"/beta/files/{id}");

        Public("OpenAPI file in npm @llamaindex/cloud 4.1.3").Answers(204, answer);
        Public("OpenAPI file in npm @llamaindex/cloud 4.1.3").Equal("", answer.Body, "the body");
        Public(LlamaFiles.Troubleshooting).RefusesLlama(await _api.GetAsync($"/beta/files/{id}"), 404);
        Public(LlamaFiles.Troubleshooting).RefusesLlama(await _api.GetAsync($"/beta/files/{id}/content"), 404);
        Assumed("run-llama's own fake").RefusesLlama(await _api.DeleteAsync($"/beta/files/{id}"), 404, "File not found");
    }

    [Theory]
    [InlineData(Nowhere)]
    [InlineData("no-id")]
    [InlineData("a%2Fb%20c")]
    public async Task An_unknown_id_is_404_whatever_it_looks_like(string id)
    {
        var answer = await _api.GetAsync($"/beta/files/{id}");

        Public(LlamaFiles.Troubleshooting).RefusesLlama(answer, 404);
        Assumed("run-llama's own fake").RefusesLlama(answer, 404, "File not found");
    }

    [Fact]
    public async Task A_project_that_is_no_UUID_is_refused()
    {
        var answer = await _api.GetAsync("/beta/files?project_id=mine");

        Public(LlamaFiles.Sdk + ": UUIDs").RefusesLlama(answer, 422);
    }
}
