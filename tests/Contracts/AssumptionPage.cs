using System.Globalization;
using System.Text;
using System.Text.Json;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Observing;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>Makes <c>docs/assumptions.md</c> of the contracts.</summary>
internal static class AssumptionPage
{
    private static readonly string Contracts = System.IO.Path.Combine(RepositoryRoot.Path, "contracts");

    /// <summary>The path of the page.</summary>
    public static string Path { get; } = System.IO.Path.Combine(RepositoryRoot.Path, "docs", "assumptions.md");

    /// <summary>The decisions of <c>contracts/assumptions.json</c>.</summary>
    public static IReadOnlyList<AssumptionDecision> Decisions { get; } =
        AssumptionDecision.Parse(File.ReadAllText(System.IO.Path.Combine(Contracts, "assumptions.json")));

    /// <summary>The source of each assumed claim of the suite.</summary>
    public static IReadOnlyList<string> Claims { get; } =
        FindSources(System.IO.Path.Combine(Contracts, "claims.json"), "evidence", "source");

    /// <summary>The source of each assumed property of the schemas.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Contracts, "schemas"))
            .SelectMany(file => FindSources(file, "x-evidence", "x-source")),
    ];

    /// <summary>The source of each assumed verb and parameter of the operations.</summary>
    public static IReadOnlyList<string> Operations { get; } =
        FindSources(System.IO.Path.Combine(Contracts, "operations.json"), "evidence", "source");

    /// <summary>The rows of <c>contracts/refuted.json</c>.</summary>
    public static IReadOnlyList<Refutation> Refutations { get; } =
        Refutation.Parse(File.ReadAllText(System.IO.Path.Combine(Contracts, "refuted.json")));

    /// <summary>Renders the page.</summary>
    /// <param name="refutations">What recordings say against decisions.</param>
    public static string Render(IReadOnlyList<Refutation> refutations)
    {
        var text = new StringBuilder("# Assumptions\n\n");
        Append(text, $"No document says everything. What the emulator does where the documents are silent is our reading of them, ");
        Append(text, $"and is marked *assumed*: {Claims.Count:N0} of the claims that the [contract suite](contracts.md) makes, ");
        Append(text, $"{Fields.Count:N0} fields of bodies, and {Operations.Count:N0} verbs and parameters. ");
        Append(text, $"All of them rest on the {Decisions.Count} decisions below, which are sorted by how much each would settle. ");
        Append(text, $"Each decision is a question about the live service, with a request that answers it. ");
        Append(text, $"`scopix-contracts --settle` [runs the tests that answer them](contracts.md#settle-assumptions).\n\n");
        Append(text, $"`make assumptions` makes this page of [contracts/assumptions.json](../contracts/assumptions.json).\n\n");
        AppendRefutedDecisions(text, refutations);
        Append(text, $"| decision | what we assumed | what settles it | claims | fields | verbs and parameters |\n");
        Append(text, $"|---|---|---|---|---|---|\n");
        foreach (var (decision, claims, fields, operations) in Decisions
            .Select(decision => (decision, Claims.Count(decision.Covers), Fields.Count(decision.Covers), Operations.Count(decision.Covers)))
            .OrderByDescending(row => row.Item2 + row.Item3 + row.Item4).ThenBy(row => row.decision.Id, StringComparer.Ordinal))
        {
            Append(text, $"| <a id=\"{decision.Id}\"></a>`{decision.Id}`: {decision.Title} | {decision.Question}");
            foreach (var row in refutations.Where(row => row.Decision == decision.Id)) Append(text, $"<br>**{Capitalize(row.Headline)}**");
            Append(text, $" | ");
            Append(text, $"{decision.SettledBy} | {claims} | {fields} | {operations} |\n");
        }
        return text.ToString();
    }

    private static void AppendRefutedDecisions(StringBuilder text, IReadOnlyList<Refutation> refutations)
    {
        if (refutations.Count == 0) return;
        var refuted = GetIds(Refutation.Refuted);
        var lists = new[] { (Refutation.Refuted, refuted), (Refutation.PerhapsRefuted, GetIds(Refutation.PerhapsRefuted).Except(refuted)) }
            .Select(list => (Outcome: list.Item1, Ids: list.Item2.Select(id => $"[`{id}`](#{id})").ToList()))
            .Where(list => list.Ids.Count > 0).Select(list => $"**{Capitalize(list.Outcome)}**: {string.Join(", ", list.Ids)}.");
        Append(text, $"Recordings of the live service contradict decisions, in the rows of [contracts/refuted.json]");
        Append(text, $"(../contracts/refuted.json). {string.Join(" ", lists)}\n\n");

        IEnumerable<string> GetIds(string outcome) =>
            refutations.Where(row => row.Outcome == outcome).Select(row => row.Decision).Distinct();
    }

    private static string Capitalize(string text) =>
        char.ToUpperInvariant(text[0]) + text[1..].Replace("|", "\\|", StringComparison.Ordinal);

    private static void Append(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));

    private static List<string> FindSources(string file, string evidence, string source)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. FindSources(json.RootElement, evidence, source)];
    }

    private static List<string> FindSources(JsonElement element, string evidence, string source) => element.ValueKind switch
    {
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(item => FindSources(item, evidence, source))],
        JsonValueKind.Object =>
        [
            .. element.TryGetProperty(evidence, out var kind) && kind.ValueKind == JsonValueKind.String && kind.GetString() == "assumed"
                ? (string[])[element.GetProperty(source).GetString()!] : [],
            .. element.EnumerateObject().SelectMany(property => FindSources(property.Value, evidence, source)),
        ],
        _ => [],
    };
}
