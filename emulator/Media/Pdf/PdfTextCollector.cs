namespace Scopix.Media.Pdf;

/// <summary>Consecutive characters on one baseline, with spaces where there are gaps.</summary>
internal sealed class PdfSegment(PdfStyle style, double u, double v)
{
    public StringBuilder Text { get; } = new();
    public PdfStyle Style { get; } = style;
    public double Start { get; set; } = u;
    public double End { get; set; } = u;
    public double Baseline { get; } = v;
    public bool EndsWithSpace => Text.Length > 0 && Text[^1] == ' ';
}

/// <summary>Collects a page's characters into segments. A gap wider than <see cref="WordGap"/> becomes a space, whether or not the page
/// has one; a jump begins another segment.</summary>
internal sealed class PdfTextCollector(PdfBudget budget, double width, double height)
{
    /// <summary>In font sizes. Word spaces are mostly 0.2 to 0.35 wide, in narrow type down to 0.11; kerning moves letters by less than
    /// 0.1.</summary>
    public const double WordGap = 0.1;
    private const double MaxBack = 0.4, MaxAhead = 3, MaxShift = 0.15, MarkShift = 0.6;
    private const int MaxMarkedContentDepth = 256;
    private readonly List<PdfSegment> _segments = [];
    private readonly Stack<string?> _markedContent = new();
    private PdfSegment? _last;
    private ActualText? _actualText;
    private int _glyphCount, _ignoredMarkedContent;

    public IReadOnlyList<PdfSegment> Segments => _segments;

    /// <summary>Begins a marked sequence. With a replacement text, its glyphs only give the position.</summary>
    public void BeginMarkedContent(string? replacement)
    {
        if (_markedContent.Count == MaxMarkedContentDepth)
        {
            _ignoredMarkedContent++;
            return;
        }
        _markedContent.Push(replacement);
        if (replacement is not null && _actualText is null) _actualText = new ActualText(replacement, _markedContent.Count);
    }

    public void EndMarkedContent()
    {
        if (_ignoredMarkedContent > 0)
        {
            _ignoredMarkedContent--;
            return;
        }
        var depth = _markedContent.Count;
        if (!_markedContent.TryPop(out _) || _actualText is not { } replaced || replaced.Depth != depth) return;
        _actualText = null;
        if (replaced.HasPosition) AddToSegment(replaced.Text, replaced.Start, replaced.End, replaced.Style);
    }

    /// <summary>Adds a character from its origin to that of the next one, in points from the page's top left corner.</summary>
    public void AddText(string text, (double X, double Y) start, (double X, double Y) end, in PdfStyle style)
    {
        if (_actualText is not null) _actualText = _actualText.ExtendedTo(start, end, style);
        else AddToSegment(text, start, end, style);
    }

    private void AddToSegment(string text, (double X, double Y) start, (double X, double Y) end, in PdfStyle style)
    {
        if (text.Length == 0 || !(style.Size is > 0.01 and < 1e5)) return;
        if (!(start.X > -style.Size && start.X < width + style.Size && start.Y > -style.Size && start.Y < height + style.Size)) return;
        if (++_glyphCount > PdfBudget.MaxGlyphsPerPage) return;
        var (u, v) = style.Direction.ToLineCoordinates(start);
        var after = style.Direction.ToLineCoordinates(end).U;
        if (!double.IsFinite(after)) return;
        if (_last is { } before && IsCombiningMark(text) && u >= before.Start && u <= before.End
            && Math.Abs(v - before.Baseline) < MarkShift * style.Size)
        {
            AppendText(before, text);
            return;
        }
        var segment = ContinuesSegment(_last, u, v, style) ? _last! : BeginSegment(u, v, style);
        if (u - segment.End > WordGap * style.Size && segment.Text.Length > 0 && !segment.EndsWithSpace) segment.Text.Append(' ');
        AppendText(segment, text);
        segment.End = Math.Max(segment.End, after);
    }

    private static bool IsCombiningMark(string text) => char.GetUnicodeCategory(text[0]) == UnicodeCategory.NonSpacingMark;

    private static bool ContinuesSegment(PdfSegment? last, double u, double v, in PdfStyle style) =>
        last is not null && last.Style == style && Math.Abs(v - last.Baseline) <= MaxShift * style.Size
        && u - last.End >= -MaxBack * style.Size && u - last.End <= MaxAhead * style.Size && u >= last.Start;

    private PdfSegment BeginSegment(double u, double v, in PdfStyle style)
    {
        budget.Spend(4);
        _last = new PdfSegment(style, u, v);
        _segments.Add(_last);
        return _last;
    }

    /// <summary>The text of one glyph or replacement is in logical order; a segment is in visual order.</summary>
    private static void AppendText(PdfSegment segment, string text)
    {
        if (text.Length > 1 && PdfBidi.ContainsRightToLeft(text))
            text = PdfBidi.ToLogicalOrder(text, PdfBidi.CountLetters(text) is var (left, right) && right >= left);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (!segment.EndsWithSpace) segment.Text.Append(' ');
            }
            else if (!char.IsControl(c) && c is not ('\uFEFF' or '\u200B' or '\u200C')) segment.Text.Append(c);
        }
    }

    /// <summary>A text that replaces glyphs, with the position of those seen so far.</summary>
    private sealed record ActualText(string Text, int Depth)
    {
        public bool HasPosition { get; private init; }

        public (double X, double Y) Start { get; private init; }

        public (double X, double Y) End { get; private init; }

        public PdfStyle Style { get; private init; }

        public ActualText ExtendedTo((double X, double Y) start, (double X, double Y) end, PdfStyle style) =>
            HasPosition ? this with { End = end } : this with { HasPosition = true, Start = start, End = end, Style = style };
    }
}
