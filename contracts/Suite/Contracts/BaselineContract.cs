using Scopix.Contracts.Reports;

namespace Scopix.Contracts;

/// <summary>Comparison of a run with an earlier one.</summary>
public sealed class BaselineContract
{
    private const string Quota = """{"can_proceed":true,"requested":1,"available":5,"message":null}""";

    private static readonly DateTimeOffset Day = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_runs_with_the_same_responses_do_not_differ()
    {
        var comparison = Baseline.Compare("before.json", CreateReport(Quota), CreateReport(Quota));

        Assert.Empty(comparison.Differences);
        Assert.Equal("0 differences from before.json of 2026-05-01", Baseline.FormatSummary(comparison));
    }

    [Theory]
    [InlineData("""{"can_proceed":true,"requested":1,"available":"5","message":null}""", "type", "200 available", "integer", "string")]
    [InlineData("""{"can_proceed":true,"requested":1,"available":5,"message":"m"}""", "type", "200 message", "null", "string")]
    [InlineData("""{"can_proceed":true,"requested":1,"message":null}""", "field", "200 available", "integer", "never seen")]
    [InlineData("""{"can_proceed":true,"requested":1,"available":5,"message":null,"extra":1}""", "drift", "200 extra", "–",
        "field of type integer")]
    public void A_changed_field_is_a_difference(string now, string kind, string where, string before, string after)
    {
        var differences = Baseline.Compare("before.json", CreateReport(Quota), CreateReport(now)).Differences;

        Assert.Contains(new("files.quota_check", kind, where, before, after), differences);
    }

    [Fact]
    public void A_new_status_a_missing_one_and_an_operation_no_longer_called_are_differences()
    {
        var before = CreateReport(Quota, (401, "{}"));

        var differences = Baseline.Compare("before.json", before, CreateReport(Quota, (403, "{}"))).Differences;
        var silent = Baseline.Compare("before.json", before, CreateReport(null)).Differences;

        Assert.Contains(new("files.quota_check", "status", "401", "seen", "never seen"), differences);
        Assert.Contains(new("files.quota_check", "status", "403", "never seen", "seen"), differences);
        Assert.Contains(new("files.quota_check", "operation", "", "called", "not called"), silent);
    }

    [Fact]
    public void A_field_that_is_no_longer_always_present_is_a_difference()
    {
        var now = CreateReport(Quota, (200, """{"can_proceed":true,"requested":1,"message":null}"""));

        var differences = Baseline.Compare("before.json", CreateReport(Quota), now).Differences;

        Assert.Equal([new("files.quota_check", "presence", "200 available", "always", "sometimes")], differences);
    }

    [Fact]
    public void A_new_or_missing_enum_value_is_a_difference()
    {
        static RunReport Saw(string status)
        {
            var log = new RunLog(Day);
            log.Traffic.Record(Operation.All.Single(o => o.Id == "direct_uploads.get"), "", null,
                200, $$"""{"upload_mode":"{{status}}"}""");
            return RoundTrip(log);
        }

        var differences = Baseline.Compare("before.json", Saw("multipart"), Saw("single_shot")).Differences;

        Assert.Contains(new("direct_uploads.get", "enum value", "200 upload_mode", "multipart", "–"), differences);
        Assert.Contains(new("direct_uploads.get", "enum value", "200 upload_mode", "–", "single_shot"), differences);
    }

    [Fact]
    public void A_claim_that_no_longer_holds_is_a_difference_whatever_values_it_names()
    {
        var before = CreateReportWithClaim("the page of 2026-01-15T10:30:00Z is complete", true);

        var now = CreateReportWithClaim("the page of 2026-02-16T11:31:01Z is complete", false);
        var differences = Baseline.Compare("before.json", before, now).Differences;

        var difference = Assert.Single(differences);
        Assert.Equal(("claim", "held", "refuted"), (difference.Kind, difference.Before, difference.Now));
        Assert.Equal("[Assumed: why] the page of (time) is complete", difference.Where);
    }

    [Fact]
    public void A_cause_is_new_or_gone_whatever_ids_and_numbers_it_names()
    {
        var before = CreateReportWithCauses(
            ("A_test", "the page of 7 files of 1e9a0f3c-88f1-4b37-9d53-1d0a3a1b5c11"), ("B_test", "the order"));
        var now = CreateReportWithCauses(
            ("C_test", "the title"), ("A_test", "the page of 8 files of 5f3cf1b7-1b0e-4e9d-8d2f-bb4c6a9a6f01"));

        var comparison = Baseline.Compare("before.json", before, now);

        Assert.Equal([1], comparison.NewCauses);
        Assert.Equal("not true: the title", now.Causes[0].Summary);
        Assert.Equal(["not true: the order"], comparison.GoneCauses.Select(cause => cause.Summary));
        Assert.StartsWith("1 new cause, 1 cause gone, 0 differences", Baseline.FormatSummary(comparison), StringComparison.Ordinal);
        Assert.Contains("""<span class="mark new">new</span> <a href="#cause-1">not true: the title</a>""",
            HtmlReport.Render(now with { Comparison = comparison }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_whose_tests_did_not_run_is_not_gone()
    {
        var now = CreateReportWithCauses() with { Tests = [new("X", "A_test", "skipped", 0, "needs a key")] };

        var comparison = Baseline.Compare("before.json", CreateReportWithCauses(("A_test", "the order")), now);

        Assert.False(Assert.Single(comparison.GoneCauses).IsChecked);
        Assert.StartsWith("0 differences", Baseline.FormatSummary(comparison), StringComparison.Ordinal);
        Assert.Contains("- not checked: not true: the order\n", MarkdownReport.Render(now with { Comparison = comparison }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(null)]
    public void A_baseline_that_is_no_report_is_named_and_ends_nothing(string? content)
    {
        var path = Path.Combine(Path.GetTempPath(), $"scopix-baseline-{Guid.NewGuid():N}.json");
        if (content is not null) File.WriteAllText(path, content);

        var comparison = Baseline.TryCompare(path, CreateReportWithCauses(), out var reason);
        File.Delete(path);

        Assert.Null(comparison);
        Assert.StartsWith($"The run is not compared: the baseline {path} cannot be read", reason, StringComparison.Ordinal);
    }

    private static RunReport CreateReportWithCauses(params (string Test, string Sentence)[] causes)
    {
        var log = new RunLog(Day);
        foreach (var test in new[] { "A_test", "B_test", "C_test" }) log.AddTest(new("X", test, "failed", 1, null));
        foreach (var (test, sentence) in causes)
            log.AddDeviation(new(test, Deviation.OfSentence(sentence, Documented("seed 001, X")), null));
        return RoundTrip(log);
    }

    private static RunReport CreateReportWithClaim(string label, bool holds)
    {
        var log = new RunLog(Day);
        log.AddClaim("A_test", Assumed("why"), label, holds);
        return RoundTrip(log);
    }

    private static RunReport CreateReport(string? quota, params (int Status, string Json)[] more)
    {
        var log = new RunLog(Day);
        var operation = Operation.All.Single(o => o.Id == "files.quota_check");
        if (quota is not null) log.Traffic.Record(operation, "", null, 200, quota);
        foreach (var (status, json) in more) log.Traffic.Record(operation, "", null, status, json);
        return RoundTrip(log);
    }

    private static RunReport RoundTrip(RunLog log) =>
        JsonReport.Parse(JsonReport.Render(log.CreateReport("a test", false, new(1, 2, null), [], Day)));
}
