namespace Scopix.Contracts;

/// <summary>
/// The processing history of a file, what is allowed during processing, and how long a deleted file can be restored.
/// </summary>
public sealed class ProcessingContract(Target target)
{
    private const string OlderSource = "SDK of March 2026 (public repository AionVision/AionVision), ProcessingHistory";
    private const string Batch = "seed 000, Batch Delete Files: files still processing are skipped";
    private const string Deleting = "seed 000, Delete a File: recoverable for 30 days";

    [Fact]
    public async Task A_finished_image_has_a_processing_history()
    {
        var id = await target.Api.UploadAndGetIdAsync(Samples.CreatePng());
        await target.Api.WaitUntilProcessedAsync(id);

        var details = await target.Api.GetAsync($"/files/{id}");

        ExpectSchema("image-file-details", details);
        var history = details.Json.GetArray("processing_history");
        Documented("seed 000, File Access").Expect(history.Count > 0, "the history is not empty");
        var described = history.Where(entry => entry.GetText("operation_type") == "describe").ToList();
        Public(OlderSource).ExpectEqual(1, described.Count, "the number of descriptions in the history");
        if (described.Count != 1) return;
        Public(OlderSource).ExpectEqual("completed", described[0].GetText("status"), "the status of the description");
        Public(OlderSource).Expect(described[0].GetTime("created_at") <= described[0].GetTime("completed_at"),
            "started_at is before completed_at");
        Public(OlderSource).Expect(described[0].IsNull("error_message"), "no error");
        Assumed("both responses have the same time").ExpectEqual(
            details.Json.GetTime("description_generated_at"), described[0].GetTime("completed_at"), "when it was described");
        Assumed("one entry for each stage").ExpectEqual(2, history.Count, "entries");
    }

    [Fact]
    public async Task The_history_grows_as_stages_end()
    {
        var api = target.IsolatedTenant;
        await EmulatorControl.FreezeClockAsync(api);
        var id = await api.UploadAndGetIdAsync(Samples.CreatePng());
        await EmulatorControl.ControlStageAsync(api, id, "variants", "complete");

        var early = (await api.GetAsync($"/files/{id}")).Json.GetArray("processing_history");
        await EmulatorControl.ControlStageAsync(api, id, "description", "fail");
        var late = (await api.GetAsync($"/files/{id}")).Json.GetArray("processing_history");

        var each = Assumed("one entry for each stage");
        each.ExpectSequence(["generate_variants completed", "describe processing"], early.Select(DescribeEntry),
            "the history during processing");
        each.ExpectSequence(["generate_variants completed", "describe failed"], late.Select(DescribeEntry), "the final history");
        Public(OlderSource).Expect(!late[1].IsNull("error_message"), "error_message of the failed stage");
        Public(OlderSource).Expect(early[1].IsNull("completed_at"), "completed_at of the running stage");
    }

    [Theory]
    [InlineData("image")]
    [InlineData("video")]
    [InlineData("document")]
    public async Task A_batch_deletion_skips_files_that_are_still_processed(string mediaType)
    {
        var api = target.IsolatedTenant;
        await EmulatorControl.FreezeClockAsync(api);
        var id = await api.UploadAndGetIdAsync(mediaType switch
        {
            "image" => Samples.CreatePng(),
            "video" => Samples.ReadMedia("clip.webm", "video/webm"),
            _ => Samples.CreateText(),
        });

        var early = await api.PostAsync("/files/batch-delete", new { file_ids = new[] { id } });
        var remaining = await api.GetAsync($"/files/{id}");
        await EmulatorControl.AdvanceClockAsync(api, TimeSpan.FromMinutes(10));
        var late = await api.PostAsync("/files/batch-delete", new { file_ids = new[] { id } });

        foreach (var response in new[] { early, late }) ExpectSchema("batch-delete-answer", response);
        Documented(Batch).ExpectSequence([id], early.Json.GetTexts("skipped", "id"), "skipped");
        Documented(Batch).ExpectEqual(1, early.Json.GetNumber("summary.skipped"), "summary.skipped");
        Documented(Batch).ExpectStatus(200, remaining);
        Documented(Batch).ExpectSequence([id], late.Json.GetTexts("deleted", "id"), "deleted after the processing");
    }

    [Fact]
    public async Task An_image_whose_description_fails_is_partially_completed()
    {
        const string section = "seed 001, File Listing & Retrieval: primary_status is derived from the component statuses";
        var api = target.IsolatedTenant;
        await EmulatorControl.FreezeClockAsync(api);
        var id = await api.UploadAndGetIdAsync(Samples.CreatePng());
        await EmulatorControl.ControlStageAsync(api, id, "variants", "complete");
        await EmulatorControl.ControlStageAsync(api, id, "description", "fail");

        var (list, status) = (await api.GetAsync($"/files?ids={id}"), await api.GetAsync($"/files/uploads-status/{id}"));

        ExpectSchema("file-list", list);
        ExpectSchema("upload-status", status);
        Documented(section).ExpectEqual("partially_completed", list.Json.GetArray("items")[0].GetText("primary_status"), "primary_status");
        Documented("seed 001, Upload Sessions & Status")
            .ExpectEqual("partially_completed", status.Json.GetText("unified_status"), "unified_status");
        Documented("seed 001, Upload Sessions & Status").Expect(status.Json.GetFlag("is_terminal"), "is_terminal");
    }

    [Fact]
    public async Task A_deleted_file_can_be_restored_for_30_days()
    {
        var api = target.IsolatedTenant;
        var id = await api.UploadAndGetIdAsync(Samples.CreatePng());
        await api.WaitUntilProcessedAsync(id);
        await EmulatorControl.FreezeClockAsync(api);
        await api.DeleteAsync($"/files/{id}");

        await EmulatorControl.AdvanceClockAsync(api, TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        var restored = await EmulatorControl.RestoreFileAsync(api, id);
        var restoredFile = await api.GetAsync($"/files/{id}");
        await api.DeleteAsync($"/files/{id}");
        await EmulatorControl.AdvanceClockAsync(api, TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        var late = await EmulatorControl.RestoreFileAsync(api, id);

        Documented(Deleting).ExpectStatus(200, restored);
        Documented(Deleting).ExpectStatus(200, restoredFile);
        Documented(Deleting).ExpectStatus(404, late);
    }

    private static string DescribeEntry(JsonElement entry) => $"{entry.GetText("operation_type")} {entry.GetText("status")}";
}
