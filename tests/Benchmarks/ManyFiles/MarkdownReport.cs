using System.Globalization;
using System.Text;

namespace Scopix.ManyFiles;

/// <summary>The results as Markdown.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes the loading times, then a row for each kind of request.</summary>
    public static string Write(IReadOnlyList<(string Size, string Facts, IReadOnlyList<RequestTiming> Rows)> columns, int times)
    {
        var text = new StringBuilder();
        foreach (var (_, facts, _) in columns.Where(
            column => column.Facts.Length > 0)) text.AppendLine(CultureInfo.InvariantCulture, $"- {facts}");
        text.AppendLine()
            .AppendLine(CultureInfo.InvariantCulture,
                $"| | {string.Join(" | ", columns.Select(column => column.Size))} | matches, at most |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "---|"))}---|");
        for (var row = 0; row < columns[^1].Rows.Count; row++)
        {
            var last = columns[^1].Rows[row];
            var cells = columns.Select(
                column => string.Create(CultureInfo.InvariantCulture,
                    $"{column.Rows[row].MedianMilliseconds:0.0} / {column.Rows[row].P99Milliseconds:0.0} "
                    + $"({column.Rows[row].ProcessorMilliseconds:0.0})"
                    + $"{(column.Rows[row].Count < times ? $" of {column.Rows[row].Count}" : "")}"));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {last.Name} | {string.Join(" | ", cells)} | "
                + $"{(last.TotalCount < 0 ? "" : last.TotalCount.ToString("N0", CultureInfo.InvariantCulture))} |");
        }
        return text.AppendLine().Append(WriteBudgets(columns)).ToString();
    }

    /// <summary>Writes the two results that have a budget.</summary>
    private static string WriteBudgets(IReadOnlyList<(string Size, string Facts, IReadOnlyList<RequestTiming> Rows)> columns)
    {
        var text = new StringBuilder();
        foreach (var (size, _, rows) in columns)
        {
            var slowest = rows.Where(row => row.Name.StartsWith("list ", StringComparison.Ordinal)).MaxBy(row => row.P99Milliseconds)!;
            text.AppendLine(CultureInfo.InvariantCulture,
                $"- {size} files: the slowest list with one sort order, filter or search is \"{slowest.Name}\", p99 "
                + $"{slowest.P99Milliseconds:0.0} ms (budget at 1,000,000: 25 ms).");
        }
        foreach (var row in columns[^1].Rows.Where(row => row.Name.StartsWith("upload", StringComparison.Ordinal)))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"- {row.Name}: at {columns[^1].Size} files it takes "
                + $"{row.ProcessorMilliseconds / columns[0].Rows.Single(first => first.Name == row.Name).ProcessorMilliseconds:0.00} "
                    + $"times the processor time of {columns[0].Size} (budget: 1.3).");
        return text.ToString();
    }
}
