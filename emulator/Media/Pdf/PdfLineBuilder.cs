namespace Scopix.Media.Pdf;

/// <summary>One line of a page. Its words are separated by one space, its style is that of most characters; start and end are along its
/// direction and the baseline across it, in points.</summary>
internal sealed record PdfLine(string Text, PdfStyle Style, double Start, double End, double Baseline, bool IsRightToLeft = false);

/// <summary>Joins segments on one baseline to lines. Their order is that of the content, as nearly all programs write it, or from top to
/// bottom when the content jumps.</summary>
internal static class PdfLineBuilder
{
    private const double MaxRaise = 0.5, MaxSideGap = 1;
    private const int MaxLinesPerRow = 16;

    public static List<PdfLine> Build(IReadOnlyList<PdfSegment> segments, PdfBudget budget)
    {
        var open = new List<OpenLine>();
        var byPlace = new Dictionary<(int Degrees, long Row), List<OpenLine>>();
        var shownByText = new Dictionary<(string, int), List<PdfSegment>>();
        OpenLine? last = null;
        foreach (var segment in segments)
        {
            budget.Spend(16);
            if (segment.Text.Length == 0) continue;
            if (string.IsNullOrWhiteSpace(segment.Text.ToString()) ? last is null : IsRepeated(segment, shownByText)) continue;
            var line = last is not null && last.Accepts(segment, anywhere: true) ? last : FindNear(byPlace, segment, budget);
            if (line is null)
            {
                line = new OpenLine(segment);
                open.Add(line);
                GetRow(byPlace, segment.Style.Direction.Degrees, ToRow(segment.Baseline)).Add(line);
            }
            else line.Add(segment);
            last = line;
        }
        var lines = ToReadingOrder(open.Select(line => line.ToLine()).Where(line => line.Text.Length > 0).ToList());
        return IsDisordered(lines) ? SortByPosition(lines) : lines;
    }

    private static List<PdfLine> ToReadingOrder(List<PdfLine> lines)
    {
        if (!lines.Exists(line => PdfBidi.ContainsRightToLeft(line.Text))) return lines;
        var balances = lines.ConvertAll(line => PdfBidi.CountLetters(line.Text));
        var isPageRightToLeft = balances.Sum(line => line.Right) > balances.Sum(line => line.Left);
        for (var i = 0; i < lines.Count; i++)
        {
            if (balances[i].Right == 0) continue;
            var fromRight = PdfBidi.IsRightToLeftLine(lines[i].Text, balances[i], isPageRightToLeft);
            var text = PdfPresentationForms.ReplaceWithLetters(PdfBidi.ToLogicalOrder(lines[i].Text, fromRight)).Trim();
            lines[i] = lines[i] with { Text = text, IsRightToLeft = fromRight };
        }
        return [.. lines.Where(line => line.Text.Length > 0)];
    }

    private static long ToRow(double v) => (long)Math.Clamp(Math.Floor(v / 4), -1e9, 1e9);

    private static List<OpenLine> GetRow(Dictionary<(int, long), List<OpenLine>> byPlace, int degrees, long row)
    {
        if (!byPlace.TryGetValue((degrees, row), out var lines)) byPlace[(degrees, row)] = lines = [];
        return lines;
    }

    private static OpenLine? FindNear(Dictionary<(int Degrees, long Row), List<OpenLine>> byPlace, PdfSegment segment, PdfBudget budget)
    {
        for (var row = ToRow(segment.Baseline) - 1; row <= ToRow(segment.Baseline) + 1; row++)
        {
            if (!byPlace.TryGetValue((segment.Style.Direction.Degrees, row), out var lines)) continue;
            for (var i = lines.Count - 1; i >= 0 && i >= lines.Count - MaxLinesPerRow; i--)
            {
                budget.Spend();
                if (lines[i].Accepts(segment, anywhere: false)) return lines[i];
            }
        }
        return null;
    }

    /// <summary>Whether the same text was shown at the same place before, to look bold or as a shadow.</summary>
    private static bool IsRepeated(PdfSegment segment, Dictionary<(string, int), List<PdfSegment>> shownByText)
    {
        var key = (segment.Text.ToString(), segment.Style.Direction.Degrees);
        if (!shownByText.TryGetValue(key, out var others)) shownByText[key] = others = [];
        var near = segment.Style.Size * 0.2;
        for (var i = others.Count - 1; i >= 0 && i >= others.Count - 16; i--)
            if (Math.Abs(others[i].Start - segment.Start) < near && Math.Abs(others[i].Baseline - segment.Baseline) < near) return true;
        others.Add(segment);
        return false;
    }

    private static bool IsDisordered(List<PdfLine> lines)
    {
        var upwardJumps = 0;
        for (var i = 1; i < lines.Count; i++)
        {
            var (above, below) = (lines[i - 1], lines[i]);
            if (below.Style.Direction != above.Style.Direction) continue;
            var overlaps = below.Start < above.End && above.Start < below.End;
            if (overlaps && below.Baseline < above.Baseline - below.Style.Size) upwardJumps++;
        }
        return upwardJumps > 2 && upwardJumps > lines.Count / 8;
    }

    private static List<PdfLine> SortByPosition(List<PdfLine> lines) =>
        [.. lines.OrderBy(line => line.Style.Direction.Degrees).ThenBy(line => Math.Round(line.Baseline))
            .ThenBy(line => line.IsRightToLeft ? -line.End : line.Start)];

    private sealed class OpenLine(PdfSegment first)
    {
        private readonly List<PdfSegment> _parts = [first];
        private PdfSegment _mainSegment = first;
        private double _start = first.Start, _end = first.End;

        /// <summary>Whether a segment belongs to this line: on its baseline (or raised or lowered and smaller) and next to it, or
        /// anywhere ahead of it when the segment follows in the content.</summary>
        public bool Accepts(PdfSegment segment, bool anywhere)
        {
            if (segment.Style.Direction != _mainSegment.Style.Direction) return false;
            double size = Math.Max(segment.Style.Size, _mainSegment.Style.Size),
                small = Math.Min(segment.Style.Size, _mainSegment.Style.Size);
            var shift = Math.Abs(segment.Baseline - _mainSegment.Baseline);
            var allowed = small < size * 0.9 ? MaxRaise * size : MaxRaise * 0.5 * size;
            if (shift > allowed) return false;
            var gap = segment.Start - _end;
            if (gap >= -0.5 * size) return anywhere ? segment.Start > _start || gap >= 0 : gap <= MaxSideGap * size;
            var before = _start - segment.End;
            return before >= -0.5 * size && before <= MaxSideGap * size && shift <= 0.1 * size;
        }
        public void Add(PdfSegment segment)
        {
            _parts.Add(segment);
            if (segment.Text.Length > _mainSegment.Text.Length && segment.Style.Size >= _mainSegment.Style.Size * 0.9)
                _mainSegment = segment;
            (_start, _end) = (Math.Min(_start, segment.Start), Math.Max(_end, segment.End));
        }
        public PdfLine ToLine()
        {
            var text = new StringBuilder();
            var end = 0.0;
            var (bold, total) = (0, 0);
            foreach (var part in _parts.OrderBy(part => part.Start))
            {
                var gap = part.Start - end;
                var size = Math.Min(part.Style.Size, _mainSegment.Style.Size);
                if (text.Length > 0 && gap > PdfTextCollector.WordGap * size && text[^1] != ' ') text.Append(' ');
                if (text.Length > 0 && text[^1] == ' ' && part.Text[0] == ' ') text.Length--;
                text.Append(part.Text);
                end = text.Length == part.Text.Length ? part.End : Math.Max(end, part.End);
                total += part.Text.Length;
                if (part.Style.IsBold) bold += part.Text.Length;
            }
            return new PdfLine(text.ToString().Trim(), _mainSegment.Style with { IsBold = bold * 10 > total * 9 }, _start, _end,
                _mainSegment.Baseline);
        }
    }
}
