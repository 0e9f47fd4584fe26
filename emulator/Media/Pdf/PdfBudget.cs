namespace Scopix.Media.Pdf;

/// <summary>The limits for one PDF. A file of 1 MB has 40 million steps: tokens, glyphs, mappings, entries; about a second of
/// work.</summary>
internal sealed class PdfBudget : ReadingBudget
{
    public const int MaxDepth = 64, MaxObjects = 1_000_000, MaxTokensPerObject = 1_000_000;

    /// <summary>Of one stream, encoded or decoded, in bytes.</summary>
    public const int MaxStreamLength = 64 << 20;
    public const int MaxGlyphsPerPage = 500_000;
    private long _unpackedBytesLeft, _readBytesLeft;

    public PdfBudget(long fileLength, CancellationToken cancel) : base(fileLength, cancel)
    {
        var length = Math.Min(fileLength, 1 << 30);
        StepsLeft = Math.Min(MaxSteps, 20_000_000 + (20 * length));
        _unpackedBytesLeft = Math.Min(2L << 30, (80L << 20) + (60 * length));
        _readBytesLeft = (32L << 20) + (8 * fileLength);
    }

    public void SpendUnpacked(int bytes)
    {
        if ((_unpackedBytesLeft -= bytes) < 0) throw UnreadableDocumentException.CreateTooLarge("The PDF unpacks to more than is allowed.");
    }

    public void SpendRead(long bytes)
    {
        if ((_readBytesLeft -= bytes) < 0)
            throw UnreadableDocumentException.CreateTooLarge("The PDF's parts overlap: reading it takes too long.");
    }
}
