using System.Text;

namespace Scopix.Storage;

/// <summary>
/// S3's percent-encoding (public: "Create a canonical request" in the SigV4 guide): UTF-8, upper-case hex, everything escaped but letters,
/// digits and <c>-._~</c>. Works on bytes, so that text that is not UTF-8 is preserved.
/// </summary>
internal static class UriEncoding
{
    /// <summary>Escapes plain text for a query, or with <paramref name="keepSlash"/> for a path.</summary>
    public static string Escape(string text, bool keepSlash = false) =>
        IsCanonical(text, keepSlash) ? text : Escape(Encoding.UTF8.GetBytes(text), keepSlash);

    /// <summary>Decodes and encodes again, which gives the form that is signed.</summary>
    public static string Canonicalize(string raw, bool path) =>
        IsCanonical(raw, path) ? raw : Escape(Unescape(raw, plusIsSpace: !path), keepSlash: path);

    /// <summary>Bytes that are not UTF-8 become U+FFFD. A <c>%</c> without two hex digits stands for itself.</summary>
    public static string Decode(string raw, bool path) =>
        IsCanonical(raw, path) ? raw : Encoding.UTF8.GetString(Unescape(raw, plusIsSpace: !path));

    private static bool IsCanonical(string raw, bool path)
    {
        foreach (var c in raw)
            if (!IsUnreserved(c) && !(path && c == '/'))
                return false;
        return true;
    }

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';

    private static string Escape(ReadOnlySpan<byte> bytes, bool keepSlash)
    {
        var escaped = new StringBuilder(bytes.Length + 32);
        foreach (var b in bytes)
        {
            var c = (char)b;
            if (IsUnreserved(c) || (keepSlash && c == '/')) escaped.Append(c);
            else escaped.Append('%').Append(ToHexDigit(b >> 4)).Append(ToHexDigit(b & 15));
        }

        return escaped.ToString();
    }

    private static char ToHexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private static ReadOnlySpan<byte> Unescape(string raw, bool plusIsSpace)
    {
        var bytes = Encoding.UTF8.GetBytes(raw);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && ParseHexByte(bytes[i + 1], bytes[i + 2]) is >= 0 and var value)
            {
                bytes[length++] = (byte)value;
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i] == '+' && plusIsSpace ? (byte)' ' : bytes[i];
            }
        }

        return bytes.AsSpan(0, length);
    }

    private static int ParseHexByte(byte high, byte low) =>
        byte.TryParse([(char)high, (char)low], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : -1;
}
