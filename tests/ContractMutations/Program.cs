using System.Diagnostics;
using System.Globalization;
using Scopix.ContractMutations;
using Xunit.Runner.InProc.SystemConsole;

if (args is not ["run", ..]) return await ConsoleRunner.Run(args);

var settings = args.Skip(1).Select(a => a.Split('=', 2)).ToDictionary(a => a[0].TrimStart('-'), a => a.Length > 1 ? a[1] : "");
int Number(string name, int defaultValue) => settings.TryGetValue(name, out var text)
    ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
var (clock, seed) = (Stopwatch.StartNew(), Number("seed", 1));
var suite = await SuiteRunner.DiscoverAsync();
var campaign = await MutationCampaign.RecordCleanRunAsync(suite);
Console.WriteLine($"clean run: {suite.Cases.Count} cases, {clock.Elapsed.TotalSeconds:F0} s");

var all = MutantCatalogue.All(campaign.Recording);
bool IsWanted(string name, string value) => !settings.TryGetValue(name, out var wanted) || wanted.Split(',').Contains(value);
var mutants = MutantCatalogue.Sample(all, Number("each", 1), seed)
    .Where(m => IsWanted("class", m.Class) && IsWanted("operation", m.Operation)).ToList();
Console.WriteLine($"{mutants.Count} of {all.Count} mutants");

var controls = new List<Verdict>();
foreach (var control in mutants.Where((_, i) => i % Math.Max(1, mutants.Count / 8) == 0))
    controls.Add(await campaign.RunWithoutDefectAsync(control));
foreach (var broken in controls.Where(c => c.Killer is not null)) Console.WriteLine($"CONTROL FAILED {broken.Killer}: {broken.Message}");

var count = 0;
var verdicts = await campaign.RunAsync(mutants, Number("workers", 4), verdict =>
{
    var number = Interlocked.Increment(ref count);
    if (verdict.Killer is null || settings.ContainsKey("verbose"))
        Console.WriteLine(
            $"{number} {(verdict.Killer is null ? "SURVIVED" : "killed")} {verdict.Mutant.Class} | {verdict.Mutant.Operation} | "
            + $"{verdict.Mutant.Description} ({verdict.Reached} cases, {verdict.Applied} times, {verdict.Took.TotalSeconds:F1} s) "
                + $"{verdict.Killer} {verdict.Message}");
});
Console.WriteLine($"noticed: {MutationReport.FormatScore(verdicts)}, {clock.Elapsed.TotalSeconds:F0} s");
foreach (var group in verdicts.GroupBy(v => v.Mutant.Class)) Console.WriteLine($"  {group.Key}: {MutationReport.FormatScore([.. group])}");
if (settings.TryGetValue("page", out var page)) await File.WriteAllTextAsync(page, MutationReport.WritePage(verdicts, all.Count, seed));
return controls.Any(c => c.Killer is not null)
    || verdicts.GroupBy(v => v.Mutant.Class).Any(g => g.Count(v => v.Killer is not null) < 0.9 * g.Count()) ? 1 : 0;
