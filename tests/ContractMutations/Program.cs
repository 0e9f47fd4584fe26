using System.Diagnostics;
using System.Globalization;
using Scopix.ContractMutations;
using Xunit.Runner.InProc.SystemConsole;

if (args is not ["run" or "pairs", ..]) return await ConsoleRunner.Run(args);

var settings = args.Skip(1).Select(a => a.Split('=', 2)).ToDictionary(a => a[0].TrimStart('-'), a => a.Length > 1 ? a[1] : "");
int Number(string name, int defaultValue) => settings.TryGetValue(name, out var text)
    ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
bool IsWanted(string name, string value) => !settings.TryGetValue(name, out var wanted) || wanted.Split(',').Contains(value);
var (clock, seed, workers) = (Stopwatch.StartNew(), Number("seed", 1), Number("workers", 4));
var suite = await SuiteRunner.DiscoverAsync();
var campaign = await MutationCampaign.RecordCleanRunAsync(suite);
Console.WriteLine($"clean run: {suite.Cases.Count} cases, {clock.Elapsed.TotalSeconds:F0} s");

var all = MutantCatalogue.All(campaign.Recording);
var mutants = MutantCatalogue.Sample(all, Number("each", 1), seed)
    .Where(m => IsWanted("class", m.Class) && IsWanted("operation", m.Operation)).ToList();
Console.WriteLine($"{mutants.Count} of {all.Count} mutants");

var (verdicts, controls) = args[0] == "run" ? await RunSinglesAsync() : ([], []);
var score = args[0] == "pairs" || settings.ContainsKey("page") ? await RunPairsAsync() : null;
if (settings.TryGetValue("page", out var page))
    await File.WriteAllTextAsync(page, MutationReport.WritePage(verdicts, all.Count, seed, score!));
return controls.Any(c => c.Killer is not null) || score?.Share < 0.9
    || verdicts.GroupBy(v => v.Mutant.Class).Any(g => g.Count(v => v.Killer is not null) < 0.9 * g.Count()) ? 1 : 0;

async Task<(IReadOnlyList<Verdict> Verdicts, IReadOnlyList<Verdict> Controls)> RunSinglesAsync()
{
    var clean = new List<Verdict>();
    foreach (var control in mutants.Where((_, i) => i % Math.Max(1, mutants.Count / 8) == 0))
        clean.Add(await campaign.RunWithoutDefectAsync(control));
    foreach (var broken in clean.Where(c => c.Killer is not null)) Console.WriteLine($"CONTROL FAILED {broken.Killer}: {broken.Message}");

    var count = 0;
    var found = await campaign.RunAsync(mutants, workers, verdict =>
    {
        var number = Interlocked.Increment(ref count);
        if (verdict.Killer is null || settings.ContainsKey("verbose"))
            Console.WriteLine(
                $"{number} {(verdict.Killer is null ? "SURVIVED" : "killed")} {verdict.Mutant.Class} | {verdict.Mutant.Operation} | "
                + $"{verdict.Mutant.Description} ({verdict.Reached} cases, {verdict.Applied} times, {verdict.Took.TotalSeconds:F1} s) "
                    + $"{verdict.Killer} {verdict.Message}");
    });
    Console.WriteLine($"noticed: {MutationReport.FormatScore(found)}, {clock.Elapsed.TotalSeconds:F0} s");
    foreach (var group in found.GroupBy(v => v.Mutant.Class)) Console.WriteLine($"  {group.Key}: {MutationReport.FormatScore([.. group])}");
    foreach (var slow in found.OrderByDescending(v => v.Took).Take(10))
        Console.WriteLine($"  {slow.Took.TotalSeconds:F1} s {slow.Mutant.Class} | {slow.Mutant.Operation} | {slow.Mutant.Description}");
    return (found, clean);
}

async Task<CauseScore> RunPairsAsync()
{
    var causes = new CauseCampaign(suite, campaign.Recording, Number("cases", 60));
    var pool = mutants.Where(m => campaign.Recording.TestsFor(m).Count > 0).GroupBy(m => m.Class)
        .SelectMany(g => g.OrderBy(m => MutantCatalogue.ComputeSampleOrder(m, seed), StringComparer.Ordinal).Take(Number("pool", 5)));
    var alone = await causes.RunAloneAsync([.. pool], workers);
    Console.WriteLine($"alone: {alone.Count} defects, {alone.Count(run => run.Named.Count == 1)} named, {clock.Elapsed.TotalSeconds:F0} s");
    foreach (var run in alone.Where(run => run.Named.Count == 0)) PrintCauses(run);
    IReadOnlyList<Mutant> known = [.. alone.Select(run => run.Mutants[0])];
    var found = new CauseScore(alone,
        await causes.RunAllAsync(CauseCampaign.Draw(known, 2, Number("pairs", 60), seed), workers),
        await causes.RunAllAsync(CauseCampaign.Draw(known, 3, Number("triples", 40), seed), workers));
    Console.WriteLine($"{found.Summary}, {clock.Elapsed.TotalSeconds:F0} s");
    foreach (var run in found.Pairs.Concat(found.Triples).Where(run => run.Named.Count < run.Mutants.Count)) PrintCauses(run);
    if (settings.ContainsKey("verbose"))
        foreach (var run in alone.Where(run => run.Causes.Count > 2)) PrintCauses(run);
    return found;
}

static void PrintCauses(PlantedDefects run)
{
    foreach (var (mutant, isApplied) in run.Mutants.Zip(run.IsApplied))
        Console.WriteLine($"{(run.Named.Contains(mutant) ? "named" : isApplied ? "NOT NAMED" : "HIDDEN")} {mutant.Class} | "
            + $"{mutant.Operation} | {mutant.Description}");
    foreach (var cause in run.Causes.Take(12))
        Console.WriteLine($"    {cause.First.Operation}: {cause.First.Deviation.Summary} ({cause.Cases.Count} cases)");
}
