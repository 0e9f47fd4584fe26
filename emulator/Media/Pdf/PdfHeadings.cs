namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// Which sizes are headings: those clearly larger than what most of the text is set in, the largest being level 1, and after
/// them bold lines of the running text's size.
/// </summary>
internal sealed class PdfHeadings
{
    private const double MinRatio = 1.12;
    private const int MaxLevel = 6, MaxBoldLength = 100;
    private readonly List<double> _sizes;
    private readonly double _body;
    private readonly bool _bodyIsBold;

    public PdfHeadings(IEnumerable<PdfBlock> blocks)
    {
        var letters = new Dictionary<(double Size, bool Bold, bool Fixed), long>();
        var candidates = new HashSet<double>();
        foreach (var block in blocks)
        {
            var size = Rounded(block);
            var key = (size, block.Style.IsBold, block.Style.IsFixed);
            letters[key] = letters.GetValueOrDefault(key) + block.Text.Length;
            if (block.MayBeHeading) candidates.Add(size);
        }

        if (letters.Count > 0) (_body, _bodyIsBold, BodyIsFixed) = letters.MaxBy(pair => pair.Value).Key;
        _sizes = [.. candidates.Where(size => size >= _body * MinRatio).OrderDescending().Take(MaxLevel)];
    }

    /// <summary>Whether most of the text is set in a font of one width, so that such a font does not mean code.</summary>
    public bool BodyIsFixed { get; }

    /// <summary>1 to 6, or 0 for a block that is no heading.</summary>
    public int Level(PdfBlock block)
    {
        if (!block.MayBeHeading) return 0;
        if (_sizes.IndexOf(Rounded(block)) is >= 0 and var at) return at + 1;
        var bold = block.Style.IsBold && !_bodyIsBold && block.Text.Length <= MaxBoldLength && Rounded(block) >= _body * 0.95;
        return bold && Rounded(block) < _body * MinRatio ? Math.Min(MaxLevel, _sizes.Count + 1) : 0;
    }

    private static double Rounded(PdfBlock block) => Math.Round(block.Style.Size * 2) / 2;
}
