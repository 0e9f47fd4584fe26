using System.Globalization;
using System.Text;

namespace Scopix.ManyFiles;

/// <summary>The results as Markdown.</summary>
internal static class Page
{
    /// <summary>What loading took, then a row for each kind of request.</summary>
    public static string Of(IReadOnlyList<(string Size, string Facts, IReadOnlyList<Measured> Rows)> columns)
    {
        var text = new StringBuilder();
        foreach (var (_, facts, _) in columns.Where(column => column.Facts.Length > 0)) text.AppendLine(CultureInfo.InvariantCulture, $"- {facts}");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", columns.Select(column => column.Size))} | fit, at most |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "---|"))}---|");
        for (var row = 0; row < columns[^1].Rows.Count; row++)
        {
            var last = columns[^1].Rows[row];
            var cells = columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Rows[row].Half:0.0} / {column.Rows[row].Most:0.0} ({column.Rows[row].Processor:0.0})"));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {last.Name} | {string.Join(" | ", cells)} | {(last.Total < 0 ? "" : last.Total.ToString("N0", CultureInfo.InvariantCulture))} |");
        }
        return text.ToString();
    }
}
