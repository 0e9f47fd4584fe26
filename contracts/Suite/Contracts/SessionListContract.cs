namespace Scopix.Contracts;

/// <summary>Sessions of a tenant where all are known, and one that is cancelled while files are processed.</summary>
public sealed class SessionListContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";

    [Fact]
    public async Task Sessions_are_listed_in_pages()
    {
        var isolatedTenant = target.IsolatedTenant;
        var none = await isolatedTenant.GetAsync("/files/sessions");
        foreach (var name in new[] { "a.png", "b.png", "c.png" }) await isolatedTenant.UploadBatchAsync([Samples.CreatePng(name)]);

        var (all, first, rest) =
            (await isolatedTenant.GetAsync("/files/sessions"), await isolatedTenant.GetAsync("/files/sessions?limit=2"),
            await isolatedTenant.GetAsync("/files/sessions?limit=2&offset=2"));

        foreach (var page in new[] { none, all, first, rest }) ExpectSchema("session-list", page);
        Documented(Section).ExpectEqual(0, none.Json.GetNumber("total_count"), "sessions before");
        foreach (var page in new[] { all, first, rest })
            Documented(Section).ExpectEqual(3, page.Json.GetNumber("total_count"), "total_count");
        Documented(Section).ExpectEqual(3, all.Json.GetArray("items").Count, "items");
        Documented(Section)
            .ExpectSequence(all.Json.GetTexts("items", "session_id"),
                first.Json.GetTexts("items", "session_id").Concat(rest.Json.GetTexts("items", "session_id")), "both pages");
        Documented(Section)
            .ExpectSequence([2, 1], new[] { first, rest }.Select(p => p.Json.GetArray("items").Count), "items of both pages");
        Documented(Section)
            .Expect(first.Json.GetFlag("has_more") && !rest.Json.GetFlag("has_more") && !all.Json.GetFlag("has_more"), "has_more");
    }

    [Fact]
    public async Task A_session_is_cancelled_while_files_are_processed()
    {
        var (isolatedTenant, samples) =
            (target.IsolatedTenant, new[] { Samples.CreatePng("a.png"), Samples.CreatePng("b.png"), Samples.CreateScript() });
        await EmulatorControl.FreezeClockAsync(isolatedTenant);
        var session = (await isolatedTenant.UploadBatchAsync(samples)).Json.GetText("session_id");

        var response = await isolatedTenant.SendAsync(HttpMethod.Post, $"/files/sessions/{session}/cancel");
        var status = await isolatedTenant.GetAsync($"/files/sessions/{session}/status");
        var again = await isolatedTenant.SendAsync(HttpMethod.Post, $"/files/sessions/{session}/cancel");

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("session-status", response);
        ExpectEveryProperty("session-status", response.Json);
        Documented(Section).ExpectEqual(session, response.Json.GetText("session_id"), "session_id");
        Documented(Section).ExpectEqual("cancelled", response.Json.GetText("status"), "status");
        Documented(Section).ExpectEqual(3, response.Json.GetNumber("total_files"), "total_files");
        var parts = new[] { "completed_files", "failed_files", "skipped_files", "pending_files" }.Sum(n => response.Json.GetNumber(n));
        Documented(Section).ExpectEqual(3, parts, "the sum of the parts");
        Documented(Section).Expect(!response.Json.IsNull("completed_at"), "completed_at");
        Documented(Section).ExpectSequence(["script.sh"], response.Json.GetTexts("recent_errors", "filename"), "recent_errors");
        Documented(Section).ExpectEqual(response.Json.GetRawText(), status.Json.GetRawText(), "the status after the cancellation");
        Documented(Section).ExpectRefusal(again, 400, code: "HTTP_400");
    }

    [Fact]
    public async Task The_counts_of_every_view_of_a_session_agree()
    {
        var isolatedTenant = target.IsolatedTenant;
        var batch = await isolatedTenant.UploadBatchAsync(
                [Samples.CreatePng("a.png"), Samples.CreateScript(), Samples.CreatePng("b.png"), Samples.CreateScript("two.sh")]);
        var session = batch.Json.GetText("session_id");
        await isolatedTenant.PollUntilAsync($"/files/sessions/{session}/status", a => a.Json.GetText("status") is "completed" or "failed");

        var (status, results) =
            (await isolatedTenant.GetAsync($"/files/sessions/{session}/status"),
                await isolatedTenant.GetAsync($"/files/sessions/{session}/results"));
        var (summary, list) =
            (await isolatedTenant.GetAsync($"/files/sessions/{session}/summary"), await isolatedTenant.GetAsync("/files/sessions"));

        var reading = Assumed("a rejected file belongs to its session");
        reading.ExpectSequence([1, 3], batch.Json.GetArray("rejections").Select(r => r.GetNumber("index")),
            "rejections in the order of the files");
        reading.ExpectEqual("4 2 2 0", FormatCounts(status.Json, "total_files", "completed_files", "failed_files", "skipped_files"),
            "status");
        reading.ExpectEqual("4 2 2 0",
            FormatCounts(list.Json.GetArray("items")[0], "total_files", "completed_files", "failed_files", "skipped_files"), "the list");
        reading.ExpectEqual("4 2 2 0",
            FormatCounts(results.Json, "summary.total_files", "summary.completed", "summary.failed", "summary.skipped"), "results");
        reading.ExpectEqual("4 2 2 2",
            FormatCounts(summary.Json, "counts.total", "counts.completed", "counts.failed", "error_summary.count"), "summary");
        reading.Expect(summary.Json.GetArray("error_summary.messages").Count is 1 or 2, "the error messages, possibly without repetitions");
        reading.ExpectSequence(["a.png", "script.sh", "b.png", "two.sh"], results.Json.GetTexts("results", "filename"),
            "results in the order of the files");
        reading.ExpectSequence(["a.png", "b.png"], status.Json.GetTexts("recent_completions", "filename").Order(), "recent_completions");
        Documented(Section)
            .Expect(status.Json.GetTexts("recent_completions", "status").All(s => s == "completed"), "the status of the completed files");
    }

    private static string FormatCounts(JsonElement body, params string[] names) => string.Join(' ', names.Select(n => body.GetNumber(n)));
}
