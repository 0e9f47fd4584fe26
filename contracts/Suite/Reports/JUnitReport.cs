using System.Xml;
using System.Xml.Linq;

namespace Scopix.Contracts.Reports;

/// <summary>
/// The report as JUnit XML: a suite for each class. The text of a failure has everything, since GitLab shows the text alone; its message
/// is the first line, which viewers for GitHub show. Refuted assumptions that fail no test are the output of their test.
/// </summary>
public static class JUnitReport
{
    /// <summary>Renders the whole report.</summary>
    public static string Render(RunReport report)
    {
        var claims = report.Failures.Concat(report.Refuted).ToLookup(claim => claim.Test);
        var suites = report.Tests.GroupBy(test => test.Class).Select(tests => CreateSuite(tests.Key, [.. tests], claims, report));
        var root = new XElement("testsuites",
            [new XAttribute("name", Clean($"Scopix contracts: {report.Target}")), .. CreateCounts(report.Tests), .. suites]);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement CreateSuite(
        string name, IReadOnlyList<TestReport> tests, ILookup<string, ClaimReport> claims, RunReport report) => new(
        "testsuite", [new XAttribute("name", CauseSummary.ShortenCase(name)), .. CreateCounts(tests),
            new XAttribute("timestamp", report.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            .. tests.Select(test => CreateCase(test, [.. claims[test.Name]]))]);

    private static XElement CreateCase(TestReport test, IReadOnlyList<ClaimReport> claims)
    {
        var name = test.Name.StartsWith(test.Class + ".", StringComparison.Ordinal) ? test.Name[(test.Class.Length + 1)..] : test.Name;
        var element = new XElement("testcase", new XAttribute("classname", test.Class), new XAttribute("name", Clean(name)),
            new XAttribute("time", FormatSeconds(test.Seconds)));
        if (test.Outcome == "failed")
            element.Add(CreateFailure(test, claims));
        else if (claims.Count > 0)
            element.Add(new XElement(
                "system-out", Clean(string.Join('\n', claims.Select(claim => $"assumption refuted: {Describe(claim)}")))));
        if (test.Outcome == "skipped")
            element.AddFirst(new XElement("skipped", new XAttribute("message", Clean(test.Message ?? ""))));
        return element;
    }

    private static XElement CreateFailure(TestReport test, IReadOnlyList<ClaimReport> claims)
    {
        var message = (claims.Count > 0 ? claims[0].Expectation : test.Message ?? "").Split('\n')[0];
        var type = claims.Count > 0 ? HtmlText.Lower(claims[0].Evidence) : "";
        var text = claims.Count > 0 ? string.Join('\n', claims.Select(Describe)) : test.Message ?? "";
        return new("failure", new XAttribute("message", Clean(message)), new XAttribute("type", type.Length > 0 ? type : "broken"),
            Clean(text));
    }

    private static string Describe(ClaimReport claim) =>
        string.Join("\n  ", [claim.Expectation, .. claim.Curl is { } curl ? [curl] : (string[])[], .. claim.Body]);

    private static XAttribute[] CreateCounts(IReadOnlyList<TestReport> tests) =>
    [
        new("tests", tests.Count),
        new("failures", tests.Count(t => t.Outcome == "failed")),
        new("errors", 0),
        new("skipped", tests.Count(t => t.Outcome == "skipped")),
        new("time", FormatSeconds(tests.Sum(t => t.Seconds))),
    ];

    private static string FormatSeconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Removes what XML 1.0 does not allow: most control characters and lone surrogates.</summary>
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)));
}
