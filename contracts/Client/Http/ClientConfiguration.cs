using System.Net.Http.Headers;

namespace Scopix.Client;

/// <summary>Checks the options; messages never contain the key.</summary>
internal static class ClientConfiguration
{
    public static AuthenticationHeaderValue CreateAuthorization(ScopixClientOptions options)
    {
        if (string.IsNullOrEmpty(options.ApiKey) || options.ApiKey.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("ApiKey is empty or contains characters that an API key cannot have.");
        return new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }

    public static string ParseOrigin(ScopixClientOptions options)
    {
        var url = options.BaseUrl;
        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            throw new ArgumentException("BaseUrl must be an absolute http or https URL.");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw new ArgumentException("BaseUrl must be a URL without user, query and fragment.");
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !options.AllowInsecureTransport)
            throw new ArgumentException($"The key would be sent unencrypted to {url.Host}. Use https, or set AllowInsecureTransport.");
        var path = url.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/api/v2", StringComparison.Ordinal)) path = path[..^"/api/v2".Length];
        return url.GetLeftPart(UriPartial.Authority) + path.TrimEnd('/');
    }

    public static void ValidateHttpClient(ScopixClientOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxRetries);
        if (options.HttpClient is not { } httpClient) return;
        if (options.HttpMessageHandler is not null) throw new ArgumentException("Set HttpClient or HttpMessageHandler, not both.");
        if (httpClient.DefaultRequestHeaders.Authorization is not null)
            throw new ArgumentException("The HttpClient has an Authorization header, which storage would receive too. Remove it.");
    }

    public static (HttpClient Client, bool Owned) CreateHttpClient(ScopixClientOptions options)
    {
        ValidateHttpClient(options);
        if (options.HttpClient is { } httpClient) return (httpClient, false);
        var handler = options.HttpMessageHandler
            ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        return (new HttpClient(handler, disposeHandler: options.HttpMessageHandler is null) { Timeout = Timeout.InfiniteTimeSpan }, true);
    }
}
