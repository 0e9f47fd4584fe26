namespace Scopix.Contracts;

/// <summary>No response says that processing has ended while it has not. Only in this process, with a frozen clock.</summary>
public sealed class EarlyStatesContract(Target target)
{
    private const string Sessions = "seed 001, Upload Sessions & Status";

    private readonly ApiClient _api = target.IsolatedTenant;

    [Theory]
    [InlineData("/files/{id}", "primary_status", "seed 001, File Listing & Retrieval")]
    [InlineData("/files/{id}", "text_extraction_status", "seed 001, File Listing & Retrieval")]
    [InlineData("/files/{id}/processing-status", "text_extraction_status", "seed 001, Document Operations")]
    [InlineData("/files/{id}/digitization", "status", "seed 001, Document Operations")]
    [InlineData("/files/{id}/digitization/status", "status", "seed 001, Document Operations")]
    public async Task A_document_is_not_completed_before_its_stages_end(string view, string field, string source)
    {
        await EmulatorControl.FreezeClockAsync(_api);
        var id = await _api.UploadAndGetIdAsync(Samples.CreateText("manual.md", "# Manual\n\nHelmets are worn."));

        var early = await _api.GetAsync(view.Replace("{id}", id, StringComparison.Ordinal));
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(10));
        var late = await _api.GetAsync(view.Replace("{id}", id, StringComparison.Ordinal));

        Documented(source).Expect(early.Json.GetText(field) is "pending" or "processing", $"{field} before the end, was {early}");
        Documented(source).ExpectEqual("completed", late.Json.GetText(field), field);
    }

    [Fact]
    public async Task A_session_is_not_completed_before_its_files()
    {
        await EmulatorControl.FreezeClockAsync(_api);
        var id = (await _api.UploadBatchAsync([Samples.CreatePng("a.png"), Samples.CreatePng("b.png")])).Json.GetText("session_id");

        var status = await _api.GetAsync($"/files/sessions/{id}/status");
        var summary = await _api.GetAsync($"/files/sessions/{id}/summary");
        var list = await _api.GetAsync("/files/sessions");

        Documented(Sessions).Expect(status.Json.GetText("status") != "completed", "status before the end");
        Documented(Sessions).Expect(summary.Json.GetText("overall_status") != "completed", "overall_status before the end");
        Documented(Sessions).Expect(list.Json.GetArray("items")[0].GetText("status") != "completed", "items.status before the end");
    }
}
