namespace Scopix.Contracts;

/// <summary>What was done to a file, what may be done to it meanwhile, and for how long a deleted one can be brought back.</summary>
public sealed class ProcessingContract(Target target)
{
    private const string Older = "SDK of March 2026 (public repository AionVision/AionVision), ProcessingHistory";
    private const string Batch = "seed 000, Batch Delete Files: files still processing are skipped";
    private const string Deleting = "seed 000, Delete a File: recoverable for 30 days";

    [Fact]
    public async Task A_finished_image_has_a_processing_history()
    {
        var id = await target.Api.UploadedAsync(Samples.Png());
        await target.Api.DoneAsync(id);

        var details = await target.Api.GetAsync($"/files/{id}");

        Fits("image-file-details", details);
        var history = details.Json.List("processing_history");
        Documented("seed 000, File Access").That(history.Count > 0, "there is a history");
        var described = history.Where(entry => entry.Text("operation_type") == "describe").ToList();
        Public(Older).Equal(1, described.Count, "descriptions in it");
        if (described.Count != 1) return;
        Public(Older).Equal("completed", described[0].Text("status"), "its status");
        Public(Older).That(described[0].Time("created_at") <= described[0].Time("completed_at"), "it began before it ended");
        Public(Older).That(described[0].IsNull("error_message"), "no error");
        Assumed("one moment, two views").Equal(
            details.Json.Time("description_generated_at"), described[0].Time("completed_at"), "when it was described");
        Assumed("one entry for each stage").Equal(2, history.Count, "entries");
    }

    [Fact]
    public async Task The_history_grows_with_what_is_done()
    {
        var api = target.Alone;
        await Target.StopTimeAsync(api);
        var id = await api.UploadedAsync(Samples.Png());
        await Target.StageAsync(api, id, "variants", "complete");

        var early = (await api.GetAsync($"/files/{id}")).Json.List("processing_history");
        await Target.StageAsync(api, id, "description", "fail");
        var late = (await api.GetAsync($"/files/{id}")).Json.List("processing_history");

        var each = Assumed("one entry for each stage");
        each.Sequence(["generate_variants completed", "describe processing"], early.Select(Said), "at first");
        each.Sequence(["generate_variants completed", "describe failed"], late.Select(Said), "in the end");
        Public(Older).That(!late[1].IsNull("error_message"), "error_message of the failed one");
        Public(Older).That(early[1].IsNull("completed_at"), "completed_at of what is under way");
    }

    [Theory]
    [InlineData("image")]
    [InlineData("video")]
    [InlineData("document")]
    public async Task A_batch_deletion_skips_what_is_still_processing(string mediaType)
    {
        var api = target.Alone;
        await Target.StopTimeAsync(api);
        var id = await api.UploadedAsync(mediaType switch
        {
            "image" => Samples.Png(),
            "video" => Samples.Media("clip.webm", "video/webm"),
            _ => Samples.Text(),
        });

        var early = await api.PostAsync("/files/batch-delete", new { file_ids = new[] { id } });
        var there = await api.GetAsync($"/files/{id}");
        await Target.PassAsync(api, TimeSpan.FromMinutes(10));
        var late = await api.PostAsync("/files/batch-delete", new { file_ids = new[] { id } });

        foreach (var answer in new[] { early, late }) Fits("batch-delete-answer", answer);
        Documented(Batch).Sequence([id], early.Json.Each("skipped", "id"), "skipped");
        Documented(Batch).Equal(1, early.Json.Number("summary.skipped"), "summary.skipped");
        Documented(Batch).Answers(200, there);
        Documented(Batch).Sequence([id], late.Json.Each("deleted", "id"), "deleted when it is over");
    }

    [Fact]
    public async Task An_image_whose_description_fails_is_partially_completed()
    {
        const string section = "seed 001, File Listing & Retrieval: primary_status is derived from the component statuses";
        var api = target.Alone;
        await Target.StopTimeAsync(api);
        var id = await api.UploadedAsync(Samples.Png());
        await Target.StageAsync(api, id, "variants", "complete");
        await Target.StageAsync(api, id, "description", "fail");

        var (list, status) = (await api.GetAsync($"/files?ids={id}"), await api.GetAsync($"/files/uploads-status/{id}"));

        Fits("file-list", list);
        Fits("upload-status", status);
        Documented(section).Equal("partially_completed", list.Json.List("items")[0].Text("primary_status"), "primary_status");
        Documented("seed 001, Upload Sessions & Status").Equal("partially_completed", status.Json.Text("unified_status"), "unified_status");
        Documented("seed 001, Upload Sessions & Status").That(status.Json.Flag("is_terminal"), "is_terminal");
    }

    [Fact]
    public async Task A_deleted_file_can_be_brought_back_for_30_days()
    {
        var api = target.Alone;
        var id = await api.UploadedAsync(Samples.Png());
        await api.DoneAsync(id);
        await Target.StopTimeAsync(api);
        await api.DeleteAsync($"/files/{id}");

        await Target.PassAsync(api, TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        var restored = await Target.RestoreAsync(api, id);
        var back = await api.GetAsync($"/files/{id}");
        await api.DeleteAsync($"/files/{id}");
        await Target.PassAsync(api, TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        var late = await Target.RestoreAsync(api, id);

        Documented(Deleting).Answers(200, restored);
        Documented(Deleting).Answers(200, back);
        Documented(Deleting).Answers(404, late);
    }

    private static string Said(JsonElement entry) => $"{entry.Text("operation_type")} {entry.Text("status")}";
}
