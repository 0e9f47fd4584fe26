using static Scopix.Contracts.Reports.HtmlText;

namespace Scopix.Contracts.Reports;

/// <summary>The sections of the page with the causes: failures, refuted assumptions, and tests that broke.</summary>
public static class HtmlCauses
{
    private const string AboutAssumptions = "No document says these. They fail no run against a target, unless it is strict.";

    /// <summary>Renders the sections; empty when nothing is wrong.</summary>
    public static string Render(RunReport report)
    {
        var numbered = report.Causes.Select((cause, index) => (Number: index + 1, Cause: cause)).ToLookup(
            item => item.Cause.Evidence == EvidenceKind.Assumed);
        var sections = RenderSection("failures", "What is wrong", numbered[false], report)
            + RenderSection("assumptions", "Assumptions refuted", numbered[true], report) + RenderBrokenTests(report);
        return sections.Length == 0 ? "" : $"<div id=\"causes\">{sections}</div>";
    }

    /// <summary>E.g. <c>files.list: </c>; empty when there is no operation.</summary>
    public static string FormatOperations(IReadOnlyList<string> operations) => operations.Count switch
    {
        0 => "",
        1 => $"{operations[0]}: ",
        _ => $"{operations[0]} and {operations.Count - 1} more: ",
    };

    private static string RenderSection(string id, string title, IEnumerable<(int Number, CauseReport Cause)> causes, RunReport report)
    {
        var cards = causes.Select(item => RenderCause(item.Number, item.Cause, report)).ToList();
        return cards.Count == 0 ? "" : $"""
            <section id="{id}" aria-labelledby="{id}-title">
            <h2 id="{id}-title">{title} <span class="count">{cards.Count}</span></h2>
            {(id == "assumptions" ? $"<p class=\"note\">{AboutAssumptions}</p>" : "")}
            {string.Concat(cards)}
            </section>
            """;
    }

    private static string RenderCause(int number, CauseReport cause, RunReport report)
    {
        var words = Encode(string.Join(' ', [.. cause.Operations, cause.Headline]).ToLowerInvariant());
        var isNew = report.Comparison?.NewCauses.Contains(number) == true;
        return $"""
            <article class="cause {(cause.Evidence == EvidenceKind.Assumed ? "assumption" : "failure")}" id="cause-{number}"
            data-words="{words}" data-evidence="{Lower(cause.Evidence)}" data-state="refuted" aria-labelledby="cause-{number}-title">
            <p class="request"><code>{Encode(cause.Request ?? "no request")}</code>
            {(isNew ? "<span class=\"mark new\">new</span>" : "")}</p>
            <h3 id="cause-{number}-title"><span class="index">{number}</span>{RenderTitle(cause)}</h3>
            <p class="why">{RenderEvidenceBadge(cause.Evidence)} {Encode(cause.Source)}
            {(cause.RequestId is null ? "" : $"<span class=\"id\">request id <code>{Encode(cause.RequestId)}</code></span>")}</p>
            {RenderCurl(cause)}
            {(cause.Body.Count == 0 ? "" : $"<pre class=\"body\">{Encode(string.Join('\n', cause.Body))}</pre>")}
            <div class="folds">
            {RenderFold(CauseSummary.Count(cause.Cases.Count, "case"), cause.Cases.Select(CauseSummary.ShortenCase))}
            {RenderFold(CauseSummary.Count(cause.OtherForms.Count, "other form"), cause.OtherForms)}
            {(cause.Operations.Count < 2 ? "" : RenderFold(CauseSummary.Count(cause.Operations.Count, "operation"), cause.Operations))}
            </div>
            </article>
            """;
    }

    private static string RenderTitle(CauseReport cause)
    {
        if (cause.Expected.Length == 0) return Encode(cause.Summary);
        var kind = cause.Kind is "order" or "missing items" or "extra items" or "other items" ? $" {cause.Kind}" : "";
        return $"<code>{Encode(cause.Place)}</code>{kind} <span class=\"value\">expected <code>{Encode(cause.Expected)}</code></span> "
            + $"<span class=\"value got\">got <code>{Encode(cause.Got)}</code></span>";
    }

    private static string RenderCurl(CauseReport cause) => cause.Curl is null ? "" : $"""
        <div class="curl"><pre tabindex="0">{Encode(cause.Curl)}</pre><button type="button" class="copy">Copy</button></div>
        """;

    private static string RenderFold(string title, IEnumerable<string> lines)
    {
        var items = lines.Select(line => $"<li>{Encode(line)}</li>").ToList();
        return items.Count == 0 ? "" : $"<details><summary>{title}</summary><ul>{string.Concat(items)}</ul></details>";
    }

    private static string RenderBrokenTests(RunReport report) =>
        RenderTable("broken", "Cases that broke", ["case", "message"], report.Failures.Where(claim => claim.Evidence is null)
            .Select(claim => new[] { CauseSummary.ShortenCase(claim.Test), claim.Expectation }));
}
