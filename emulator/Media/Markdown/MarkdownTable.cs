namespace Scopix.Media.Markdown;

/// <summary>A GitHub table: a header row, a delimiter row with as many cells, and rows up to the end of the paragraph.</summary>
internal static class MarkdownTable
{
    /// <summary>The index of a table's header row; -1 for none.</summary>
    public static int FindHeaderLine(string[] lines)
    {
        for (var i = 1; i < lines.Length; i++)
            if (CountDelimiterColumns(lines[i]) is > 0 and var columns && lines[i - 1].Contains('|')
                && SplitCells(lines[i - 1]).Count == columns) return i - 1;
        return -1;
    }

    public static List<string> SplitCells(string line)
    {
        var row = line.AsSpan().Trim();
        if (row is ['|', ..]) row = row[1..];
        var (cells, cellStart) = (new List<string>(), 0);
        for (var at = 0; at < row.Length; at++)
        {
            if (row[at] == '\\') at++;
            else if (row[at] == '|')
            {
                cells.Add(UnescapeCell(row[cellStart..at]));
                cellStart = at + 1;
            }
        }
        if (cellStart < row.Length) cells.Add(UnescapeCell(row[cellStart..]));
        return cells;
    }

    private static string UnescapeCell(ReadOnlySpan<char> cell) => cell.Trim().ToString().Replace("\\|", "|", StringComparison.Ordinal);

    /// <summary>The number of columns of a delimiter row; 0 for any other line.</summary>
    private static int CountDelimiterColumns(string line)
    {
        if (!line.Contains('-') || line.AsSpan().ContainsAnyExcept("|-: \t")) return 0;
        if (!line.Contains('|')) return 0;
        var cells = SplitCells(line);
        return cells.TrueForAll(IsDelimiterCell) ? cells.Count : 0;
    }

    private static bool IsDelimiterCell(string cell)
    {
        var dashes = cell.AsSpan();
        if (dashes is [':', ..]) dashes = dashes[1..];
        if (dashes is [.., ':']) dashes = dashes[..^1];
        return dashes.Length > 0 && !dashes.ContainsAnyExcept('-');
    }
}
