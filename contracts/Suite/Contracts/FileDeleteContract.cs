namespace Scopix.Contracts;

/// <summary>files.delete and files.batch_delete.</summary>
public sealed class FileDeleteContract(Target target)
{
    private const string Section = "seed 001, File Updates & Deletion";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task A_deleted_file_is_not_found_anywhere()
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng());

        var response = await _api.DeleteAsync($"/files/{id}");

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("delete-file-answer", response);
        Documented(Section).ExpectEqual(id, response.Json.GetText("id"), "id");
        Documented(Section).ExpectEqual("File deleted successfully", response.Json.GetText("message"), "message");
        var list = await _api.GetAsync($"/files?ids={id}");
        Documented(Section).ExpectEqual(0, list.Json.GetNumber("total_count"), "files in the list");
        foreach (var path in new[] { $"/files/{id}", $"/files/{id[..8]}", $"/files/{id}/download", $"/files/uploads-status/{id}" })
            Assumed("a deleted file is as if it were not there").ExpectRefusal(await _api.GetAsync(path), 404, code: "HTTP_404");
        Assumed("a file is deleted once").ExpectRefusal(await _api.DeleteAsync($"/files/{id}"), 404, code: "HTTP_404");
        Assumed("a deleted file cannot be changed").ExpectRefusal(await _api.PatchAsync($"/files/{id}", "{}"), 404, code: "HTTP_404");
    }

    [Fact]
    public async Task An_unknown_file_cannot_be_deleted()
    {
        var response = await _api.DeleteAsync($"/files/{Samples.UnknownId}");

        Public("Error Codes Reference: 404 missing or not yours").ExpectRefusal(response, 404, code: "HTTP_404");
    }

    [Fact]
    public async Task A_batch_deletes_existing_files_and_reports_missing_ones()
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng());

        var response = await BatchAsync(id, Samples.UnknownId);

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("batch-delete-answer", response);
        Documented(Section).ExpectSequence([id], response.Json.GetTexts("deleted", "id"), "deleted");
        Documented(Section).ExpectSequence([Samples.UnknownId], response.Json.GetTexts("failed", "id"), "failed");
        Documented(Section)
            .ExpectSequence(["File not found"], response.Json.GetTexts("failed", "message"), "the message of the failed one");
        Documented(Section).ExpectEqual(2, response.Json.GetNumber("summary.total"), "summary.total");
        foreach (var part in new[] { "deleted", "skipped", "failed" })
            Documented(Section)
                .ExpectEqual(response.Json.GetArray(part).Count, response.Json.GetNumber($"summary.{part}"), $"summary.{part}");
        Documented(Section).ExpectStatus(404, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task Every_file_of_a_batch_is_reported_once()
    {
        string[] ids = [await UploadAndWaitAsync(Samples.CreatePng("a.png")), await UploadAndWaitAsync(Samples.CreateText()),
            await UploadAndWaitAsync(Samples.CreatePng("c.png"))];

        var response = await BatchAsync(ids);

        var reported = new[] { "deleted", "skipped", "failed" }.SelectMany(part => response.Json.GetTexts(part, "id"));
        Documented(Section).ExpectSequence(ids.Order(), reported.Order(), "ids reported");
        Documented(Section).ExpectSequence(ids.Order(), response.Json.GetTexts("deleted", "id").Order(), "ids deleted");
    }

    [Fact]
    public async Task A_batch_has_1_to_100_unique_ids()
    {
        var maximum = await BatchAsync(CreateIds(100));
        var none = await BatchAsync();
        var beyond = await BatchAsync(CreateIds(101));
        var twice = await BatchAsync(Samples.UnknownId, Samples.UnknownId);

        Documented(Section).ExpectStatus(200, maximum);
        Documented(Section).ExpectEqual(100, maximum.Json.GetNumber("summary.failed"), "summary.failed");
        Documented(Section).ExpectRefusal(none, 422, "file_ids");
        Documented(Section).ExpectRefusal(beyond, 422, "file_ids");
        Documented(Section).ExpectRefusal(twice, 422, "file_ids");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"file_ids":null}""")]
    [InlineData("""{"file_ids":"550e8400-e29b-41d4-a716-446655440000"}""")]
    [InlineData("""{"file_ids":["not-a-uuid"]}""")]
    [InlineData("""{"file_ids":[7]}""")]
    public async Task A_batch_of_anything_else_is_refused(string json)
    {
        var response = await _api.SendAsync(HttpMethod.Post, "/files/batch-delete", ApiClient.CreateJsonContent(json));

        Documented(Section).ExpectRefusal(response, 422, "file_ids");
    }

    private async Task<string> UploadAndWaitAsync(SampleFile sample)
    {
        var id = await _api.UploadAndGetIdAsync(sample);
        await _api.WaitUntilProcessedAsync(id);
        return id;
    }

    private Task<ApiResponse> BatchAsync(params string[] ids) => _api.PostAsync("/files/batch-delete", new { file_ids = ids });

    private static string[] CreateIds(int ids) => [.. Enumerable.Range(1, ids).Select(i => $"00000000-0000-4000-8000-{i:x12}")];
}
