using System.Xml;
using System.Xml.Linq;

namespace Scopix.Contracts.Reports;

/// <summary>The report as JUnit XML: a suite for each class; refuted assumptions are the output of their test.</summary>
public static class JUnitReport
{
    /// <summary>Renders the whole report.</summary>
    public static string Render(RunReport report)
    {
        var suites = report.Tests.GroupBy(test => test.Class).Select(tests => CreateSuite(tests.Key, [.. tests], report));
        var root = new XElement("testsuites",
            [new XAttribute("name", $"Scopix contracts: {report.Target}"), .. CreateCounts(report.Tests), .. suites]);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement CreateSuite(string name, IReadOnlyList<TestReport> tests, RunReport report) => new(
        "testsuite", [new XAttribute("name", name), .. CreateCounts(tests),
            new XAttribute("timestamp", report.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            .. tests.Select(test => CreateCase(test, report))]);

    private static XElement CreateCase(TestReport test, RunReport report)
    {
        var element = new XElement(
            "testcase", new XAttribute("classname", test.Class), new XAttribute("name", RemoveInvalidChars(test.Name)),
            new XAttribute("time", FormatSeconds(test.Seconds)));
        var failures = report.Failures.Where(f => f.Test == test.Name).Select(f => f.Expectation).ToList();
        if (test.Outcome == "failed")
            element.Add(
                new XElement("failure", new XAttribute("message", RemoveInvalidChars(test.Message ?? "")),
                    RemoveInvalidChars(string.Join('\n', failures))));
        if (test.Outcome == "skipped")
            element.Add(new XElement("skipped", new XAttribute("message", RemoveInvalidChars(test.Message ?? ""))));
        var refuted = report.Refuted.Where(r => r.Test == test.Name).Select(r => $"assumption refuted: {r.Expectation}")
            .ToList();
        if (refuted.Count > 0) element.Add(new XElement("system-out", RemoveInvalidChars(string.Join('\n', refuted))));
        return element;
    }

    private static XAttribute[] CreateCounts(IReadOnlyList<TestReport> tests) =>
    [
        new("tests", tests.Count),
        new("failures", tests.Count(t => t.Outcome == "failed")),
        new("errors", 0),
        new("skipped", tests.Count(t => t.Outcome == "skipped")),
        new("time", FormatSeconds(tests.Sum(t => t.Seconds))),
    ];

    private static string FormatSeconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML 1.0 does not allow most control characters and lone surrogates.</summary>
    private static string RemoveInvalidChars(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)));
}
