using Spectre.Console;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>Shows the progress of a run: a bar on a terminal, elsewhere a line for each quarter.</summary>
internal static class RemoteProgress
{
    /// <summary>Runs a function that reports its phase, the number of finished items and their total.</summary>
    public static Task<int> ShowAsync(TextWriter output, bool terminal, Func<Action<string, int, int>, Task<int>> run) => terminal
        ? ShowBarAsync(output, run) : run(CreateLineWriter(output));

    public static Action<string, int, int> CreateLineWriter(TextWriter output)
    {
        var (progressLock, phase, quarter) = (new Lock(), "", -1);
        return (what, done, total) =>
        {
            lock (progressLock)
            {
                var now = total == 0 ? 0 : 4 * done / total;
                if (what == phase && now <= quarter) return;
                (phase, quarter) = (what, now);
                output.WriteLine(total <= 1 ? what : $"{what} {done}/{total}");
            }
        };
    }

    private static async Task<int> ShowBarAsync(TextWriter output, Func<Action<string, int, int>, Task<int>> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var bars = console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await bars.StartAsync(async context =>
        {
            var (progressLock, shown) = (new Lock(), new Dictionary<string, ProgressTask>());
            return await run((what, done, total) =>
            {
                lock (progressLock)
                {
                    if (!shown.TryGetValue(what, out var bar)) shown[what] = bar = context.AddTask(what);
                    (bar.MaxValue, bar.Value) = (Math.Max(1, total), Math.Max(bar.Value, total == 0 ? 1 : done));
                }
            });
        });
    }
}
