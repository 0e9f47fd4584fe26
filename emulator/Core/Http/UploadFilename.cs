namespace Scopix.Emulator.Http;

/// <summary>Reads the name of an uploaded file, in any client's quoting.</summary>
internal static class UploadFilename
{
    /// <summary>The greatest length in characters (a limit of ours, as in file systems).</summary>
    public const int MaxLength = 255;

    /// <summary>
    /// <c>filename*</c> has precedence over <c>filename</c> when it can be decoded. In <c>filename</c>, <c>%22</c>, <c>%0D</c> and
    /// <c>%0A</c> are decoded, because browsers, curl and undici write quotes and line ends that way. Null when the part is not a
    /// file.
    /// </summary>
    internal static string? Parse(HeaderParameters disposition)
    {
        if (disposition["filename*"] is { } extended && DecodeExtendedValue(extended) is { } decoded) return Sanitize(decoded);
        return disposition["filename"]?.Replace("%22", "\"", StringComparison.Ordinal)
            .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase).Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase) is { } plain
            ? Sanitize(plain)
            : null;
    }

    /// <summary>Removes folders and control characters; empty for <c>.</c> and <c>..</c>, which name folders.</summary>
    public static string Sanitize(string raw)
    {
        var name = raw[(raw.LastIndexOfAny(['/', '\\']) + 1)..];
        name = new string([.. name.Where(c => !char.IsControl(c))]).Trim();
        return name is "." or ".." ? "" : name;
    }

    /// <summary>Decodes a value of RFC 8187, <c>charset'language'percent-encoded</c>; null when it is malformed.</summary>
    private static string? DecodeExtendedValue(string value)
    {
        var parts = value.Split('\'', 3);
        if (parts.Length < 3 || FormCharset.FindEncoding(parts[0]) is null || DecodePercentEncoding(parts[2]) is not { } bytes) return null;
        try
        {
            return FormCharset.Decode("filename", bytes, parts[0]);
        }
        catch (ApiError)
        {
            return null;
        }
    }

    private static byte[]? DecodePercentEncoding(string encoded)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < encoded.Length; at++)
        {
            if (encoded[at] > '\u007F') return null;
            if (encoded[at] != '%') bytes.Add((byte)encoded[at]);
            else if (at + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                at += 2;
            }
            else return null;
        }

        return [.. bytes];
    }
}
