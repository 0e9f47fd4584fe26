namespace Scopix.Contracts;

/// <summary>files.upload_batch.</summary>
public sealed class BatchContract(Target target)
{
    private const string Section = "seed 001, Streaming Upload";
    private const string Memory = "uploads reference of March 2026";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task Three_files_are_taken_and_answered_at_once()
    {
        var samples = Three();

        var answer = await _api.UploadBatchAsync(samples, ("tags", "batch,site"));

        Documented(Section).Answers(201, answer);
        Fits("upload-batch-answer", answer);
        Documented(Section).Equal(3, answer.Json.Number("total_files"), "total_files");
        Documented(Section).Equal(3, answer.Json.Number("accepted_files"), "accepted_files");
        Documented(Section).Equal(0, answer.Json.Number("rejected_files"), "rejected_files");
        Documented(Section).That(answer.Json.IsNull("rejections"), "nothing is rejected");
        var names = answer.Json.Each("immediate_results", "filename");
        Documented(Section).Sequence(samples.Select(s => s.Name), names, "immediate_results");
        var session = answer.Json.Text("session_id");
        Documented(Section).Equal($"/api/v2/files/sessions/{session}/status", answer.Json.Text("status_url"), "status_url");
        Documented(Section).Equal($"batch.{session}", answer.Json.Text("websocket_channel"), "websocket_channel");
        foreach (var id in answer.Json.Each("immediate_results", "file_id"))
        {
            var tags = (await _api.GetAsync($"/files/{id}")).Json.List("tags").Select(t => t.GetString());
            Documented(Section).Sequence([Api.Tag, "batch", "site"], tags, "the tags of every file");
        }
    }

    [Fact]
    public async Task A_larger_batch_is_answered_before_it_is_done()
    {
        var answer = await _api.UploadBatchAsync(Enumerable.Range(1, 6).Select(i => Samples.Png($"{i}.png")));

        Documented(Section).Answers(201, answer);
        Fits("upload-batch-answer", answer);
        Public(Memory + ": at most five files are answered at once")
            .That(answer.Json.IsNull("immediate_results"), "immediate_results is null");
        Assumed("larger batches are polled").Equal("processing", answer.Json.Text("status"), "status");
    }

    [Fact]
    public async Task One_bad_file_is_rejected_and_does_not_sink_the_others()
    {
        var answer = await _api.UploadBatchAsync([Samples.Png(), Samples.Script(), Samples.Text()]);

        Documented(Section).Answers(201, answer);
        Fits("upload-batch-answer", answer);
        Documented(Section).Equal("partial", answer.Json.Text("status"), "status");
        Documented(Section).Equal(2, answer.Json.Number("accepted_files"), "accepted_files");
        Documented(Section).Equal(1, answer.Json.Number("rejected_files"), "rejected_files");
        Documented(Section).Equal(1, answer.Json.List("rejections").Count, "rejections");
        var rejection = answer.Json.List("rejections")[0];
        Public(Memory).Equal("script.sh", rejection.Text("filename"), "filename");
        Public(Memory).Equal(1, rejection.Number("index"), "index");
        Public(Memory).That(!rejection.Flag("retryable"), "a script stays a script");
    }

    [Fact]
    public async Task A_batch_of_nothing_but_bad_files_is_rejected()
    {
        var answer = await _api.UploadBatchAsync([Samples.Script(), Samples.Executable()]);

        Assumed("a status of the 201 answer says so").Answers(201, answer);
        Documented(Section).Equal("rejected", answer.Json.Text("status"), "status");
        Documented(Section).Equal(0, answer.Json.Number("accepted_files"), "accepted_files");
        Documented(Section).Equal(2, answer.Json.List("rejections").Count, "rejections");
    }

    [Fact]
    public async Task A_file_over_100_MB_is_rejected_and_does_not_sink_the_others()
    {
        if (Target.IsLive && !Target.IsSlow) Target.Skip("sends 106 MiB; set SCOPIX_CONTRACT_SLOW=1 to allow it");

        var answer = await _api.UploadBatchAsync([Samples.Png("big.png", padding: 106 << 20), Samples.Png("small.png")]);

        Documented(Section + ": each file is capped at 100 MB").That(
            answer.Status == 413 || (answer.Status == 201 && answer.Json.Number("rejected_files") == 1), $"it is not taken: {answer}");
        Assumed("as any bad file").Answers(201, answer);
        if (answer.Status != 201) return;
        Fits("upload-batch-answer", answer);
        Documented(Section).Sequence(["big.png"], answer.Json.Each("rejections", "filename"), "rejections");
        Documented(Section).Equal(1, answer.Json.Number("accepted_files"), "accepted_files");
    }

    [Theory]
    [InlineData("FREE", 10)]
    [InlineData("STARTER", 50)]
    [InlineData("PROFESSIONAL", 100)]
    [InlineData("ENTERPRISE", 200)]
    public async Task A_batch_has_as_many_files_as_its_plan_allows(string tier, int files)
    {
        var api = await target.LimitedAsync(tier);

        var quota = await api.GetAsync("/files/quota-check?file_count=1");
        var most = await api.UploadBatchAsync(Enumerable.Repeat(Samples.Png(), files), ("skip_duplicates", "true"));
        var beyond = await api.UploadBatchAsync(Enumerable.Repeat(Samples.Png(), files + 1), ("skip_duplicates", "true"));

        Documented("seed 002, QuotaInfo: tier-dependent").Equal(files, quota.Json.Number("max_batch_size"), "max_batch_size");
        Documented(Section).Answers(201, most);
        Documented(Section).Equal(files, most.Json.Number("total_files"), "total_files");
        Documented(Section).Refuses(beyond, 422, "files");
    }

    [Fact]
    public async Task A_known_file_is_skipped_when_asked()
    {
        var known = await _api.UploadedAsync(Samples.Png("known.png"));

        var answer = await _api.UploadBatchAsync([Samples.Png("known.png"), Samples.Png("new.png")], ("skip_duplicates", "true"));

        Fits("upload-batch-answer", answer);
        Documented(Section).Equal(2, answer.Json.List("immediate_results").Count, "immediate_results");
        var skipped = answer.Json.List("immediate_results")[0];
        Documented(Section).Equal("skipped", skipped.Text("status"), "status");
        Documented(Section).That(skipped.Flag("skipped"), "skipped is true");
        Documented(Section).Equal(known, skipped.Text("existing_file_id"), "existing_file_id");
        Documented(Section).That(!answer.Json.List("immediate_results")[1].Flag("skipped"), "the new file is not skipped");
    }

    [Fact]
    public async Task The_same_file_twice_in_one_batch_is_stored_once_when_asked()
    {
        var answer = await _api.UploadBatchAsync([Samples.Png(), Samples.Png()], ("skip_duplicates", "true"));

        var flags = answer.Json.List("immediate_results").Select(r => r.Flag("skipped"));
        Assumed("files are taken in order").Sequence([false, true], flags, "skipped");
    }

    [Fact]
    public async Task A_batch_needs_files()
    {
        var answer = await _api.UploadBatchAsync([]);

        Documented(Section).Refuses(answer, 422, "files");
    }

    [Theory]
    [InlineData("content_category", "no_such_category")]
    [InlineData("compliance_type", "no_such_type")]
    public async Task A_field_with_an_unknown_value_refuses_the_whole_batch(string field, string value)
    {
        var answer = await _api.UploadBatchAsync([Samples.Png()], (field, value));

        Assumed($"seed 001 lists what {field} may be").Refuses(answer, 422, field);
    }

    private static Sample[] Three() => [Samples.Png("photo1.png"), Samples.Png("photo2.png"), Samples.Png("photo3.png")];
}
