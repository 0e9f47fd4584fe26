using System.Security.Cryptography;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>A validated and normalized address. Nothing is ever fetched from it.</summary>
/// <param name="Url">As it was sent.</param>
/// <param name="NormalizedUri">The address without fragment and default port; scheme and host are in lower case, the host is in
/// ASCII.</param>
internal sealed record LinkAddress(string Url, Uri NormalizedUri)
{
    /// <summary>The longest address, in characters (public: the older OpenAPI file).</summary>
    public const int MaxLength = 2048;

    /// <summary>The host in lower case; a name with characters outside ASCII is in punycode.</summary>
    public string Domain => NormalizedUri.IdnHost;

    /// <summary>SHA-256 of the normalized address: links with the same hash are duplicates (assumed).</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NormalizedUri.AbsoluteUri)));

    /// <summary>
    /// Accepts http and https addresses with a host, without user name, password and white space (the last three are assumed).
    /// </summary>
    /// <exception cref="ApiError">The address is invalid: 400 (public: the older OpenAPI file).</exception>
    public static LinkAddress Parse(string url)
    {
        if (url.Length > MaxLength) throw CreateError($"at most {MaxLength} characters, got {url.Length}");
        if (url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\'))
            throw CreateError("must not contain white space, control characters or backslashes");
        if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw CreateError("must begin with http:// or https://");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || NormalizeHost(parsed) is not { } host)
            throw CreateError("must be an address with a host");
        if (parsed.UserInfo.Length > 0) throw CreateError("must not contain a user name or a password");
        var port = parsed.IsDefaultPort ? "" : $":{parsed.Port}";
        return new LinkAddress(url, new Uri($"{parsed.Scheme}://{host}{port}{parsed.PathAndQuery}"));
    }

    /// <summary>A DNS name, an IPv4 address, or an IPv6 address in brackets; null when it is none of these.</summary>
    private static string? NormalizeHost(Uri url)
    {
        try
        {
            var host = url.IdnHost.ToLowerInvariant();
            return Uri.CheckHostName(host) switch
            {
                UriHostNameType.IPv6 => $"[{host.Trim('[', ']')}]",
                UriHostNameType.IPv4 => host,
                UriHostNameType.Dns when host.Length <= 253
                    && host.Split('.').All(label => label.Length <= 63 && !label.EndsWith('-')) => host,
                _ => null,
            };
        }
        catch (UriFormatException) // IDNA does not allow the name
        {
            return null;
        }
    }

    private static ApiError CreateError(string issue) => ApiError.Malformed("url", issue);
}
