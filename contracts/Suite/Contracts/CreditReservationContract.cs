namespace Scopix.Contracts;

/// <summary>
/// The two credits that a direct upload of a video reserves. Only in this process, on a tenant with its own balance.
/// </summary>
public sealed class CreditReservationContract(Target target)
{
    private const string ReservationSource = "seed 001, Presigned & Multipart Upload: a 2-credit reservation that the worker reconciles";
    private const string RefundSource = "seed 001, Presigned & Multipart Upload: aborting refunds reserved credits";

    private readonly ApiClient _api = target.IsolatedTenant;

    [Fact]
    public async Task A_completed_video_reserves_two_credits_until_its_analysis_ends()
    {
        await EmulatorControl.PostAsync(_api, "credits", new { prepaid = 10 });
        await EmulatorControl.FreezeClockAsync(_api);
        var (uploads, clip) = (new DirectUploadDriver(target, _api), Samples.ReadMedia("clip.webm", "video/webm"));
        var upload = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(clip, ("upload_mode", "single_shot")));
        await uploads.PutAsync(upload, clip.Bytes);

        var announced = await GetPrepaidCreditsAsync();
        Documented(ReservationSource).ExpectStatus(202, await uploads.CompleteAsync(upload));
        var reserved = await GetPrepaidCreditsAsync();
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromHours(1));
        var settled = await GetPrepaidCreditsAsync();

        Assumed("nothing is reserved before the upload is completed").ExpectEqual(10, announced, "prepaid_credits before");
        Documented(ReservationSource).ExpectEqual(8, reserved, "prepaid_credits during the analysis");
        Assumed("a minute of video costs one credit").ExpectEqual(9, settled, "prepaid_credits after the analysis");
    }

    [Fact]
    public async Task Aborting_a_video_s_upload_refunds_its_two_credits()
    {
        await EmulatorControl.PostAsync(_api, "credits", new { prepaid = 10 });
        var uploads = new DirectUploadDriver(target, _api);
        var upload = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(6 << 20, ("upload_mode", "multipart")));

        Documented(DirectUploadDriver.Section).ExpectRefusal(await uploads.CompleteAsync(upload), 422);
        var reserved = await GetPrepaidCreditsAsync();
        Documented(RefundSource).ExpectStatus(200, await uploads.AbortAsync(upload));
        var refunded = await GetPrepaidCreditsAsync();

        Assumed("completing reserves credits, and an open upload keeps the reservation")
            .ExpectEqual(8, reserved, "prepaid_credits while the upload is open");
        Documented(RefundSource).ExpectEqual(10, refunded, "prepaid_credits after the abort");
    }

    private async Task<double> GetPrepaidCreditsAsync() =>
        (await _api.GetAsync("/files/quota-check?file_count=1")).Json.GetNumber("prepaid_credits");
}
