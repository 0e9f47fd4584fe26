using System.CommandLine;

namespace Scopix.Emulator.Tool.Background;

/// <summary>Stops emulators in the background, and returns when their processes have ended.</summary>
internal static class StopVerb
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var name = BackgroundPaths.CreateNameOption("Name of the emulator");
        var all = new Option<bool>("--all") { Description = "Stop all emulators in the background" };
        var verb = new Command("stop", "Stop an emulator in the background; the command ends when its process has ended.") { name, all };
        verb.SetAction((parsed, _) => BackgroundErrors.ReportAsync(
            () => StopAsync(parsed.GetValue(name) ?? BackgroundPaths.DefaultName, parsed.GetValue(all))));
        return verb;
    }

    private static async Task<int> StopAsync(string name, bool all)
    {
        BackgroundState[] found = all
            ? await BackgroundClient.FindAllAsync() : await BackgroundClient.FindAsync(name) is { } one ? [one] : [];
        if (found.Length == 0) return all ? 0 : BackgroundErrors.ReportNone(name);
        var results = await Task.WhenAll(found.Select(StopOneAsync));
        return results.Max();
    }

    private static async Task<int> StopOneAsync(BackgroundState state)
    {
        try
        {
            await BackgroundClient.StopAsync(state.Name, TimeLimit);
            Console.WriteLine($"Stopped {state.Name}, process {state.Process}.");
            return 0;
        }
        catch (TimeoutException)
        {
            return BackgroundErrors.Report(
                $"The emulator {state.Name}, process {state.Process}, has not ended after {TimeLimit.TotalSeconds} s. See {state.Log}.");
        }
    }
}
