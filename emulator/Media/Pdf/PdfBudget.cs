namespace Scopix.Media.Pdf;

/// <summary>
/// What one document may cost. Work is counted in steps, not by the clock, so that the same file always ends the same way.
/// </summary>
internal sealed class PdfBudget(long fileLength, ReadingBudget reading)
{
    public const int MaxDepth = 64, MaxObjects = 1_000_000, MaxTokensPerObject = 1_000_000;

    /// <summary>The most one stream may hold, packed or unpacked, in bytes.</summary>
    public const int MaxStreamLength = 64 << 20;

    /// <summary>The most one page may show, in glyphs.</summary>
    public const int MaxGlyphsPerPage = 500_000;

    /// <summary>A document of 1 MB has 40 million: about a second of work.</summary>
    private long _stepsLeft = Math.Min(200_000_000, 20_000_000 + (20 * Math.Min(fileLength, 1 << 30)));
    private long _stepsSinceCheck;
    private long _unpackedBytesLeft = Math.Min(2L << 30, (80L << 20) + (60 * Math.Min(fileLength, 1 << 30)));
    private long _readBytesLeft = (32L << 20) + (8 * fileLength);

    /// <summary>Tokens, glyphs, mappings, entries: about 20 to 50 million of them take a second.</summary>
    /// <exception cref="UnreadableDocumentException">The document has used up its steps.</exception>
    public void Spend(int steps = 1)
    {
        if ((_stepsLeft -= steps) < 0) throw UnreadableDocumentException.CreateTooLarge("The PDF takes more work to read than is allowed.");
        if ((_stepsSinceCheck += steps) < 50_000) return;
        _stepsSinceCheck = 0;
        reading.CancellationToken.ThrowIfCancellationRequested();
    }

    /// <exception cref="UnreadableDocumentException">The document's streams unpack to more than is allowed.</exception>
    public void SpendUnpacked(int bytes)
    {
        if ((_unpackedBytesLeft -= bytes) < 0) throw UnreadableDocumentException.CreateTooLarge("The PDF unpacks to more than is allowed.");
    }

    /// <exception cref="UnreadableDocumentException">The file's bytes were read over and over.</exception>
    public void SpendRead(long bytes)
    {
        if ((_readBytesLeft -= bytes) < 0)
            throw UnreadableDocumentException.CreateTooLarge("The PDF's parts overlap: reading it takes too long.");
    }
}
