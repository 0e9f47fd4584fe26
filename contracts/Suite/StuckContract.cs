namespace Scopix.Contracts;

/// <summary>sessions.stuck of a tenant whose uploads are held, and uploads.status of what it lists. In process only: nobody can make a service's uploads stick.</summary>
public sealed class StuckContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";
    private const string Path = "/files/sessions/stuck";

    private readonly Api _api = target.Alone;

    [Fact]
    public async Task What_makes_no_progress_is_listed_once_the_threshold_has_passed()
    {
        var (older, newer) = await HeldAsync();

        var (usual, early, late) = (await _api.GetAsync(Path), await _api.GetAsync($"{Path}?stuck_minutes=10"), await _api.GetAsync($"{Path}?stuck_minutes=60"));
        var one = await _api.GetAsync($"{Path}?stuck_minutes=10&limit=1");

        foreach (var answer in new[] { usual, early, late, one }) Fits("stuck-uploads", answer);
        Documented(Section).Sequence([older], usual.Json.Each("images", "file_id"), "after 30 minutes");
        Documented(Section).Sequence(new[] { older, newer }.Order(), early.Json.Each("images", "file_id").Order(), "after 10 minutes");
        Documented(Section).Sequence([], late.Json.Each("images", "file_id"), "after an hour");
        Documented(Section).Equal(1, one.Json.List("images").Count, "limit");
        Documented(Section).Sequence([1, 2, 0], new[] { usual, early, late }.Select(a => a.Json.Number("stuck_count")), "stuck_count");
        Assumed("stuck_count counts beyond the limit").Equal(2, one.Json.Number("stuck_count"), "stuck_count of one");
    }

    [Fact]
    public async Task A_stuck_upload_is_shown_as_its_status_shows_it()
    {
        var before = await _api.GetAsync(Path);
        var (older, _) = await HeldAsync();

        var listed = await _api.GetAsync(Path);
        var status = await _api.GetAsync($"/files/uploads-status/{older}");
        foreach (var stage in new[] { "variants", "description" }) await Target.StageAsync(_api, older, stage, "complete");
        var after = await _api.GetAsync(Path);

        Documented(Section).Sequence([0, 1, 0], new[] { before, listed, after }.Select(a => a.Json.Number("stuck_count")), "stuck_count before, meanwhile and after");
        var item = listed.Json.List("images")[0];
        NamesEveryProperty("upload-status", item);
        Assumed("one record, two views").Equal(status.Json.GetRawText(), item.GetRawText(), "the entry");
        Documented(Section).That(item.Flag("is_stuck") && !item.Flag("is_terminal") && item.IsNull("completed_at"), "stuck, and not over");
        Documented(Section).Equal(0, item.Number("retry_count"), "retry_count");
        Assumed("of the clock's 35 minutes").Equal(2100, item.Number("processing_duration_seconds"), "processing_duration_seconds");
    }

    [Fact]
    public async Task Another_tenant_s_stuck_uploads_are_not_listed()
    {
        await HeldAsync();

        var theirs = await target.Stranger.GetAsync($"{Path}?stuck_minutes=1");
        var ours = await _api.GetAsync($"{Path}?stuck_minutes=1");

        Public("Error Codes Reference: another tenant's is not there").Equal(0, theirs.Json.Each("images", "file_id").Intersect(ours.Json.Each("images", "file_id")).Count(), "in both lists");
        Documented(Section).Equal(2, ours.Json.Number("stuck_count"), "stuck_count");
    }

    /// <summary>Two images whose descriptions do not come: one for 35 minutes, one for 15.</summary>
    private async Task<(string Older, string Newer)> HeldAsync()
    {
        await Target.StopTimeAsync(_api);
        var older = await HeldAsync("older.png");
        await Target.PassAsync(_api, TimeSpan.FromMinutes(20));
        var newer = await HeldAsync("newer.png");
        await Target.PassAsync(_api, TimeSpan.FromMinutes(15));
        return (older, newer);
    }

    private async Task<string> HeldAsync(string name)
    {
        var id = await _api.UploadedAsync(Samples.Png(name));
        foreach (var stage in new[] { "variants", "description" }) await Target.StageAsync(_api, id, stage, "hold");
        return id;
    }
}
