namespace Scopix.Contracts;

/// <summary>files.delete and files.batch_delete.</summary>
public sealed class FileDeleteContract(Target target)
{
    private const string Section = "seed 001, File Updates & Deletion";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task A_deleted_file_is_gone_everywhere()
    {
        var id = await DoneAsync(Samples.Png());

        var answer = await _api.DeleteAsync($"/files/{id}");

        Documented(Section).Answers(200, answer);
        Fits("delete-file-answer", answer);
        Documented(Section).Equal(id, answer.Json.Text("id"), "id");
        Documented(Section).Equal("File deleted successfully", answer.Json.Text("message"), "message");
        var list = await _api.GetAsync($"/files?ids={id}");
        Documented(Section).Equal(0, list.Json.Number("total_count"), "files in the list");
        foreach (var path in new[] { $"/files/{id}", $"/files/{id[..8]}", $"/files/{id}/download", $"/files/uploads-status/{id}" })
            Assumed("a deleted file is as if it were not there").Refuses(await _api.GetAsync(path), 404, code: "HTTP_404");
        Assumed("a file is deleted once").Refuses(await _api.DeleteAsync($"/files/{id}"), 404, code: "HTTP_404");
        Assumed("a deleted file cannot be changed").Refuses(await _api.PatchAsync($"/files/{id}", "{}"), 404, code: "HTTP_404");
    }

    [Fact]
    public async Task An_unknown_file_cannot_be_deleted()
    {
        var answer = await _api.DeleteAsync($"/files/{Nowhere}");

        Public("Error Codes Reference: 404 missing or not yours").Refuses(answer, 404, code: "HTTP_404");
    }

    [Fact]
    public async Task A_batch_deletes_what_is_there_and_reports_what_is_not()
    {
        var id = await DoneAsync(Samples.Png());

        var answer = await BatchAsync(id, Nowhere);

        Documented(Section).Answers(200, answer);
        Fits("batch-delete-answer", answer);
        Documented(Section).Sequence([id], answer.Json.Each("deleted", "id"), "deleted");
        Documented(Section).Sequence([Nowhere], answer.Json.Each("failed", "id"), "failed");
        Documented(Section).Sequence(["File not found"], answer.Json.Each("failed", "message"), "the message of the failed one");
        Documented(Section).Equal(2, answer.Json.Number("summary.total"), "summary.total");
        foreach (var part in new[] { "deleted", "skipped", "failed" })
            Documented(Section).Equal(answer.Json.List(part).Count, answer.Json.Number($"summary.{part}"), $"summary.{part}");
        Documented(Section).Answers(404, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task Every_file_of_a_batch_is_reported_once()
    {
        string[] ids = [await DoneAsync(Samples.Png("a.png")), await DoneAsync(Samples.Text()), await DoneAsync(Samples.Png("c.png"))];

        var answer = await BatchAsync(ids);

        var reported = new[] { "deleted", "skipped", "failed" }.SelectMany(part => answer.Json.Each(part, "id"));
        Documented(Section).Sequence(ids.Order(), reported.Order(), "ids reported");
        Documented(Section).Sequence(ids.Order(), answer.Json.Each("deleted", "id").Order(), "ids deleted");
    }

    [Fact]
    public async Task A_batch_has_1_to_100_unique_ids()
    {
        var most = await BatchAsync(Many(100));
        var none = await BatchAsync();
        var beyond = await BatchAsync(Many(101));
        var twice = await BatchAsync(Nowhere, Nowhere);

        Documented(Section).Answers(200, most);
        Documented(Section).Equal(100, most.Json.Number("summary.failed"), "summary.failed");
        Documented(Section).Refuses(none, 422, "file_ids");
        Documented(Section).Refuses(beyond, 422, "file_ids");
        Documented(Section).Refuses(twice, 422, "file_ids");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"file_ids":null}""")]
    [InlineData("""{"file_ids":"550e8400-e29b-41d4-a716-446655440000"}""")]
    [InlineData("""{"file_ids":["not-a-uuid"]}""")]
    [InlineData("""{"file_ids":[7]}""")]
    public async Task A_batch_of_anything_else_is_refused(string json)
    {
        var answer = await _api.SendAsync(HttpMethod.Post, "/files/batch-delete", Api.JsonBody(json));

        Documented(Section).Refuses(answer, 422, "file_ids");
    }

    private async Task<string> DoneAsync(Sample sample)
    {
        var id = await _api.UploadedAsync(sample);
        await _api.DoneAsync(id);
        return id;
    }

    private Task<Answer> BatchAsync(params string[] ids) => _api.PostAsync("/files/batch-delete", new { file_ids = ids });

    private static string[] Many(int ids) => [.. Enumerable.Range(1, ids).Select(i => $"00000000-0000-4000-8000-{i:x12}")];
}
