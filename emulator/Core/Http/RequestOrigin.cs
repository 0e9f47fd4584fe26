namespace Scopix.Emulator.Http;

/// <summary>The scheme and host that a request names.</summary>
internal static class RequestOrigin
{
    private static ParsedOrigin _last = new("", "", null);

    /// <summary>Null when the Host header is no valid host. The last result is cached, since most requests name the same host.</summary>
    public static Uri? Parse(HttpRequest request)
    {
        var (last, scheme, host) = (_last, request.Scheme, request.Headers.Host.ToString());
        if (last.Host == host && last.Scheme == scheme) return last.Origin;
        _last = last = new ParsedOrigin(scheme, host, Parse($"{scheme}://{host}"));
        return last.Origin;
    }

    private static Uri? Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var requested)
        && requested is { UserInfo: "", PathAndQuery: "/", Fragment: "" } ? requested : null;

    private sealed record ParsedOrigin(string Scheme, string Host, Uri? Origin);
}
