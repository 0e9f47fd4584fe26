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
