namespace Scopix.Contracts;

/// <summary>
/// sessions.stuck of a tenant whose uploads are held, and uploads.status of the files that it lists. Only in this process, since
/// a client of the service cannot hold an upload.
/// </summary>
public sealed class StuckUploadsContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";
    private const string Path = "/files/sessions/stuck";

    private readonly ApiClient _api = target.IsolatedTenant;

    [Fact]
    public async Task Uploads_without_progress_are_listed_after_the_threshold()
    {
        var (older, newer) = await UploadStuckAsync();

        var (byDefault, early, late) =
            (await _api.GetAsync(Path), await _api.GetAsync($"{Path}?stuck_minutes=10"), await _api.GetAsync($"{Path}?stuck_minutes=60"));
        var one = await _api.GetAsync($"{Path}?stuck_minutes=10&limit=1");

        foreach (var response in new[] { byDefault, early, late, one }) ExpectSchema("stuck-uploads", response);
        Documented(Section).ExpectSequence([older], byDefault.Json.GetTexts("images", "file_id"), "after 30 minutes");
        Documented(Section)
            .ExpectSequence(new[] { older, newer }.Order(), early.Json.GetTexts("images", "file_id").Order(), "after 10 minutes");
        Documented(Section).ExpectSequence([], late.Json.GetTexts("images", "file_id"), "after an hour");
        Documented(Section).ExpectEqual(1, one.Json.GetArray("images").Count, "limit");
        Documented(Section)
            .ExpectSequence([1, 2, 0], new[] { byDefault, early, late }.Select(a => a.Json.GetNumber("stuck_count")), "stuck_count");
        Assumed("stuck_count counts beyond the limit").ExpectEqual(2, one.Json.GetNumber("stuck_count"), "stuck_count of one");
    }

    [Fact]
    public async Task A_listed_stuck_upload_agrees_with_its_status()
    {
        var before = await _api.GetAsync(Path);
        var (older, _) = await UploadStuckAsync();

        var listed = await _api.GetAsync(Path);
        var status = await _api.GetAsync($"/files/uploads-status/{older}");
        foreach (var stage in new[] { "variants", "description" }) await EmulatorControl.ControlStageAsync(_api, older, stage, "complete");
        var after = await _api.GetAsync(Path);

        Documented(Section)
            .ExpectSequence([0, 1, 0], new[] { before, listed, after }.Select(a => a.Json.GetNumber("stuck_count")),
                "stuck_count before, meanwhile and after");
        var item = listed.Json.GetArray("images")[0];
        ExpectEveryProperty("upload-status", item);
        Assumed("the list and the status show the same record").ExpectEqual(status.Json.GetRawText(), item.GetRawText(), "the entry");
        Documented(Section)
            .Expect(item.GetFlag("is_stuck") && !item.GetFlag("is_terminal") && item.IsNull("completed_at"),
                "the upload is stuck and not finished");
        Documented(Section).ExpectEqual(0, item.GetNumber("retry_count"), "retry_count");
        Assumed("of the clock's 35 minutes")
            .ExpectEqual(2100, item.GetNumber("processing_duration_seconds"), "processing_duration_seconds");
    }

    [Fact]
    public async Task Another_tenant_s_stuck_uploads_are_not_listed()
    {
        await UploadStuckAsync();

        var otherTenants = await target.OtherTenant.GetAsync($"{Path}?stuck_minutes=1");
        var own = await _api.GetAsync($"{Path}?stuck_minutes=1");

        Public("Error Codes Reference: another tenant's is not there")
            .ExpectEqual(0, otherTenants.Json.GetTexts("images", "file_id").Intersect(own.Json.GetTexts("images", "file_id")).Count(),
                "in both lists");
        Documented(Section).ExpectEqual(2, own.Json.GetNumber("stuck_count"), "stuck_count");
    }

    /// <summary>Uploads two images whose descriptions are pending, one for 35 minutes, one for 15.</summary>
    private async Task<(string Older, string Newer)> UploadStuckAsync()
    {
        await EmulatorControl.FreezeClockAsync(_api);
        var older = await UploadStuckAsync("older.png");
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(20));
        var newer = await UploadStuckAsync("newer.png");
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(15));
        return (older, newer);
    }

    private async Task<string> UploadStuckAsync(string name)
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(name));
        foreach (var stage in new[] { "variants", "description" }) await EmulatorControl.ControlStageAsync(_api, id, stage, "hold");
        return id;
    }
}
