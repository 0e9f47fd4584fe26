namespace Scopix.Contracts;

/// <summary>Sessions of a tenant whose every one is known, and one that is cancelled while files are worked on.</summary>
public sealed class SessionListContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";

    [Fact]
    public async Task Sessions_are_listed_in_pages()
    {
        var alone = target.Alone;
        var none = await alone.GetAsync("/files/sessions");
        foreach (var name in new[] { "a.png", "b.png", "c.png" }) await alone.UploadBatchAsync([Samples.Png(name)]);

        var (all, first, rest) = (await alone.GetAsync("/files/sessions"), await alone.GetAsync("/files/sessions?limit=2"), await alone.GetAsync("/files/sessions?limit=2&offset=2"));

        foreach (var page in new[] { none, all, first, rest }) Fits("session-list", page);
        Documented(Section).Equal(0, none.Json.Number("total_count"), "sessions before");
        foreach (var page in new[] { all, first, rest }) Documented(Section).Equal(3, page.Json.Number("total_count"), "total_count");
        Documented(Section).Equal(3, all.Json.List("items").Count, "items");
        Documented(Section).Sequence(all.Json.Each("items", "session_id"), first.Json.Each("items", "session_id").Concat(rest.Json.Each("items", "session_id")), "both pages");
        Documented(Section).Sequence([2, 1], new[] { first, rest }.Select(p => p.Json.List("items").Count), "items of both pages");
        Documented(Section).That(first.Json.Flag("has_more") && !rest.Json.Flag("has_more") && !all.Json.Flag("has_more"), "has_more");
    }

    [Fact]
    public async Task A_session_is_cancelled_while_files_are_worked_on()
    {
        var (alone, samples) = (target.Alone, new[] { Samples.Png("a.png"), Samples.Png("b.png"), Samples.Script() });
        await Target.StopTimeAsync(alone);
        var session = (await alone.UploadBatchAsync(samples)).Json.Text("session_id");

        var answer = await alone.SendAsync(HttpMethod.Post, $"/files/sessions/{session}/cancel");
        var status = await alone.GetAsync($"/files/sessions/{session}/status");
        var again = await alone.SendAsync(HttpMethod.Post, $"/files/sessions/{session}/cancel");

        Documented(Section).Answers(200, answer);
        Fits("session-status", answer);
        NamesEveryProperty("session-status", answer.Json);
        Documented(Section).Equal(session, answer.Json.Text("session_id"), "session_id");
        Documented(Section).Equal("cancelled", answer.Json.Text("status"), "status");
        Documented(Section).Equal(3, answer.Json.Number("total_files"), "total_files");
        var parts = new[] { "completed_files", "failed_files", "skipped_files", "pending_files" }.Sum(n => answer.Json.Number(n));
        Documented(Section).Equal(3, parts, "the parts together");
        Documented(Section).That(!answer.Json.IsNull("completed_at"), "completed_at");
        Documented(Section).Sequence(["script.sh"], answer.Json.Each("recent_errors", "filename"), "recent_errors");
        Documented(Section).Equal(answer.Json.GetRawText(), status.Json.GetRawText(), "the status afterwards");
        Documented(Section).Refuses(again, 400, code: "HTTP_400");
    }

    [Fact]
    public async Task The_counts_of_every_view_of_a_session_agree()
    {
        var alone = target.Alone;
        var batch = await alone.UploadBatchAsync([Samples.Png("a.png"), Samples.Script(), Samples.Png("b.png"), Samples.Script("two.sh")]);
        var session = batch.Json.Text("session_id");
        await alone.UntilAsync($"/files/sessions/{session}/status", a => a.Json.Text("status") is "completed" or "failed");

        var (status, results) = (await alone.GetAsync($"/files/sessions/{session}/status"), await alone.GetAsync($"/files/sessions/{session}/results"));
        var (summary, list) = (await alone.GetAsync($"/files/sessions/{session}/summary"), await alone.GetAsync("/files/sessions"));

        var reading = Assumed("a rejected file belongs to its session");
        reading.Sequence([1, 3], batch.Json.List("rejections").Select(r => r.Number("index")), "rejections in the order of the files");
        reading.Equal("4 2 2 0", Counts(status.Json, "total_files", "completed_files", "failed_files", "skipped_files"), "status");
        reading.Equal("4 2 2 0", Counts(list.Json.List("items")[0], "total_files", "completed_files", "failed_files", "skipped_files"), "the list");
        reading.Equal("4 2 2 0", Counts(results.Json, "summary.total_files", "summary.completed", "summary.failed", "summary.skipped"), "results");
        reading.Equal("4 2 2 2", Counts(summary.Json, "counts.total", "counts.completed", "counts.failed", "error_summary.count"), "summary");
        reading.That(summary.Json.List("error_summary.messages").Count is 1 or 2, "messages, perhaps each once");
        reading.Sequence(["a.png", "script.sh", "b.png", "two.sh"], results.Json.Each("results", "filename"), "results in the order of the files");
        reading.Sequence(["a.png", "b.png"], status.Json.Each("recent_completions", "filename").Order(), "recent_completions");
        Documented(Section).That(status.Json.Each("recent_completions", "status").All(s => s == "completed"), "the status of what is completed");
    }

    private static string Counts(JsonElement body, params string[] names) => string.Join(' ', names.Select(n => body.Number(n)));
}
