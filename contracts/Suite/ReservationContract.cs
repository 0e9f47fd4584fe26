namespace Scopix.Contracts;

/// <summary>The two credits that a video's direct upload reserves, with a balance of its own: in process only.</summary>
public sealed class ReservationContract(Target target)
{
    private const string Reserves = "seed 001, Presigned & Multipart Upload: a 2-credit reservation that the worker reconciles";
    private const string Refunds = "seed 001, Presigned & Multipart Upload: aborting refunds reserved credits";

    private readonly Api _api = target.Alone;

    [Fact]
    public async Task A_completed_video_holds_two_credits_until_its_analysis_is_over()
    {
        await Target.ControlAsync(_api, "credits", new { prepaid = 10 });
        await Target.StopTimeAsync(_api);
        var (uploads, clip) = (new DirectUploads(target, _api), Samples.Media("clip.webm", "video/webm"));
        var upload = await uploads.CreatedAsync(DirectUploads.Intent(clip, ("upload_mode", "single_shot")));
        await uploads.PutAsync(upload, clip.Bytes);

        var announced = await PrepaidAsync();
        Documented(Reserves).Answers(202, await uploads.CompleteAsync(upload));
        var reserved = await PrepaidAsync();
        await Target.PassAsync(_api, TimeSpan.FromHours(1));
        var settled = await PrepaidAsync();

        Assumed("nothing is reserved before the upload is completed").Equal(10, announced, "prepaid_credits before");
        Documented(Reserves).Equal(8, reserved, "prepaid_credits while it is analysed");
        Assumed("a minute of video costs one credit").Equal(9, settled, "prepaid_credits afterwards");
    }

    [Fact]
    public async Task Aborting_a_video_s_upload_gives_its_two_credits_back()
    {
        await Target.ControlAsync(_api, "credits", new { prepaid = 10 });
        var uploads = new DirectUploads(target, _api);
        var upload = await uploads.CreatedAsync(DirectUploads.Intent(6 << 20, ("upload_mode", "multipart")));

        Documented(DirectUploads.Section).Refuses(await uploads.CompleteAsync(upload), 422);
        var reserved = await PrepaidAsync();
        Documented(Refunds).Answers(200, await uploads.AbortAsync(upload));
        var refunded = await PrepaidAsync();

        Assumed("completing reserves, an upload that is still open keeps it").Equal(8, reserved, "prepaid_credits while it is open");
        Documented(Refunds).Equal(10, refunded, "prepaid_credits after the abort");
    }

    private async Task<double> PrepaidAsync() => (await _api.GetAsync("/files/quota-check?file_count=1")).Json.Number("prepaid_credits");
}
