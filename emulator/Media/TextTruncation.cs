namespace Scopix.Media;

/// <summary>Shortens texts without cutting a surrogate pair in two. Lengths are in UTF-16 units.</summary>
internal static class TextTruncation
{
    public static string Truncate(string text, int maxLength) => text[..GetLength(text, maxLength)];

    /// <summary>The length of the truncated text: at most <paramref name="maxLength"/>, one less where a pair would be cut.</summary>
    public static int GetLength(ReadOnlySpan<char> text, int maxLength) =>
        text.Length <= maxLength ? text.Length
        : maxLength > 0 && char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1
        : maxLength;
}
