using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Replay;
using Scopix.Emulator.Tool.Proxy;

namespace Scopix.Emulator.Tool.Replay;

/// <summary>What a replay prints: each difference once, and a summary.</summary>
internal sealed class ReplayConsole(bool isJson)
{
    private static readonly ComparedSides Sides = new("the recording", "the server");

    public void PrintStart(ReplayOptions options)
    {
        if (isJson) return;
        Console.WriteLine($"Sending the requests of {options.File} to {options.Target.AbsoluteUri.TrimEnd('/')}. "
            + (options.AllowsChanges ? "Resources of the account may be changed." : "What is there already is not changed."));
    }

    public void PrintItem(DifferenceItem item) => DifferencePrinter.PrintItem(item, Sides, isJson);

    /// <summary>A request that got no response.</summary>
    public static void PrintFailure(string failure) => Console.Error.WriteLine($"scopix-emulator: {failure}");

    public void PrintSummary(ReplayResult result)
    {
        DifferencePrinter.PrintSummary(result.Comparison, Sides, isJson);
        if (result.End == ReplayEnd.Interrupted) Console.Error.WriteLine("scopix-emulator: The replay was interrupted.");
        if (result.End == ReplayEnd.ServerLost)
            Console.Error.WriteLine("scopix-emulator: The replay ended, since "
                + $"{TrafficReplay.MaxFailuresInARow} requests in a row got no response.");
    }
}
