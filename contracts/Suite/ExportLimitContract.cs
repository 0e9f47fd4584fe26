namespace Scopix.Contracts;

/// <summary>An export of more records than there may be, by an emulator that allows two instead of 100,000: in process only.</summary>
public sealed class ExportLimitContract(Target target)
{
    private const string Section = "seed 004, Data Export";

    [Fact]
    public async Task An_export_beyond_the_greatest_number_of_records_fails_unless_it_is_limited()
    {
        var api = await target.FewRecordsAsync();
        foreach (var name in new[] { "a.png", "b.png", "c.png" }) await api.DoneAsync(await api.UploadedAsync(Samples.Png(name)));

        var tooMany = await ExportAsync(api, new { data_type = "descriptions", format = "csv" });
        var limited = await ExportAsync(api, new { data_type = "descriptions", format = "csv", limit = 2 });

        foreach (var export in new[] { tooMany, limited }) Fits("data-export", export);
        Documented(Section).Equal("failed", tooMany.Json.Text("status"), "status without a limit");
        Documented(Section).Equal("Export exceeded maximum record limit", tooMany.Json.Text("error_message"), "error_message");
        Documented(Section).That(tooMany.Json.IsNull("download_url"), "no download_url");
        Documented(Section).That(tooMany.Json.IsNull("record_count"), "no record_count");
        Documented(Section).Equal("completed", limited.Json.Text("status"), "status with a limit");
        Documented(Section).Equal(2, limited.Json.Number("record_count"), "record_count with a limit");
    }

    private static async Task<Answer> ExportAsync(Api api, object request)
    {
        var accepted = await api.PostAsync("/data/export", request);
        Documented(Section).Answers(202, accepted);
        var path = $"/data/export/{accepted.Json.Text("export_id")}";
        return await api.UntilAsync(path, a => a.Json.Text("status") is "completed" or "failed");
    }
}
