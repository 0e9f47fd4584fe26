using System.Globalization;
using System.Text;

namespace Scopix.ContractMutations;

/// <summary>How well the causes of a run name the defects of a server.</summary>
/// <param name="Alone">The runs with one defect.</param>
/// <param name="Pairs">The runs with two.</param>
/// <param name="Triples">The runs with three.</param>
public sealed record CauseScore(
    IReadOnlyList<PlantedDefects> Alone, IReadOnlyList<PlantedDefects> Pairs, IReadOnlyList<PlantedDefects> Triples)
{
    private IEnumerable<PlantedDefects> Sets => Pairs.Concat(Triples);

    /// <summary>The share of the defects of pairs and triples that a cause of their own names.</summary>
    public double Share => (double)Sets.Sum(set => set.Named.Count) / Math.Max(1, Sets.Sum(set => set.Mutants.Count));

    /// <summary>One line for the console.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture,
        $"named by a cause of their own: pairs {Format(Pairs)}, triples {Format(Triples)}, all {100 * Share:F1} %; "
        + $"causes for one defect: median {Median(Alone):F1}");

    /// <summary>The section of the page.</summary>
    public string Describe()
    {
        var text = new StringBuilder("## Several defects at once\n\n");
        text.Append("Real servers have more than one defect. Defects are planted in pairs and triples, drawn by the seed, two thirds of ");
        text.Append("them in different operations. The cases that they affect run to the end (at most 60 for each defect), and their ");
        text.Append("deviations are grouped into causes. A defect counts as named when a cause has its operation (or one that ");
        text.Append("shows what it did) and its field, status or header, and when no other planted defect has that cause.\n\n");
        text.Append("| planted | defects named | all defects named |\n|---|---|---|\n");
        foreach (var (what, sets) in new[] { ("pairs", Pairs), ("triples", Triples) })
            text.Append(CultureInfo.InvariantCulture, $"| {sets.Count} {what} | {Format(sets)} | {FormatWhole(sets)} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\n**{100 * Share:F1} % of the defects have a cause of their own.** A defect alone ");
        var most = Alone.Select(run => run.Causes.Count).Order().ElementAtOrDefault(Alone.Count * 9 / 10);
        text.Append(CultureInfo.InvariantCulture, $"leads to {Median(Alone):F1} causes (median of {Alone.Count} defects), and nine of ");
        text.Append(CultureInfo.InvariantCulture, $"ten lead to at most {most}. In pairs and triples ");
        text.Append(CultureInfo.InvariantCulture, $"there are {Median([.. Sets]):F1} causes for each defect.\n\n");
        text.Append("| class | named | causes for one defect alone (median) |\n|---|---|---|\n");
        var byClass = Sets.SelectMany(set => set.Mutants).GroupBy(mutant => mutant.Class);
        foreach (var (kind, count) in byClass.Select(same => (same.Key, same.Count())).OrderBy(same => same.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {kind} | {CountNamed(kind)} of {count} | {MedianOf(kind)} |\n");
        if (Share == 1) return text.Append('\n').ToString();
        text.Append("\nDefects without a cause of their own:\n\n| class | operation | defect | planted with |\n|---|---|---|---|\n");
        foreach (var (set, mutant) in Sets.SelectMany(set => set.Mutants.Except(set.Named).Select(mutant => (set, mutant))))
            text.Append(CultureInfo.InvariantCulture, $"| {mutant.Class} | `{mutant.Operation}` | {mutant.Description} | ")
                .Append(DescribeOthers(set, mutant)).Append(" |\n");
        return text.Append('\n').ToString();
    }

    private int CountNamed(string kind) => Sets.SelectMany(set => set.Named).Count(mutant => mutant.Class == kind);

    private string MedianOf(string kind) => Alone.Where(run => run.Mutants[0].Class == kind).ToList() is { Count: > 0 } runs
        ? string.Create(CultureInfo.InvariantCulture, $"{Median(runs):F1}") : "–";

    private static string DescribeOthers(PlantedDefects set, Mutant mutant) => string.Join("; ",
        set.Mutants.Where(other => other != mutant).Select(other => $"{other.Class}, `{other.Operation}`, {other.Description}"))
        + (set.IsApplied[set.Mutants.ToList().IndexOf(mutant)] ? "" : " (which hides it)");

    private static string Format(IReadOnlyList<PlantedDefects> sets)
    {
        var (named, all) = (sets.Sum(set => set.Named.Count), sets.Sum(set => set.Mutants.Count));
        return string.Create(CultureInfo.InvariantCulture, $"{named} of {all} ({100.0 * named / Math.Max(1, all):F1} %)");
    }

    private static string FormatWhole(IReadOnlyList<PlantedDefects> sets) =>
        $"in {sets.Count(set => set.Named.Count == set.Mutants.Count)} of {sets.Count}";

    private static double Median(IReadOnlyList<PlantedDefects> runs)
    {
        var ratios = runs.Select(run => run.Ratio).Order().ToList();
        return ratios.Count == 0 ? 0 : (ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2;
    }
}
