namespace Scopix.Media.Recognition;

/// <summary>What Tesseract has read.</summary>
/// <param name="Width">Of the picture, in pixels.</param>
/// <param name="Height">Of the picture, in pixels.</param>
/// <param name="Lines">In the order of Tesseract.</param>
internal sealed record RecognizedPage(int Width, int Height, IReadOnlyList<RecognizedLine> Lines)
{
    private const int PageLevel = 1, WordLevel = 5, Columns = 12;

    /// <summary>
    /// Reads Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence and text, with tabs
    /// between.
    /// </summary>
    public static RecognizedPage Parse(string table)
    {
        var (width, height, lines) = (0, 0, new List<(string Key, RecognizedLine Line)>());
        foreach (var row in table.Split('\n').Skip(1))
        {
            var cells = row.TrimEnd('\r').Split('\t', Columns);
            if (cells.Length < Columns || !int.TryParse(cells[0], CultureInfo.InvariantCulture, out var level)) continue;
            var box = new RecognizedBox(Number(cells[6]), Number(cells[7]), Number(cells[8]), Number(cells[9]));
            if (level == PageLevel) (width, height) = (box.Width, box.Height);
            if (level != WordLevel || !IsWord(cells[10], cells[11])) continue;
            var (key, word) = (string.Join('/', cells[1..5]), new RecognizedLine(cells[11].Trim(), box));
            if (lines.Count > 0 && lines[^1].Key == key) lines[^1] = (key, lines[^1].Line.Append(word));
            else lines.Add((key, word));
        }
        return new RecognizedPage(width, height, [.. lines.Select(line => line.Line)]);
    }

    /// <summary>A word has letters or digits. One alone must be surer: a line of a drawing is often read as one.</summary>
    private static bool IsWord(string confidence, string text) =>
        double.TryParse(confidence, CultureInfo.InvariantCulture, out var value) && text.Count(char.IsLetterOrDigit) switch
        {
            0 => false,
            1 => value >= Tesseract.MinConfidenceOfOneLetter,
            _ => value >= Tesseract.MinConfidence,
        };

    private static int Number(string cell) => int.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>The words of a line, with spaces between them.</summary>
internal sealed record RecognizedLine(string Text, RecognizedBox Box)
{
    public RecognizedLine Append(RecognizedLine word) => new($"{Text} {word.Text}", Box.Include(word.Box));
}

/// <summary>A rectangle in pixels.</summary>
internal sealed record RecognizedBox(int Left, int Top, int Width, int Height)
{
    public RecognizedBox Include(RecognizedBox other)
    {
        var (left, top) = (Math.Min(Left, other.Left), Math.Min(Top, other.Top));
        return new(left, top, Math.Max(Left + Width, other.Left + other.Width) - left,
            Math.Max(Top + Height, other.Top + other.Height) - top);
    }
}
