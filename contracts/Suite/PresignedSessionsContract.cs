namespace Scopix.Contracts;

/// <summary>
/// Sessions of direct uploads: <c>presigned</c> is a documented filter; that an upload is a session of one file, with its own id, is
/// assumed.
/// </summary>
public sealed class PresignedSessionsContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";
    private const string Reading = "a direct upload is a session of one file, with the upload's id";

    [Fact]
    public async Task The_filter_of_presigned_sessions_finds_a_direct_upload_and_nothing_else()
    {
        var (api, uploads) = (target.Api, new DirectUploads(target));
        var upload = await uploads.CreatedAsync(DirectUploads.Intent(Samples.Png()));

        var page = await api.GetAsync("/files/sessions?upload_method=presigned&limit=100");

        Documented(Section).Answers(200, page);
        Fits("session-list", page);
        Documented(Section).That(page.Json.Each("items", "upload_method").All(m => m == "presigned"), "every session is presigned");
        Assumed(Reading).That(page.Json.Each("items", "session_id").Contains(upload.Text("upload_id")), "the upload is among them");
    }

    [Fact]
    public async Task A_direct_upload_is_pending_then_uploading_then_processing_then_completed()
    {
        var (alone, sample) = (target.Alone, Samples.Png());
        await Target.StopTimeAsync(alone);
        var uploads = new DirectUploads(target, alone);
        var upload = await uploads.CreatedAsync(DirectUploads.Intent(sample, ("upload_mode", "single_shot")));

        var seen = new List<string?> { await StatusAsync(alone, upload) };
        await uploads.PutAsync(upload, sample.Bytes);
        seen.Add(await StatusAsync(alone, upload));
        var file = (await uploads.CompleteAsync(upload)).Json.Text("file_id");
        seen.Add(await StatusAsync(alone, upload));
        await Target.PassAsync(alone, TimeSpan.FromMinutes(10));
        seen.Add(await StatusAsync(alone, upload));

        Assumed(Reading).Sequence(["pending", "uploading", "processing", "completed"], seen, "status");
        var status = await alone.GetAsync($"/files/uploads-status/{file}");
        Fits("upload-status", status);
        Assumed(Reading).Equal(upload.Text("upload_id"), status.Json.Text("session_id"), "the session of its file");
        var results = await alone.GetAsync($"/files/sessions/{upload.Text("upload_id")}/results");
        Fits("session-results", results);
        Assumed(Reading).Sequence([file], results.Json.Each("results", "file_id"), "results");
    }

    [Fact]
    public async Task A_direct_upload_that_nobody_completes_expires()
    {
        var alone = target.Alone;
        var upload = await new DirectUploads(target, alone).CreatedAsync(DirectUploads.Intent(Samples.Png()));

        await Target.PassAsync(alone, TimeSpan.FromMinutes(11));

        Assumed(Reading).Equal("expired", await StatusAsync(alone, upload), "status");
        var found = await alone.GetAsync("/files/sessions?status=expired");
        Documented(Section).That(found.Json.Each("items", "status").All(status => status == "expired"), "every session is expired");
        Assumed(Reading).Sequence([upload.Text("upload_id")], found.Json.Each("items", "session_id"), "the expired ones");
        Documented(Section).Refuses(await CancelAsync(alone, upload), 400, code: "HTTP_400");
    }

    [Fact]
    public async Task Cancelling_the_session_aborts_the_upload_and_aborting_the_upload_cancels_the_session()
    {
        var alone = target.Alone;
        var uploads = new DirectUploads(target, alone);
        var first = await uploads.CreatedAsync(DirectUploads.Intent(Samples.Png("a.png")));
        var second = await uploads.CreatedAsync(DirectUploads.Intent(Samples.Png("b.png")));

        var cancelled = await CancelAsync(alone, first);
        await uploads.AbortAsync(second);

        Documented(Section).Answers(200, cancelled);
        Fits("session-status", cancelled);
        Assumed(Reading).Equal("FAILED", (await uploads.StateAsync(first)).Text("status"), "the upload whose session is cancelled");
        Assumed(Reading).Equal("cancelled", await StatusAsync(alone, second), "the session whose upload is aborted");
        Documented(Section).Refuses(await CancelAsync(alone, second), 400, code: "HTTP_400");
    }

    private static async Task<string?> StatusAsync(Api api, JsonElement upload)
    {
        var status = await api.GetAsync($"/files/sessions/{upload.Text("upload_id")}/status");
        var summary = await api.GetAsync($"/files/sessions/{upload.Text("upload_id")}/summary");
        Fits("session-status", status);
        Fits("session-summary", summary);
        return status.Json.Text("status");
    }

    private static Task<Answer> CancelAsync(Api api, JsonElement upload) =>
        api.SendAsync(HttpMethod.Post, $"/files/sessions/{upload.Text("upload_id")}/cancel");
}
