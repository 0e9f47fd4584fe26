using System.CommandLine;

namespace Scopix.Emulator.Tool.Background;

/// <summary>Lists the emulators in the background. Its exit code is 0 when there is one.</summary>
internal static class StatusVerb
{
    public static Command Create()
    {
        var name = BackgroundPaths.CreateNameOption("Show this emulator alone");
        name.Description = "Show this emulator alone [default: all]";
        var json = new Option<bool>("--json") { Description = "Print a JSON array" };
        var verb = new Command("status", "List the emulators in the background; the exit code is 0 when one runs.") { name, json };
        verb.SetAction((parsed, _) => BackgroundErrors.ReportAsync(() => ShowAsync(parsed.GetValue(name), parsed.GetValue(json))));
        return verb;
    }

    private static async Task<int> ShowAsync(string? name, bool json)
    {
        BackgroundState[] found = name is null
            ? await BackgroundClient.FindAllAsync() : await BackgroundClient.FindAsync(name) is { } one ? [one] : [];
        if (json) Console.WriteLine(JsonSerializer.Serialize(found, BackgroundJsonContext.Default.BackgroundStateArray));
        else foreach (var state in found) Console.WriteLine(state.Describe());
        if (found.Length > 0) return 0;
        return json ? 1 : name is null ? BackgroundErrors.Report("No emulator runs in the background.") : BackgroundErrors.ReportNone(name);
    }
}
