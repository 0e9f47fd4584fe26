using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Scopix.Benchmarks.Inner;

// Runs a short job of each benchmark in this process, which takes two minutes. --page=FILE writes the tables; other arguments are
// passed to BenchmarkDotNet, e.g. --filter '*Lists*'.
var page = args.FirstOrDefault(arg => arg.StartsWith("--page=", StringComparison.Ordinal))?["--page=".Length..];
string[] others = [.. args.Where(arg => !arg.StartsWith("--page=", StringComparison.Ordinal))];
var job = Job.ShortRun.WithIterationCount(10).WithIterationTime(TimeInterval.FromMilliseconds(200))
    .WithToolchain(InProcessEmitToolchain.Instance);
var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default).AddColumnProvider(DefaultColumnProviders.Instance)
    .HideColumns(Column.Job, Column.Toolchain, Column.IterationCount, Column.IterationTime, Column.LaunchCount, Column.WarmupCount,
        Column.StdDev, Column.RatioSD)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "scopix-bench-inner")).WithOptions(ConfigOptions.DisableLogFile);

var summaries = BenchmarkSwitcher.FromTypes([typeof(Signing), typeof(Forms), typeof(Records), typeof(Lists)])
    .Run(others.Length == 0 ? ["--filter", "*"] : others, config).ToList();
BenchmarkState.Close();
var failed = summaries.Count == 0
    || summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success));
if (page is not null && !failed) await File.WriteAllTextAsync(page, MarkdownReport.Write(summaries));
return failed ? 1 : 0;
