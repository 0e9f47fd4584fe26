namespace Scopix.Media.Pdf;

/// <summary>The limits for one PDF. A file of 1 MB has 40 million steps: tokens, glyphs, mappings, entries; about a second of
/// work.</summary>
internal sealed class PdfBudget(long fileLength, ReadingBudget reading)
{
    public const int MaxDepth = 64, MaxObjects = 1_000_000, MaxTokensPerObject = 1_000_000;

    /// <summary>Of one stream, encoded or decoded, in bytes.</summary>
    public const int MaxStreamLength = 64 << 20;

    public const int MaxGlyphsPerPage = 500_000;

    private long _stepsLeft = Math.Min(200_000_000, 20_000_000 + (20 * Math.Min(fileLength, 1 << 30)));
    private long _stepsSinceCheck;
    private long _unpackedBytesLeft = Math.Min(2L << 30, (80L << 20) + (60 * Math.Min(fileLength, 1 << 30)));
    private long _readBytesLeft = (32L << 20) + (8 * fileLength);

    public void Spend(int steps = 1)
    {
        if ((_stepsLeft -= steps) < 0) throw UnreadableDocumentException.CreateTooLarge("The PDF takes more work to read than is allowed.");
        if ((_stepsSinceCheck += steps) < 50_000) return;
        _stepsSinceCheck = 0;
        reading.CancellationToken.ThrowIfCancellationRequested();
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
