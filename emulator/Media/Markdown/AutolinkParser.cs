using System.Buffers;

namespace Scopix.Media.Markdown;

/// <summary><c>&lt;https://…&gt;</c> and <c>&lt;somebody@example.org&gt;</c> (CommonMark 0.31, 6.5).</summary>
internal static class AutolinkParser
{
    private const int MaxSchemeLength = 32, MaxAddressLength = 2_000;
    private static readonly SearchValues<char> NotInMailboxName = SearchValues.Create("\\\"(),:;[]");

    /// <summary>The address at an offset and where it ends; null when there is none.</summary>
    public static (string Address, int End)? Parse(string source, int at)
    {
        var rest = source.AsSpan(at + 1, Math.Min(MaxAddressLength, source.Length - at - 1));
        if (rest.Length == 0 || !char.IsAsciiLetterOrDigit(rest[0])) return null;
        var end = rest.IndexOfAny("<> \n\t");
        if (end < 0 || rest[end] != '>') return null;
        var address = rest[..end];
        return IsUri(address) || IsMailAddress(address) ? (address.ToString(), at + 2 + end) : null;
    }

    private static bool IsUri(ReadOnlySpan<char> address)
    {
        var colon = address.IndexOf(':');
        if (colon is < 2 or > MaxSchemeLength || !char.IsAsciiLetter(address[0])) return false;
        foreach (var c in address[..colon])
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '.' or '-')) return false;
        return true;
    }

    private static bool IsMailAddress(ReadOnlySpan<char> address)
    {
        var at = address.IndexOf('@');
        if (at < 1 || at == address.Length - 1) return false;
        foreach (var c in address[(at + 1)..])
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-')) return false;
        return !address[..at].ContainsAny(NotInMailboxName);
    }
}
