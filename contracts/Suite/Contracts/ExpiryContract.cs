namespace Scopix.Contracts;

/// <summary>URLs and intents expire when the documents say, and not earlier.</summary>
public sealed class ExpiryContract(Target target)
{
    private readonly ApiClient _api = target.IsolatedWhenPossible;

    [Theory]
    [InlineData("download", 300, "seed 001, File Listing & Retrieval")]
    [InlineData("variant/original", 3600, "seed 001, Image Operations")]
    public async Task A_link_to_a_file_expires(string view, int seconds, string source)
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        await _api.WaitUntilProcessedAsync(id);
        var link = (await _api.GetAsync($"/files/{id}/{view}")).Location!.ToString();

        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromSeconds(seconds - 30));
        var early = await target.Anonymous.GetAsync(link);
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromSeconds(35));
        var late = await target.Anonymous.GetAsync(link);
        var fresh = (await _api.GetAsync($"/files/{id}/{view}")).Location!.ToString();

        Documented(source).ExpectStatus(200, early);
        Documented(source).ExpectStatus(403, late);
        Documented(source).ExpectStatus(200, await target.Anonymous.GetAsync(fresh));
    }

    [Fact]
    public async Task A_data_export_expires_after_an_hour()
    {
        Target.RequireWriteAccess();
        var accepted = await _api.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 1 });
        var done = await _api
            .PollUntilAsync($"/data/export/{accepted.Json.GetText("export_id")}", a => a.Json.GetText("status") is "completed");
        var link = done.Json.GetText("download_url")!;

        var early = await target.Anonymous.GetAsync(link);
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromSeconds(3605));
        var late = await target.Anonymous.GetAsync(link);

        Documented("seed 004, Data Export").ExpectStatus(200, early);
        Documented("seed 004, Data Export").ExpectStatus(403, late);
    }

    [Fact]
    public async Task An_intent_its_URL_and_its_completion_expire_after_ten_minutes()
    {
        var (uploads, sample) = (new DirectUploadDriver(target, _api), Samples.CreatePng());
        var upload = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(sample, ("upload_mode", "single_shot")));

        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromSeconds(605));
        var put = await uploads.PutAsync(upload, sample.Bytes);
        var complete = await uploads.CompleteAsync(upload);

        Documented($"{DirectUploadDriver.Section}, expires_at").ExpectStatus(403, put);
        Assumed("an intent that is over cannot be completed").ExpectRefusal(complete, 409, code: "HTTP_409");
        Assumed("no other documented status fits").ExpectEqual("FAILED", (await uploads.GetStateAsync(upload)).GetText("status"), "status");
    }

    [Fact]
    public async Task The_URLs_and_the_confirmation_of_a_part_expire()
    {
        var (uploads, sample) = (new DirectUploadDriver(target, _api), DirectUploadDriver.CreateLongText());
        var upload = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateMultipartIntent(sample));
        var etag = await uploads.PutPartAsync(upload, sample, 2);
        var retry = await uploads.RetryAsync(upload, 1);

        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromHours(2));
        var put = await uploads.PutAsync(DirectUploadDriver.GetPartUrl(upload, 1), DirectUploadDriver.GetPartBytes(sample, 1));
        var afterRetry = await uploads.PutAsync(retry.Json.GetText("url")!, DirectUploadDriver.GetPartBytes(sample, 1));
        var confirm = await uploads.ConfirmAsync(upload, 2, etag, DirectUploadDriver.GetPartBytes(sample, 2).Length);

        Documented($"{DirectUploadDriver.Section}, expires_at").ExpectStatus(403, put);
        Documented($"{DirectUploadDriver.Section}, expires_at").ExpectStatus(403, afterRetry);
        Assumed("an intent that is over takes no parts").ExpectRefusal(confirm, 409, code: "HTTP_409");
    }
}
