using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Scopix.Emulator.Tool.Survive.Reports;

/// <summary>The report as JUnit XML: a suite for each call, a case for each kind of trouble.</summary>
internal static class JUnitReport
{
    /// <param name="report">The report.</param>
    /// <param name="failOn">Which results are failures.</param>
    public static string Render(SurviveReport report, FailCondition failOn)
    {
        var suites = report.Experiments.GroupBy(result => result.Call).Select(group => new XElement("testsuite",
            [new XAttribute("name", group.Key), .. CreateCounts([.. group], failOn),
                .. group.Select(result => CreateCase(result, failOn))]));
        var root = new XElement("testsuites", [new XAttribute("name", Clean($"Scopix survive: {report.Sentence}")),
            .. CreateCounts(report.Experiments, failOn), .. suites]);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement CreateCase(ExperimentResult result, FailCondition failOn)
    {
        var element = new XElement("testcase", new XAttribute("classname", result.Call), new XAttribute("name", result.Kind),
            new XAttribute("time", FormatSeconds(result.Seconds)));
        if (!result.IsMet)
            element.Add(new XElement("skipped", new XAttribute("message", "the command did not meet the trouble")));
        else if (failOn.IsMet(result))
            element.Add(new XElement("failure", new XAttribute("type", result.Verdict), new XAttribute("message", Clean(result.Reason)),
                Clean(Describe(result))));
        else element.Add(new XElement("system-out", Clean($"{result.Verdict}: {result.Reason}")));
        return element;
    }

    private static string Describe(ExperimentResult result) => string.Join('\n',
    [
        result.Description, result.Reason, result.Advice ?? "", .. result.Reproduction.Setup, result.Reproduction.Command ?? "",
        .. result.Reproduction.Requests,
    ]);

    private static XAttribute[] CreateCounts(ExperimentResult[] results, FailCondition failOn) =>
    [
        new("tests", results.Length),
        new("failures", results.Count(failOn.IsMet)),
        new("errors", 0),
        new("skipped", results.Count(result => !result.IsMet)),
        new("time", FormatSeconds(results.Sum(result => result.Seconds))),
    ];

    private static string FormatSeconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Removes what XML 1.0 does not allow.</summary>
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)));
}
