using System.Globalization;
using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Tool.Proxy;

/// <summary>Prints how the responses of two servers differ.</summary>
internal static class DifferencePrinter
{
    public static void PrintItem(DifferenceItem item, ComparedSides sides, bool isJson) => Console.WriteLine(isJson
        ? JsonSerializer.Serialize(DifferenceLine.From(item), ProxyOutputContext.Shared.DifferenceLine) : item.FormatHeadline(sides));

    public static void PrintSummary(ComparisonReport report, ComparedSides sides, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                ComparisonSummaryLine.From(report), ProxyOutputContext.Shared.ComparisonSummaryLine));
            return;
        }
        Console.WriteLine();
        var items = report.GetItems();
        foreach (var item in items) Console.WriteLine($"{FormatCount(item.Count),7}× {item.FormatHeadline(sides)}");
        if (report.MoreItems > 0) Console.WriteLine($"Further differences, counted only: {FormatCount(report.MoreItems)}");
        foreach (var (reason, count) in report.GetSkipped().OrderByDescending(skipped => skipped.Value))
            Console.WriteLine($"{FormatCount(count),7} requests were not compared, because {reason}");
        Console.WriteLine($"{FormatCount(report.Compared)} requests compared, {FormatCount(report.Equal)} with equal responses; "
            + $"{items.Count} differences between {sides.Reference} and {sides.Candidate}");
    }

    private static string FormatCount(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
