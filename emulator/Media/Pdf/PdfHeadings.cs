namespace Scopix.Media.Pdf;

/// <summary>Font sizes clearly larger than the body text's are headings, the largest being level 1; after them come bold lines of the
/// body text's size.</summary>
internal sealed class PdfHeadings
{
    private const double MinRatio = 1.12;
    private const int MaxLevel = 6, MaxBoldLength = 100;
    private readonly List<double> _headingSizes;
    private readonly double _bodySize;
    private readonly bool _isBodyBold;

    public PdfHeadings(IEnumerable<PdfBlock> blocks)
    {
        var lengths = new Dictionary<(double Size, bool Bold, bool Fixed), long>();
        var candidates = new HashSet<double>();
        foreach (var block in blocks)
        {
            var size = GetRoundedSize(block);
            var key = (size, block.Style.IsBold, block.Style.IsFixedPitch);
            lengths[key] = lengths.GetValueOrDefault(key) + block.Text.Length;
            if (block.CanBeHeading) candidates.Add(size);
        }
        if (lengths.Count > 0) (_bodySize, _isBodyBold, IsBodyFixedPitch) = lengths.MaxBy(pair => pair.Value).Key;
        _headingSizes = [.. candidates.Where(size => size >= _bodySize * MinRatio).OrderDescending().Take(MaxLevel)];
    }

    /// <summary>Whether the body text has a fixed-width font, which then does not mean code.</summary>
    public bool IsBodyFixedPitch { get; }

    public int GetLevel(PdfBlock block)
    {
        if (!block.CanBeHeading) return 0;
        if (_headingSizes.IndexOf(GetRoundedSize(block)) is >= 0 and var at) return at + 1;
        var bold = block.Style.IsBold && !_isBodyBold && block.Text.Length <= MaxBoldLength && GetRoundedSize(block) >= _bodySize * 0.95;
        return bold && GetRoundedSize(block) < _bodySize * MinRatio ? Math.Min(MaxLevel, _headingSizes.Count + 1) : 0;
    }

    private static double GetRoundedSize(PdfBlock block) => Math.Round(block.Style.Size * 2) / 2;
}
