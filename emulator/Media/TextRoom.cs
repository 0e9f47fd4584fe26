namespace Scopix.Emulator.Media;

/// <summary>How much of a document's text there is still room for (the limits of <see cref="DocumentReader"/>).</summary>
internal sealed class TextRoom
{
    private int _blocks;

    public long Characters { get; private set; }

    public bool Truncated { get; private set; }

    public bool IsFull => Truncated;

    /// <summary>Whether one more page may follow so many.</summary>
    public bool HasPages(int pages) => pages < DocumentReader.MaxPages || !(Truncated = true);

    /// <summary>Nothing more fits: the rest of the document is not read.</summary>
    public void Cut() => Truncated = true;

    /// <summary>Takes room for a block's text; what does not fit is cut off, and nothing fits after that.</summary>
    public string Take(string text)
    {
        var left = (int)Math.Min(int.MaxValue, DocumentReader.MaxCharacters - Characters);
        if (_blocks++ == DocumentReader.MaxBlocks) left = 0;
        if (Truncated) left = 0;
        if (text.Length > left)
        {
            Truncated = true;
            if (left > 0 && char.IsHighSurrogate(text[left - 1])) left--;
            text = text[..left];
        }

        Characters += text.Length;
        return text;
    }
}
