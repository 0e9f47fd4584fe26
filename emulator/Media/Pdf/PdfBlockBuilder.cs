namespace Scopix.Media.Pdf;

/// <summary>Joins lines to paragraphs. When all pages are read, headings, lists and code are told apart by size and weight relative to
/// the body text, by the beginning of a line, and by fixed-width fonts.</summary>
internal sealed class PdfBlockBuilder
{
    private readonly List<List<PdfBlock>> _pages = [];

    public int PageCount => _pages.Count;

    public void AddPage(PdfPage page, List<PdfLine> lines, TextLimiter limiter)
    {
        var blocks = new List<PdfBlock>();
        var leading = MeasureLeading(lines);
        for (var first = 0; first < lines.Count && !limiter.IsTruncated;)
        {
            var next = first + 1;
            while (next < lines.Count && ContinuesParagraph(lines, first, next, leading)) next++;
            var group = lines.GetRange(first, next - first);
            if (PdfBlock.Create(group, page, limiter) is { } block) blocks.Add(block);
            first = next;
        }
        _pages.Add(blocks);
    }

    public List<DocumentPage> ToPages()
    {
        var headings = new PdfHeadings(_pages.SelectMany(blocks => blocks));
        return [.. _pages.Select((blocks, i) => new DocumentPage(i + 1, [.. blocks.Select(block => block.ToTextBlock(headings))]))];
    }

    /// <summary>The most frequent line distance, in font sizes: 1 to 2.2.</summary>
    private static double MeasureLeading(List<PdfLine> lines)
    {
        var counts = new int[23];
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Style.Direction != lines[i - 1].Style.Direction) continue;
            var distance = (lines[i].Baseline - lines[i - 1].Baseline) / Math.Max(0.1, lines[i].Style.Size);
            if (distance is >= 0.9 and < 2.25) counts[(int)(distance * 10)]++;
        }
        var max = counts.Max();
        return max == 0 ? 1.3 : Math.Max(1, (Array.IndexOf(counts, max) / 10.0) + 0.1);
    }

    private static bool ContinuesParagraph(List<PdfLine> lines, int first, int next, double leading)
    {
        var (above, line) = (lines[next - 1], lines[next]);
        var size = line.Style.Size;
        if (line.Style.Direction != above.Style.Direction || line.Style.IsBold != above.Style.IsBold
            || line.Style.IsFixedPitch != above.Style.IsFixedPitch) return false;
        if (size > above.Style.Size * 1.08 || size < above.Style.Size * 0.92) return false;
        var distance = line.Baseline - above.Baseline;
        if (distance < 0.5 * size || distance > (leading + 0.2) * size) return false;
        if (line.Start > above.End || line.End < above.Start) return false;
        if (PdfListMarkers.BeginsItem(line.Text, above.Text, lines[first].Text)) return false;
        if (line.Style.IsFixedPitch) return true;
        var indent = line.IsRightToLeft && above.IsRightToLeft ? above.End - line.End : line.Start - above.Start;
        return next - first == 1 ? Math.Abs(indent) < 4 * size : Math.Abs(indent) < 0.8 * size;
    }
}
