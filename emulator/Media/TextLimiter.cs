namespace Scopix.Media;

/// <summary>How much of a document's text there is still room for (the limits of <see cref="DocumentReader"/>).</summary>
internal sealed class TextLimiter
{
    private int _blockCount;

    public long CharacterCount { get; private set; }

    public bool IsTruncated { get; private set; }

    public bool IsFull => IsTruncated;

    /// <summary>Whether one more page may follow so many.</summary>
    public bool CanAddPage(int pages) => pages < DocumentReader.MaxPages || !(IsTruncated = true);

    /// <summary>Nothing more fits: the rest of the document is not read.</summary>
    public void MarkTruncated() => IsTruncated = true;

    /// <summary>Takes room for a block's text; what does not fit is cut off, and nothing fits after that.</summary>
    public string TakeFitting(string text)
    {
        var left = (int)Math.Min(int.MaxValue, DocumentReader.MaxCharacters - CharacterCount);
        if (_blockCount++ == DocumentReader.MaxBlocks) left = 0;
        if (IsTruncated) left = 0;
        if (text.Length > left)
        {
            IsTruncated = true;
            text = TextTruncation.Truncate(text, left);
        }

        CharacterCount += text.Length;
        return text;
    }
}
