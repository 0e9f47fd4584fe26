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

    public void PrintSummary(ComparisonReport report) => DifferencePrinter.PrintSummary(report, Sides, isJson);
}
