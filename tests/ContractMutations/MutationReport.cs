using System.Globalization;
using System.Text;

namespace Scopix.ContractMutations;

/// <summary>The results of a campaign as Markdown.</summary>
public static class MutationReport
{
    /// <summary>
    /// Writes the page: tables by class and by operation, surviving mutants with reasons, and mutants that are not created.
    /// </summary>
    public static string WritePage(IReadOnlyList<Verdict> verdicts, int totalCount, int seed, CauseScore causes)
    {
        var text = new StringBuilder("# Mutations\n\n");
        text.Append("Does the contract suite notice a server with a small defect? A handler between the suite and the emulator applies ");
        text.Append("one defect at a time, and the cases that it affects run until one fails. Then it applies two or three, and all ");
        text.Append("cases run that they affect. `make mutations` writes this page.\n\n");
        text.Append(Line($"{totalCount} defects can be made from `operations.json`, the schemas and the documented inputs. "));
        text.Append("This run took ");
        text.Append(Line($"{verdicts.Count} of them (seed {seed}): all that concern behaviour, and some of the others for each class "));
        text.Append(Line($"and operation. **{FormatScore(verdicts)} were noticed.**\n\n"));
        AppendTable(text, "class", verdicts.GroupBy(v => v.Mutant.Class));
        AppendTable(text, "operation", verdicts.GroupBy(v => v.Mutant.Operation));
        text.Append("## Defects that were not noticed\n\n| class | operation | defect | why |\n|---|---|---|---|\n");
        foreach (var v in verdicts.Where(v => v.Killer is null))
            text.Append(Line($"| {v.Mutant.Class} | `{v.Mutant.Operation}` | {v.Mutant.Description} | {FindReason(v)} |\n"));
        text.Append('\n').Append(causes.Describe());
        AppendSlowest(text, verdicts);
        text.Append("## Changes that are no defects\n\nThese changes are not made, since the documents allow them.\n\n");
        foreach (var rule in EquivalentMutants.OtherRules) text.Append(Line($"- {rule}\n"));
        foreach (var (path, why) in EquivalentMutants.UnorderedLists) text.Append(Line($"- order reversed, `{path}`: {why}\n"));
        foreach (var (name, why) in EquivalentMutants.InvisibleInputs) text.Append(
            Line($"- filter ignored or value not stored, `{name}`: {why}\n"));
        foreach (var (id, why) in EquivalentMutants.ConstantOperations)
            text.Append(Line($"- stale value, shown late, `{id}`: {why}\n"));
        foreach (var (id, why) in EquivalentMutants.PolledOperations) text.Append(Line($"- shown late, `{id}`: {why}\n"));
        return text.ToString();
    }

    /// <summary>Formats the score, e.g. <c>412 of 430 (95.8 %)</c>.</summary>
    public static string FormatScore(IReadOnlyCollection<Verdict> verdicts)
    {
        var killed = verdicts.Count(v => v.Killer is not null);
        return string.Create(CultureInfo.InvariantCulture, $"{killed} of {verdicts.Count} ({100.0 * killed / verdicts.Count:F1} %)");
    }

    private static string FindReason(Verdict verdict) =>
        Survivors.Reasons.GetValueOrDefault($"{verdict.Mutant.Class}|{verdict.Mutant.Operation}|{verdict.Mutant.Description}")
        ?? (verdict.Reached == 0 || verdict.Applied == 0
            ? "not reached: no case reads or sends it" : $"not noticed by {verdict.Reached} cases that read it");

    private static void AppendSlowest(StringBuilder text, IReadOnlyList<Verdict> verdicts)
    {
        text.Append("## The slowest\n\nNo defect may make the suite hang: each wait for a state or a response has a limit, and each run ");
        text.Append(Line($"of this page one of {SuiteRunner.MaxDuration.TotalSeconds:F0} s. "));
        text.Append(Line($"{verdicts.Count(v => v.IsCutShort)} of {verdicts.Count} runs were cut short. These took longest, with four "));
        text.Append("runs at the same time:\n\n| class | operation | defect | seconds |\n|---|---|---|---|\n");
        foreach (var v in verdicts.OrderByDescending(v => v.Took).Take(10))
            text.Append(Line($"| {v.Mutant.Class} | `{v.Mutant.Operation}` | {v.Mutant.Description} | {v.Took.TotalSeconds:F1} |\n"));
        text.Append('\n');
    }

    private static void AppendTable(StringBuilder text, string what, IEnumerable<IGrouping<string, Verdict>> groups)
    {
        text.Append(Line($"| {what} | noticed |\n|---|---|\n"));
        foreach (var group in groups.OrderBy(g => g.Key, StringComparer.Ordinal))
            text.Append(Line($"| {group.Key} | {FormatScore([.. group])} |\n"));
        text.Append('\n');
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
