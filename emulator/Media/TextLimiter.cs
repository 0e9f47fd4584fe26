namespace Scopix.Media;

/// <summary>Enforces the limits of <see cref="DocumentReader"/>.</summary>
internal sealed class TextLimiter
{
    private int _blockCount;

    public long CharacterCount { get; private set; }

    public bool IsTruncated { get; private set; }

    public bool IsFull => IsTruncated;

    /// <summary>Whether a page may follow this many.</summary>
    public bool CanAddPage(int pages) => pages < DocumentReader.MaxPages || !(IsTruncated = true);

    public void MarkTruncated() => IsTruncated = true;

    /// <summary>Returns the part of a block's text that fits; after a part that does not fit, nothing fits.</summary>
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
