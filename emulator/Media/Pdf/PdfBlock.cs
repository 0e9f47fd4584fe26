namespace Scopix.Media.Pdf;

internal sealed class PdfBlock
{
    private const int MaxHeadingLines = 3, MaxHeadingLength = 200;
    private readonly int _lineCount;
    private readonly TextBox _box;

    private PdfBlock(string text, PdfStyle style, int lineCount, TextBox box) =>
        (Text, Style, _lineCount, _box) = (text, style, lineCount, box);

    public string Text { get; }
    public PdfStyle Style { get; }

    public bool CanBeHeading => _lineCount <= MaxHeadingLines && Text.Length <= MaxHeadingLength && Text.Any(char.IsLetter)
        && Text[^1] is not ('.' or ',' or ';');

    /// <summary>Null when the limiter has no room.</summary>
    public static PdfBlock? Create(List<PdfLine> lines, PdfPage page, TextLimiter limiter)
    {
        var style = lines.MaxBy(line => line.Text.Length)!.Style;
        var text = limiter.TakeFitting(style.IsFixedPitch ? string.Join('\n', lines.Select(line => line.Text)) : JoinLines(lines));
        if (text.Length == 0) return null;
        var boxes = lines.ConvertAll(line => ToBox(line, page));
        var box = new TextBox(boxes.Min(one => one.X0), boxes.Min(one => one.Y0), boxes.Max(one => one.X1), boxes.Max(one => one.Y1));
        return new PdfBlock(text, style, lines.Count, box);
    }

    public TextBlock ToTextBlock(PdfHeadings headings)
    {
        var level = headings.GetLevel(this);
        var kind = level > 0 ? BlockKind.Heading
            : PdfListMarkers.IsAtStartOf(Text) ? BlockKind.ListItem
            : Style.IsFixedPitch && !headings.IsBodyFixedPitch ? BlockKind.Code
            : BlockKind.Paragraph;
        var text = kind == BlockKind.ListItem ? PdfListMarkers.RemoveBullet(Text) : Text;
        return new TextBlock(kind, text, kind == BlockKind.ListItem ? 1 : level, _box);
    }

    /// <summary>Joins lines. A hyphen between letters at a line's end is removed when the next line begins with a lowercase
    /// letter.</summary>
    private static string JoinLines(List<PdfLine> lines)
    {
        var text = new StringBuilder(lines[0].Text);
        foreach (var line in lines.Skip(1))
        {
            var divided = text.Length > 1 && text[^1] is '-' or '\u00AD' or '\u2010' && char.IsLetter(text[^2])
                && char.IsLower(line.Text[0]);
            if (divided) text.Length--;
            else text.Append(' ');
            text.Append(line.Text);
        }
        return text.Replace("\u00AD", "").ToString();
    }

    private static TextBox ToBox(PdfLine line, PdfPage page)
    {
        var (x0, y0) = line.Style.Direction.ToPageCoordinates(line.Start, line.Baseline - (0.8 * line.Style.Size));
        var (x1, y1) = line.Style.Direction.ToPageCoordinates(line.End, line.Baseline + (0.2 * line.Style.Size));
        return new TextBox(
            ToFraction(Math.Min(x0, x1), page.Width), ToFraction(Math.Min(y0, y1), page.Height),
            ToFraction(Math.Max(x0, x1), page.Width), ToFraction(Math.Max(y0, y1), page.Height));
    }

    private static double ToFraction(double at, double whole) => Math.Round(Math.Clamp(at / whole, 0, 1), 5);
}
