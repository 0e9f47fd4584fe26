using System.Text.RegularExpressions;
using System.Xml.Linq;
using Scopix.Contracts.Checks.Observing;
using Scopix.Contracts.Reports;

namespace Scopix.Contracts;

/// <summary>The forms of the report; these tests need no target.</summary>
public sealed class ReportFormatsContract
{
    private const string Hostile = "</code></details><script>x()</script> `` | [x](y) ]]>";

    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void All_formats_name_the_exchange_of_a_failure_and_the_command_that_shows_it()
    {
        var report = CreateReport();

        var (markdown, html, json, xml) = (MarkdownReport.Render(report), WebUtility.HtmlDecode(HtmlReport.Render(report)),
            JsonReport.Render(report), XDocument.Parse(JUnitReport.Render(report)));

        foreach (var text in new[] { markdown, html, json, xml.Descendants("failure").Single().Value })
            foreach (var part in new[]
                { "POST /api/v2/files/upload (files.upload)", "201", "abc-1", "Bearer $SCOPIX_API_KEY", "upload_method" })
                Assert.Contains(part, text, StringComparison.Ordinal);
        foreach (var text in new[] { markdown, html, json, xml.Descendants("system-out").Single().Value })
            Assert.Contains("the order of things", text, StringComparison.Ordinal);
        Assert.Equal(json, JsonReport.Render(JsonReport.Parse(json)));
    }

    [Fact]
    public void The_text_of_a_JUnit_failure_begins_with_its_message_and_has_every_deviation()
    {
        var xml = XDocument.Parse(JUnitReport.Render(CreateReport())).Root!;

        var failure = xml.Descendants("failure").Single();
        var lines = failure.Value.Split('\n');

        Assert.Equal(("2", "1"), (xml.Attribute("tests")!.Value, xml.Attribute("failures")!.Value));
        Assert.Equal(("Scopix.Contracts.X", "Bad"),
            (failure.Parent!.Attribute("classname")!.Value, failure.Parent.Attribute("name")!.Value));
        Assert.Equal(failure.Attribute("message")!.Value, lines[0]);
        Assert.StartsWith("POST /api/v2/files/upload (files.upload): status expected 201, got 200 · documented, seed 001 \"Up\"", lines[0],
            StringComparison.Ordinal);
        Assert.StartsWith("  curl -s -X POST", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  {\"upload_method\":", lines[2], StringComparison.Ordinal);
        Assert.Contains("total_count expected '1'", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_loads_nothing_and_runs_its_own_script_alone()
    {
        var html = HtmlReport.Render(CreateReport());

        Assert.DoesNotMatch("""(src|href)\s*=(?!"#)|url\(|@import|fetch\(|XMLHttpRequest""", html);
        Assert.Single(Regex.Matches(html, "<script"));
        Assert.Matches(
            "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[^']+'\"", html);
        Assert.Contains(WebUtility.HtmlEncode(Hostile), html, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_a_target_is_markup_in_the_Markdown()
    {
        var markdown = MarkdownReport.Render(CreateReport());

        var outsideOfCode = Regex.Replace(markdown, "(?s)(`{3,})[^`].*?\\1|(?<!`)(`+)(?!`).*?(?<!`)\\2(?!`)", "");

        Assert.DoesNotContain("<script>", outsideOfCode, StringComparison.Ordinal);
        Assert.DoesNotContain("</code>", outsideOfCode, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(outsideOfCode, "<details>"), Regex.Count(outsideOfCode, "</details>"));
    }

    [Fact]
    public void The_page_and_the_Markdown_count_the_decisions_and_name_the_refuted_ones()
    {
        var log = new RunLog(Noon);
        log.AddClaim("one", Assumed("no review was sent"), "no corrections", true, "files.get");
        log.AddDeviation(new("two", Deviation.OfSentence("<the order>", Assumed("unknown ids are ignored")), null));
        var report = CreateReport(log);

        var (markdown, html) = (MarkdownReport.Render(report), HtmlReport.Render(report));

        var counts = $"1 refuted, 1 confirmed, {DecisionReports.Decisions.Count - 2} untested";
        Assert.Contains($"rest on: {counts}. **Refuted**: Exports of files (`file-exports`).", markdown, StringComparison.Ordinal);
        Assert.Contains($"<span class=\"count\">{counts}</span>", html, StringComparison.Ordinal);
        Assert.Matches("(?s)<tbody><tr><td><span class=\"chip odd\">refuted</span></td><td>Exports of files<br><code>file-exports</code>"
            + "</td><td>[^<]*&lt;the order&gt;[^<]*</td></tr><tr><td><span class=\"chip met\">confirmed</span>", html);
    }

    [Fact]
    public void A_decision_that_a_recording_refutes_says_so_beside_what_the_run_says()
    {
        Refutation[] recorded = [new("file-exports", Refutation.Refuted, "2026-01-15", "files.export", 200, "status", "200", "202")];

        Assert.Equal("2 claims held; a recording: refuted on 2026-01-15: files.export 200, status expected 200, got 202",
            DecisionReports.AddRecorded(new("file-exports", "Exports", "confirmed", 2, null), recorded).Detail);
        Assert.Equal("the run's own", DecisionReports.AddRecorded(new("file-exports", "", "refuted", 0, "the run's own"), recorded).Detail);
        Assert.Null(DecisionReports.AddRecorded(new("projects", "", "confirmed", 2, null), recorded).Detail);
    }

    [Fact]
    public void The_Markdown_of_any_run_fits_the_summary_of_a_job()
    {
        var log = new RunLog(Noon);
        for (var i = 0; i < 4000; i++)
        {
            var word = string.Concat($"{i}".Select(digit => (char)('a' + digit - '0')));
            var deviation = new Deviation($"field_{word}", "value", $"'{word}'", new string('x', 150), Documented("seed 001, X"));
            log.AddDeviation(new($"Test_{word}", deviation, CreateExchange(), ""));
        }

        var markdown = MarkdownReport.Render(CreateReport(log));

        Assert.InRange(Encoding.UTF8.GetByteCount(markdown), 800_000, 1_000_000);
        Assert.EndsWith("The rest does not fit; the HTML and JSON reports have all of it.\n", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_annotation_is_one_line_and_new_causes_come_first()
    {
        var report = CreateReport();

        var lines = GitHubAnnotations.Format(report.Causes, new("b.json", Noon, []) { NewCauses = [2] });

        Assert.Equal(3, lines.Count);
        Assert.StartsWith("::error title=new%3A total_count expected '1'%2C got '</code>", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("::error title=files.upload%3A status expected 201%2C got 200::POST /api/v2/files/upload (files.upload): status",
            lines[1], StringComparison.Ordinal);
        Assert.StartsWith("::warning title=not true%3A the order of things::", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
        Assert.EndsWith("%0A1 case", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_a_command_of_a_workflow_is_quoted()
    {
        var lines = BodyExcerpt.Create(Encoding.UTF8.GetBytes(" ::set-output name=x::y"), "");

        Assert.Equal(["' ::set-output name=x::y'"], lines);
    }

    [Theory]
    [InlineData("Holds", VerdictKind.Holds, "passed", null)]
    [InlineData("Nothing was tested", VerdictKind.Stopped, "skipped", null)]
    [InlineData("Stopped early", VerdictKind.Stopped, "passed", "20,000 requests")]
    [InlineData("1 broken case", VerdictKind.Fails, "failed", null)]
    public void The_verdict_of_a_run_without_causes_is_how_its_tests_ended(
        string title, VerdictKind kind, string outcome, string? exhausted)
    {
        var log = new RunLog(Noon);
        log.AddTest(new("X", "X.A", outcome, 1, null));

        var report = log.CreateReport("a test", false, new(1, 2, exhausted), [], Noon);

        Assert.Equal((title, kind), (report.Verdict, RunVerdict.Create(report).Kind));
    }

    [Theory]
    [InlineData("2 causes, 1 case", "failed", null)]
    [InlineData("Stopped early: 2 causes, 1 case", "failed", "20,000 requests")]
    [InlineData("Holds, 1 assumption refuted", "passed", null)]
    public void The_verdict_of_a_run_with_causes_counts_them(string title, string outcome, string? exhausted)
    {
        var log = new RunLog(Noon);
        log.AddTest(new("X", "X.A", outcome, 1, null));
        if (outcome == "failed")
            log.AddDeviation(new("X.A", Deviation.OfStatus("201", 200, Documented("seed 001, X")), CreateExchange()));
        log.AddDeviation(new("X.A", Deviation.OfSentence("the order of things", Assumed("as elsewhere")), null));

        var report = log.CreateReport("a test", true, new(1, 2, exhausted), [], Noon);

        Assert.Equal(title, report.Verdict);
        Assert.StartsWith($"# Contract run: {title}\n", MarkdownReport.Render(report), StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", HtmlReport.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_written_to_its_path()
    {
        var folder = Directory.CreateTempSubdirectory("scopix-report-");
        try
        {
            var report = CreateReport();

            var one = ReportFiles.WriteAll(Path.Combine(folder.FullName, "summary.md"), report);
            var four = ReportFiles.WriteAll(Path.Combine(folder.FullName, "below", "run"), report);
            var inFolder = ReportFiles.WriteAll(folder.FullName, report);

            Assert.Equal(["summary.md"], one.Select(Path.GetFileName));
            Assert.Equal(["run.md", "run.html", "run.json", "run.xml"], four.Select(Path.GetFileName));
            Assert.Equal(["contract.md", "contract.html", "contract.json", "contract.xml"], inFolder.Select(Path.GetFileName));
            Assert.All([.. one, .. four, .. inFolder], file => Assert.True(new FileInfo(file).Length > 500, file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RunReport CreateReport()
    {
        var log = new RunLog(Noon);
        CaseDeviation[] deviations =
        [
            new("Scopix.Contracts.X.Bad", Deviation.OfStatus("201", 200, Documented("seed 001, Up")), CreateExchange()),
            new("Scopix.Contracts.X.Bad", new("total_count", "value", "'1'", $"'{Hostile}'", Documented("seed 001, Telemetry")), null),
            new("Scopix.Contracts.X.Good", Deviation.OfSentence("the order of things", Assumed("as elsewhere")), null),
        ];
        foreach (var met in deviations)
        {
            log.AddClaim(met.Case, met.Deviation.Claim, met.Deviation.Place, false, met.Exchange?.Operation?.Id);
            log.AddDeviation(met);
        }
        log.AddTest(new("Scopix.Contracts.X", "Scopix.Contracts.X.Bad", "failed", 0.1, "status is \u0001 wrong"));
        log.AddTest(new("Scopix.Contracts.X", "Scopix.Contracts.X.Good", "passed", 0.2, null));
        return CreateReport(log);
    }

    private static Exchange CreateExchange() => new(
        Operation.Match("POST", "/api/v2/files/upload"), "POST", new("http://127.0.0.1/api/v2/files/upload"), HasKey: true,
        new([], null, null, []), 200, "abc-1", Encoding.UTF8.GetBytes("""{"upload_method":"STREAMING"}"""));

    private static RunReport CreateReport(RunLog log) => log.CreateReport("a test", false, new(1, 2, null), [], Noon.AddSeconds(3));
}
