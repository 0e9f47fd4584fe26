using Microsoft.AspNetCore.Http.Features;

namespace Scopix.Emulator.Control.Journal;

/// <summary>
/// The URL of a recorded request: the emulator's origin followed by the request target. They are joined as texts, since a target such as
/// <c>//evil.example/</c>, resolved as a reference, would name another host.
/// </summary>
internal static class RequestUrl
{
    private const string UnescapedCharacters = "-._~/?:@!$&'()*+,;=%"; // curl expands brackets and braces

    /// <summary>The request target as the client sent it: path and query, without the origin of an absolute form; or <c>*</c>.</summary>
    public static string GetTarget(HttpContext http)
    {
        var request = http.Request;
        var raw = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        // TestServer has no raw target
        if (string.IsNullOrEmpty(raw)) return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.Value;
        if (raw[0] == '/' || raw == "*") return raw;
        var authority = raw.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 0 ? -1 : raw.IndexOfAny(['/', '?'], authority + 3);
        return path < 0 ? "/" : raw[path] == '?' ? "/" + raw[path..] : raw[path..];
    }

    /// <summary>The URL, with characters escaped that a URL may not contain.</summary>
    public static string Build(JournalEntry entry, Uri origin)
    {
        var url = new StringBuilder(origin.GetLeftPart(UriPartial.Authority));
        if (entry.RequestTarget == "*") return url.Append('/').ToString();
        if (!entry.RequestTarget.StartsWith('/')) url.Append('/');
        foreach (var rune in entry.RequestTarget.EnumerateRunes())
            if (rune.IsAscii
                && (char.IsAsciiLetterOrDigit((char)rune.Value)
                    || UnescapedCharacters.Contains((char)rune.Value, StringComparison.Ordinal))) url.Append((char)rune.Value);
            else AppendEscaped(url, rune);
        return url.ToString();
    }

    private static void AppendEscaped(StringBuilder url, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var one in bytes[..rune.EncodeToUtf8(bytes)])
            url.Append('%').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
    }
}
