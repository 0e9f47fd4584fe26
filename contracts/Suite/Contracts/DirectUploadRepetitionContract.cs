using static Scopix.Contracts.Runner.DirectUploadDriver;

namespace Scopix.Contracts;

/// <summary>Requests for a direct upload that are sent twice at the same time.</summary>
public sealed class DirectUploadRepetitionContract(Target target)
{
    private const string Repeated = "a client whose first request seems lost sends it again";

    private readonly ApiClient _api = target.Api;
    private readonly DirectUploadDriver _uploads = new(target);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_completions_at_the_same_time_give_one_file(bool withKey)
    {
        var (sample, key) = (Samples.CreatePng(), withKey ? Samples.CreateMarker("key") : null);
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(sample, ("upload_mode", "single_shot")));
        await _uploads.PutAsync(upload, sample.Bytes);

        var both = await Task.WhenAll(_uploads.CompleteAsync(upload, key), _uploads.CompleteAsync(upload, key));
        var state = await _uploads.GetStateAsync(upload);
        var found = await _api.PostAsync("/files/check-duplicates", new { hashes = new[] { sample.Hash } });

        foreach (var response in both) Assumed(Repeated).ExpectStatus(202, response);
        Assumed(Repeated).ExpectEqual(both[0].Json.GetText("file_id"), both[1].Json.GetText("file_id"), "file_id");
        Assumed(Repeated).ExpectEqual(both[0].Json.GetText("deduplicated"), both[1].Json.GetText("deduplicated"), "deduplicated");
        Documented(Section).ExpectEqual("COMPLETED", state.GetText("status"), "status");
        Documented("seed 001, Duplicate Detection").ExpectSequence([sample.Hash], found.Json.GetArray("duplicates")
            .Select(hash => hash.GetString()), "duplicates");
        Documented(Section).ExpectStatus(200, await _api.GetAsync($"/files/{both[1].Json.GetText("file_id")}"));
    }

    [Fact]
    public async Task Two_intents_with_the_same_key_at_the_same_time_are_one()
    {
        var (intent, key) = (CreateIntent(Samples.CreatePng()), Samples.CreateMarker("key"));

        var both = await Task.WhenAll(_uploads.CreateAsync(intent, key), _uploads.CreateAsync(intent, key));

        foreach (var response in both) Assumed(Repeated).ExpectStatus(201, response);
        Assumed(Repeated).ExpectEqual(both[0].Json.GetText("upload_id"), both[1].Json.GetText("upload_id"), "upload_id");
    }
}
