namespace Scopix.Contracts;

/// <summary>
/// Sessions of direct uploads: <c>presigned</c> is a documented filter; that an upload is a session of one file, with its own id, is
/// assumed.
/// </summary>
public sealed class PresignedSessionsContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";
    private const string Assumption = "a direct upload is a session of one file, with the upload's id";

    [Fact]
    public async Task The_filter_of_presigned_sessions_finds_a_direct_upload_and_nothing_else()
    {
        var (api, uploads) = (target.Api, new DirectUploadDriver(target));
        var upload = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(Samples.CreatePng()));

        var page = await api.GetAsync("/files/sessions?upload_method=presigned&limit=100");

        Documented(Section).ExpectStatus(200, page);
        ExpectSchema("session-list", page);
        Documented(Section).Expect(page.Json.GetTexts("items", "upload_method").All(m => m == "presigned"), "every session is presigned");
        Assumed(Assumption)
            .Expect(page.Json.GetTexts("items", "session_id").Contains(upload.GetText("upload_id")), "the upload is listed");
    }

    [Fact]
    public async Task A_direct_upload_is_pending_then_uploading_then_processing_then_completed()
    {
        var (isolatedTenant, sample) = (target.IsolatedTenant, Samples.CreatePng());
        await EmulatorControl.FreezeClockAsync(isolatedTenant);
        var uploads = new DirectUploadDriver(target, isolatedTenant);
        var upload = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(sample, ("upload_mode", "single_shot")));

        var statuses = new List<string?> { await GetStatusAsync(isolatedTenant, upload) };
        await uploads.PutAsync(upload, sample.Bytes);
        statuses.Add(await GetStatusAsync(isolatedTenant, upload));
        var file = (await uploads.CompleteAsync(upload)).Json.GetText("file_id");
        statuses.Add(await GetStatusAsync(isolatedTenant, upload));
        await EmulatorControl.AdvanceClockAsync(isolatedTenant, TimeSpan.FromMinutes(10));
        statuses.Add(await GetStatusAsync(isolatedTenant, upload));

        Assumed(Assumption).ExpectSequence(["pending", "uploading", "processing", "completed"], statuses, "status");
        var status = await isolatedTenant.GetAsync($"/files/uploads-status/{file}");
        ExpectSchema("upload-status", status);
        Assumed(Assumption).ExpectEqual(upload.GetText("upload_id"), status.Json.GetText("session_id"), "the session of its file");
        var results = await isolatedTenant.GetAsync($"/files/sessions/{upload.GetText("upload_id")}/results");
        ExpectSchema("session-results", results);
        Assumed(Assumption).ExpectSequence([file], results.Json.GetTexts("results", "file_id"), "results");
    }

    [Fact]
    public async Task A_direct_upload_that_is_not_completed_expires()
    {
        var isolatedTenant = target.IsolatedTenant;
        var upload =
            await new DirectUploadDriver(target, isolatedTenant)
                .CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(Samples.CreatePng()));

        await EmulatorControl.AdvanceClockAsync(isolatedTenant, TimeSpan.FromMinutes(11));

        Assumed(Assumption).ExpectEqual("expired", await GetStatusAsync(isolatedTenant, upload), "status");
        var found = await isolatedTenant.GetAsync("/files/sessions?status=expired");
        Documented(Section).Expect(found.Json.GetTexts("items", "status").All(status => status == "expired"), "every session is expired");
        Assumed(Assumption).ExpectSequence([upload.GetText("upload_id")], found.Json.GetTexts("items", "session_id"),
            "the expired sessions");
        Documented(Section).ExpectRefusal(await CancelAsync(isolatedTenant, upload), 400, code: "HTTP_400");
    }

    [Fact]
    public async Task Cancelling_the_session_aborts_the_upload_and_aborting_the_upload_cancels_the_session()
    {
        var isolatedTenant = target.IsolatedTenant;
        var uploads = new DirectUploadDriver(target, isolatedTenant);
        var first = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(Samples.CreatePng("a.png")));
        var second = await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(Samples.CreatePng("b.png")));

        var cancelled = await CancelAsync(isolatedTenant, first);
        await uploads.AbortAsync(second);

        Documented(Section).ExpectStatus(200, cancelled);
        ExpectSchema("session-status", cancelled);
        Assumed(Assumption)
            .ExpectEqual("FAILED", (await uploads.GetStateAsync(first)).GetText("status"), "the upload whose session is cancelled");
        Assumed(Assumption).ExpectEqual("cancelled", await GetStatusAsync(isolatedTenant, second), "the session whose upload is aborted");
        Documented(Section).ExpectRefusal(await CancelAsync(isolatedTenant, second), 400, code: "HTTP_400");
    }

    private static async Task<string?> GetStatusAsync(ApiClient api, JsonElement upload)
    {
        var status = await api.GetAsync($"/files/sessions/{upload.GetText("upload_id")}/status");
        var summary = await api.GetAsync($"/files/sessions/{upload.GetText("upload_id")}/summary");
        ExpectSchema("session-status", status);
        ExpectSchema("session-summary", summary);
        return status.Json.GetText("status");
    }

    private static Task<ApiResponse> CancelAsync(ApiClient api, JsonElement upload) =>
        api.SendAsync(HttpMethod.Post, $"/files/sessions/{upload.GetText("upload_id")}/cancel");
}
