using Spectre.Console;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>How far a run is: a bar on a terminal, a line for each quarter elsewhere.</summary>
internal static class RemoteProgress
{
    /// <summary>Shows a run, which tells what it does, how much of it is done, and of how much.</summary>
    public static Task<int> ShowAsync(TextWriter output, bool terminal, Func<Action<string, int, int>, Task<int>> run) => terminal
        ? ShowBarAsync(output, run) : run(CreateLineWriter(output));

    /// <summary>Writes a line when something begins, and for each quarter.</summary>
    public static Action<string, int, int> CreateLineWriter(TextWriter output)
    {
        var (gate, phase, quarter) = (new Lock(), "", -1);
        return (what, done, total) =>
        {
            lock (gate)
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
            var (gate, shown) = (new Lock(), new Dictionary<string, ProgressTask>());
            return await run((what, done, total) =>
            {
                lock (gate)
                {
                    if (!shown.TryGetValue(what, out var bar)) shown[what] = bar = context.AddTask(what);
                    (bar.MaxValue, bar.Value) = (Math.Max(1, total), Math.Max(bar.Value, total == 0 ? 1 : done));
                }
            });
        });
    }
}
