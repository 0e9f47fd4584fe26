using Scopix.Contracts.Reports;

namespace Scopix.Contracts;

/// <summary>The report shows what a run saw; these tests need no target.</summary>
public sealed class ReportContract
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_field_is_seen_always_sometimes_only_as_null_or_never()
    {
        var log = new RunLog(Noon);
        RecordResponse(log, "files.quota_check", 200,
            """{"can_proceed":true,"requested":1,"available":5,"monthly_limit":5,"current_usage":0,"prepaid_credits":0,"message":null}""");
        RecordResponse(log, "files.quota_check", 200, """{"can_proceed":true,"requested":1,"message":null}""");

        var fields = GetStatus(CreateReport(log), "files.quota_check", 200).Fields.ToDictionary(f => f.Path);

        Assert.Equal(("always", 2), (fields["requested"].Presence, fields["requested"].Seen));
        Assert.Equal("sometimes", fields["available"].Presence);
        Assert.Equal(["integer"], fields["available"].Types);
        Assert.True(fields["message"].IsNullOnly);
        Assert.Contains(fields.Values, f => f is { Presence: "never", IsDocumented: true });
        Assert.Equal(EvidenceKind.Documented, fields["requested"].Evidence);
    }

    [Fact]
    public void An_enum_shows_its_seen_and_unseen_values()
    {
        var log = new RunLog(Noon);
        RecordResponse(log, "uploads.status", 200, ReadExample("upload-status.seed-001"));

        var field = GetStatus(CreateReport(log), "uploads.status", 200).Fields.First(f => f.ValuesSeen.Count > 0);

        Assert.NotEmpty(field.ValuesNeverSeen);
        Assert.Empty(field.ValuesSeen.Intersect(field.ValuesNeverSeen));
    }

    [Fact]
    public void A_field_that_no_schema_names_is_drift_with_its_type()
    {
        var log = new RunLog(Noon);
        RecordResponse(log, "files.list", 200,
            ReadExample("file-list.seed-001").Replace("\"items\": [", "\"mood\": 7, \"items\": [", StringComparison.Ordinal));
        RecordResponse(log, "files.list", 418, "{}");
        RecordResponse(log, "files.get", 200,
            ReadExample("file-details.seed-001-video").Replace("\"video\"", "\"video\", \"variant_count\": {}", StringComparison.Ordinal));
        RecordResponse(log, "direct_uploads.get", 200,
            ReadExample("direct-upload-state.seed-001")
                .Replace("\"upload_mode\": \"multipart\"", "\"upload_mode\": \"by_pigeon\"", StringComparison.Ordinal));

        var drift = CreateReport(log).Unknown.Select(d => $"{d.Operation} {d.Status} {d.Path}: {d.What}").ToList();

        Assert.Contains("files.list 200 mood: field of type integer", drift);
        Assert.Contains("files.get 200 variant_count: field of type object", drift);
        Assert.Contains("files.list 418 : status that is not in operations.json", drift);
        Assert.Contains("direct_uploads.get 200 upload_mode: value outside the enum: by_pigeon", drift);
    }

    [Fact]
    public void The_examples_of_the_documents_are_not_drift()
    {
        var log = new RunLog(Noon);
        foreach (var operation in Operation.All)
            foreach (var (status, schema) in operation.Responses.Where(r => r.Value is not null))
                foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "examples"), $"{schema}.*.json"))
                    RecordResponse(log, operation.Id, int.Parse(status, CultureInfo.InvariantCulture), File.ReadAllText(file));

        Assert.Empty(CreateReport(log).Unknown);
    }

    [Fact]
    public void Sent_names_are_distinguished_from_unsent_ones()
    {
        var log = new RunLog(Noon);
        using var body = new StringContent("""{"url":"https://example.com/","tags":["a"]}""", Encoding.UTF8, "application/json");
        log.Traffic.Record(FindOperation("links.create"), "?verbose=1", body, 201, null);

        var sent = CreateReport(log).Operations.Single(o => o.Id == "links.create").Sent.ToDictionary(s => s.Name);

        Assert.True(sent["url"] is { IsDocumented: true, IsSent: true });
        Assert.True(sent["auto_crawl"] is { IsDocumented: true, IsSent: false });
        Assert.True(sent["verbose"] is { IsDocumented: false, IsSent: true });
    }

    [Fact]
    public void Unexercised_operations_have_a_reason()
    {
        var log = new RunLog(Noon);
        RecordResponse(log, "files.upload", 201, ReadExample("upload-answer.seed-001"));
        log.AddSkip("A_test", "needs a second key");

        var reason = CreateReport(log).NotExercised.ToDictionary(n => n.What, n => n.Because);

        Assert.Contains("--enforce-limits", reason["files.upload 429"], StringComparison.Ordinal);
        Assert.Equal("no test that ran has called it", reason["files.list"]);
        Assert.Equal("needs a second key", reason["A_test"]);
    }

    [Fact]
    public void Evidence_has_an_age_or_is_marked_as_undated()
    {
        var log = new RunLog(Noon);
        log.AddClaim("t", Documented("seed 001, Telemetry"), "x", true);
        log.AddClaim("t", Documented("seed 000, UserFile Type"), "x", true);
        log.AddClaim("t", Observed("2026-04-01"), "x", true);
        log.AddClaim("t", Observed("recording of 2026-04-01; assumed before: as elsewhere"), "y", true);
        log.AddClaim("t", Assumed("as elsewhere"), "x", true);

        var sources = CreateReport(log).Evidence.ToDictionary(s => s.Source);

        Assert.Equal(("2026-04-15", 16), (sources["Files API Reference"].Dated, sources["Files API Reference"].AgeInDays));
        Assert.Equal(("undated", null), (sources["Managing Files (SDK guide)"].Dated, sources["Managing Files (SDK guide)"].AgeInDays));
        Assert.Equal((30, 2), (sources["seen on the live service"].AgeInDays, sources["seen on the live service"].Claims));
        Assert.Equal("undated", sources["our own reading"].Dated);
    }

    [Fact]
    public void A_claim_of_an_operation_counts_once_and_does_not_hold_when_one_test_refutes_it()
    {
        var before = CountClaims(new RunLog(Noon));
        var log = new RunLog(Noon);
        foreach (var (test, holds) in new[] { ("one", true), ("two", true), ("three", false) })
            log.AddClaim(test, Documented("seed 001"), "the pages agree", holds, "files.list");
        foreach (var test in new[] { "one", "two" }) log.AddClaim(test, Documented("seed 001"), "status 200", true, "files.list");
        log.AddClaim("four", Documented("schema x"), "the example fits", true);

        var after = CountClaims(log);

        Assert.Equal((1, 1, -1), (after.Held - before.Held, after.Refuted - before.Refuted, after.NotExercised - before.NotExercised));
        Assert.Equal(["the pages agree"], CreateReport(log).Operations.Single(o => o.Id == "files.list").Refuted);

        static ClaimCounts CountClaims(RunLog log) => CreateReport(log).Operations.Single(o => o.Id == "files.list").Claims;
    }

    [Fact]
    public void The_claims_by_evidence_and_by_operation_add_up_to_all_of_them()
    {
        var log = new RunLog(Noon);
        RecordResponse(log, "uploads.status", 200, ReadExample("upload-status.seed-001"));
        log.AddClaim("one", Documented("seed 001"), "the pages agree", false, "files.list");
        log.AddClaim("one", Assumed("as S3 does"), "the ETag is quoted", true, "");

        var report = CreateReport(log);

        Assert.Equal(report.ClaimCounts.Total, report.EvidenceCounts.Sum(counts => counts.Claims.Total));
        var others = ClaimCatalogue.All.Where(claim => claim.Operation.Length == 0).DistinctBy(claim => claim.GetLabel()).Count() + 1;
        Assert.Equal(report.ClaimCounts.Total, report.Operations.Sum(operation => operation.Claims.Total) + others);
        Assert.True(report.ClaimCounts is { Held: > 10, Refuted: 1, NotExercised: > 1000 });
    }

    [Fact]
    public void Claims_of_cases_that_did_not_run_are_not_exercised()
    {
        var claim = ClaimCatalogue.All.First(claim => claim.Operation == "telemetry.log");
        var log = new RunLog(Noon);
        log.AddClaim("one", new(claim.Evidence, claim.Source), claim.GetLabel(), true, claim.Operation);

        var (without, with) = (CreateReport(new(Noon)).ClaimCounts, CreateReport(log).ClaimCounts);

        Assert.True(without.NotExercised > ClaimCatalogue.All.DistinctBy(each => (each.Operation, each.GetLabel())).Count(), $"{without}");
        Assert.Equal((without.NotExercised - 1, 1, without.Total), (with.NotExercised, with.Held, with.Total));
    }

    private static RunReport CreateReport(RunLog log) => log.CreateReport("a test", false, new(1, 2, null), [], Noon.AddSeconds(3));

    private static StatusReport GetStatus(RunReport report, string operation, int status) =>
        report.Operations.Single(o => o.Id == operation).Statuses.Single(s => s.Status == status);

    private static void RecordResponse(RunLog log, string operation, int status, string json) =>
        log.Traffic.Record(FindOperation(operation), "", null, status, json);

    private static Operation FindOperation(string id) => Operation.All.Single(o => o.Id == id);

    private static string ReadExample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", $"{name}.json"));
}
