namespace Scopix.Contracts;

/// <summary>
/// An export of more records than allowed. Only in this process, by an emulator that allows two instead of 100,000.
/// </summary>
public sealed class ExportLimitContract(Target target)
{
    private const string Section = "seed 004, Data Export";

    [Fact]
    public async Task An_export_beyond_the_maximum_number_of_records_fails_unless_it_has_a_limit()
    {
        var api = await target.GetWithExportLimitAsync();
        foreach (var name in new[] { "a.png", "b.png", "c.png" })
            await api.WaitUntilProcessedAsync(await api.UploadAndGetIdAsync(Samples.CreatePng(name)));

        var tooMany = await ExportAsync(api, new { data_type = "descriptions", format = "csv" });
        var limited = await ExportAsync(api, new { data_type = "descriptions", format = "csv", limit = 2 });

        foreach (var export in new[] { tooMany, limited }) ExpectSchema("data-export", export);
        Documented(Section).ExpectEqual("failed", tooMany.Json.GetText("status"), "status without a limit");
        Documented(Section).ExpectEqual("Export exceeded maximum record limit", tooMany.Json.GetText("error_message"), "error_message");
        Documented(Section).Expect(tooMany.Json.IsNull("download_url"), "no download_url");
        Documented(Section).Expect(tooMany.Json.IsNull("record_count"), "no record_count");
        Documented(Section).ExpectEqual("completed", limited.Json.GetText("status"), "status with a limit");
        Documented(Section).ExpectEqual(2, limited.Json.GetNumber("record_count"), "record_count with a limit");
    }

    private static async Task<ApiResponse> ExportAsync(ApiClient api, object request)
    {
        var accepted = await api.PostAsync("/data/export", request);
        Documented(Section).ExpectStatus(202, accepted);
        var path = $"/data/export/{accepted.Json.GetText("export_id")}";
        return await api.PollUntilAsync(path, a => a.Json.GetText("status") is "completed" or "failed");
    }
}
