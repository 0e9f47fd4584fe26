namespace Scopix.Contracts;

/// <summary>files.upload_batch.</summary>
public sealed class BatchContract(Target target)
{
    private const string Section = "seed 001, Streaming Upload";
    private const string OlderSource = "uploads reference of March 2026";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task A_batch_of_three_files_has_immediate_results()
    {
        var samples = CreateThreeSamples();

        var response = await _api.UploadBatchAsync(samples, ("tags", "batch,site"));

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-batch-answer", response);
        Documented(Section).ExpectEqual(3, response.Json.GetNumber("total_files"), "total_files");
        Documented(Section).ExpectEqual(3, response.Json.GetNumber("accepted_files"), "accepted_files");
        Documented(Section).ExpectEqual(0, response.Json.GetNumber("rejected_files"), "rejected_files");
        Documented(Section).Expect(response.Json.IsNull("rejections"), "nothing is rejected");
        var names = response.Json.GetTexts("immediate_results", "filename");
        Documented(Section).ExpectSequence(samples.Select(s => s.Name), names, "immediate_results");
        var session = response.Json.GetText("session_id");
        Documented(Section).ExpectEqual($"/api/v2/files/sessions/{session}/status", response.Json.GetText("status_url"), "status_url");
        Documented(Section).ExpectEqual($"batch.{session}", response.Json.GetText("websocket_channel"), "websocket_channel");
        foreach (var id in response.Json.GetTexts("immediate_results", "file_id"))
        {
            var tags = (await _api.GetAsync($"/files/{id}")).Json.GetArray("tags").Select(t => t.GetString());
            Documented(Section).ExpectSequence([ApiClient.TestTag, "batch", "site"], tags, "the tags of every file");
        }
    }

    [Fact]
    public async Task A_larger_batch_returns_before_it_is_processed()
    {
        var response = await _api.UploadBatchAsync(Enumerable.Range(1, 6).Select(i => Samples.CreatePng($"{i}.png")));

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-batch-answer", response);
        Public(OlderSource + ": at most five files are answered at once")
            .Expect(response.Json.IsNull("immediate_results"), "immediate_results is null");
        Assumed("larger batches are polled").ExpectEqual("processing", response.Json.GetText("status"), "status");
    }

    [Fact]
    public async Task One_bad_file_is_rejected_and_the_others_are_accepted()
    {
        var response = await _api.UploadBatchAsync([Samples.CreatePng(), Samples.CreateScript(), Samples.CreateText()]);

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-batch-answer", response);
        Documented(Section).ExpectEqual("partial", response.Json.GetText("status"), "status");
        Documented(Section).ExpectEqual(2, response.Json.GetNumber("accepted_files"), "accepted_files");
        Documented(Section).ExpectEqual(1, response.Json.GetNumber("rejected_files"), "rejected_files");
        Documented(Section).ExpectEqual(1, response.Json.GetArray("rejections").Count, "rejections");
        var rejection = response.Json.GetArray("rejections")[0];
        Public(OlderSource).ExpectEqual("script.sh", rejection.GetText("filename"), "filename");
        Public(OlderSource).ExpectEqual(1, rejection.GetNumber("index"), "index");
        Public(OlderSource).Expect(!rejection.GetFlag("retryable"), "a script is refused whatever its name");
    }

    [Fact]
    public async Task A_batch_of_nothing_but_bad_files_is_rejected()
    {
        var response = await _api.UploadBatchAsync([Samples.CreateScript(), Samples.CreateExecutable()]);

        Assumed("the 201 response has a status for this case").ExpectStatus(201, response);
        Documented(Section).ExpectEqual("rejected", response.Json.GetText("status"), "status");
        Documented(Section).ExpectEqual(0, response.Json.GetNumber("accepted_files"), "accepted_files");
        Documented(Section).ExpectEqual(2, response.Json.GetArray("rejections").Count, "rejections");
    }

    [Fact]
    public async Task A_file_over_100_MB_is_rejected_and_the_others_are_accepted()
    {
        if (Target.IsLive && !Target.IsSlow) Target.Skip("sends 106 MiB; set SCOPIX_CONTRACT_SLOW=1 to allow it");

        var response = await _api.UploadBatchAsync([Samples.CreatePng("big.png", padding: 106 << 20), Samples.CreatePng("small.png")]);

        Documented(Section + ": each file is capped at 100 MB").Expect(
            response.Status == 413 || (response.Status == 201 && response.Json.GetNumber("rejected_files") == 1),
            $"it is not taken, was {response}");
        Assumed("rejected like any other bad file").ExpectStatus(201, response);
        if (response.Status != 201) return;
        ExpectSchema("upload-batch-answer", response);
        Documented(Section).ExpectSequence(["big.png"], response.Json.GetTexts("rejections", "filename"), "rejections");
        Documented(Section).ExpectEqual(1, response.Json.GetNumber("accepted_files"), "accepted_files");
    }

    [Theory]
    [InlineData("FREE", 10)]
    [InlineData("STARTER", 50)]
    [InlineData("PROFESSIONAL", 100)]
    [InlineData("ENTERPRISE", 200)]
    public async Task A_batch_has_at_most_as_many_files_as_its_plan_allows(string tier, int files)
    {
        var api = await target.GetWithTierLimitsAsync(tier);

        var quota = await api.GetAsync("/files/quota-check?file_count=1");
        var atLimit = await api.UploadBatchAsync(Enumerable.Repeat(Samples.CreatePng(), files), ("skip_duplicates", "true"));
        var beyond = await api.UploadBatchAsync(Enumerable.Repeat(Samples.CreatePng(), files + 1), ("skip_duplicates", "true"));

        Documented("seed 002, QuotaInfo: tier-dependent").ExpectEqual(files, quota.Json.GetNumber("max_batch_size"), "max_batch_size");
        Documented(Section).ExpectStatus(201, atLimit);
        Documented(Section).ExpectEqual(files, atLimit.Json.GetNumber("total_files"), "total_files");
        Documented(Section).ExpectRefusal(beyond, 422, "files");
    }

    [Fact]
    public async Task A_known_file_is_skipped_on_request()
    {
        var known = await _api.UploadAndGetIdAsync(Samples.CreatePng("known.png"));

        var response =
            await _api.UploadBatchAsync([Samples.CreatePng("known.png"), Samples.CreatePng("new.png")], ("skip_duplicates", "true"));

        ExpectSchema("upload-batch-answer", response);
        Documented(Section).ExpectEqual(2, response.Json.GetArray("immediate_results").Count, "immediate_results");
        var skipped = response.Json.GetArray("immediate_results")[0];
        Documented(Section).ExpectEqual("skipped", skipped.GetText("status"), "status");
        Documented(Section).Expect(skipped.GetFlag("skipped"), "skipped is true");
        Documented(Section).ExpectEqual(known, skipped.GetText("existing_file_id"), "existing_file_id");
        Documented(Section).Expect(!response.Json.GetArray("immediate_results")[1].GetFlag("skipped"), "the new file is not skipped");
    }

    [Fact]
    public async Task The_same_file_twice_in_one_batch_is_stored_once_on_request()
    {
        var response = await _api.UploadBatchAsync([Samples.CreatePng(), Samples.CreatePng()], ("skip_duplicates", "true"));

        var flags = response.Json.GetArray("immediate_results").Select(r => r.GetFlag("skipped"));
        Assumed("files are taken in order").ExpectSequence([false, true], flags, "skipped");
    }

    [Fact]
    public async Task A_batch_needs_files()
    {
        var response = await _api.UploadBatchAsync([]);

        Documented(Section).ExpectRefusal(response, 422, "files");
    }

    [Theory]
    [InlineData("content_category", "no_such_category")]
    [InlineData("compliance_type", "no_such_type")]
    public async Task A_field_with_an_unknown_value_refuses_the_whole_batch(string field, string value)
    {
        var response = await _api.UploadBatchAsync([Samples.CreatePng()], (field, value));

        Assumed($"seed 001 lists what {field} may be").ExpectRefusal(response, 422, field);
    }

    private static SampleFile[] CreateThreeSamples() =>
        [Samples.CreatePng("photo1.png"), Samples.CreatePng("photo2.png"), Samples.CreatePng("photo3.png")];
}
