using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace Scopix.Client;

/// <summary>Reads options from the connection string, from a section of the configuration and from the environment.</summary>
internal sealed class ClientOptionsReader(IConfiguration? configuration, string connectionName, string section)
{
    private static readonly string[] UrlSchemes = ["http://", "https://"];

    public void Apply(ScopixClientOptions options)
    {
        var settings = configuration?.GetSection(section).Get<ClientOptionsSection>() ?? new ClientOptionsSection();
        var (endpoint, key) = ReadConnectionString();
        options.ApiKey = key ?? settings.ApiKey ?? Environment.GetEnvironmentVariable("SCOPIX_API_KEY") ?? "";
        if ((endpoint ?? settings.BaseUrl ?? Environment.GetEnvironmentVariable("SCOPIX_BASE_URL")) is { Length: > 0 } url)
            options.BaseUrl = ParseUrl(url);
        options.AllowInsecureTransport = settings.AllowInsecureTransport ?? options.AllowInsecureTransport;
        options.Timeout = settings.Timeout ?? options.Timeout;
        options.MaxRetries = settings.MaxRetries ?? options.MaxRetries;
        options.RetryDelay = settings.RetryDelay ?? options.RetryDelay;
        options.MaxRetryDelay = settings.MaxRetryDelay ?? options.MaxRetryDelay;
        options.MaxRetryAfter = settings.MaxRetryAfter ?? options.MaxRetryAfter;
        options.PollingInterval = settings.PollingInterval ?? options.PollingInterval;
        options.PollingTimeout = settings.PollingTimeout ?? options.PollingTimeout;
    }

    /// <summary>Reads <c>Endpoint=…;Key=…</c>, or a URL alone.</summary>
    private (string? Endpoint, string? Key) ReadConnectionString()
    {
        var text = configuration?.GetConnectionString(connectionName);
        if (string.IsNullOrWhiteSpace(text)) return default;
        if (UrlSchemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))) return (text, null);
        var parts = Parse(text);
        if (parts.Keys.Cast<string>().FirstOrDefault(part => part is not ("endpoint" or "key")) is { } unknown)
            throw Refuse($"It has the unknown part {unknown}. Its parts are Endpoint and Key.");
        return (Get("Endpoint"), Get("Key"));

        string? Get(string part) => parts.TryGetValue(part, out var value) && value is string { Length: > 0 } given ? given : null;
    }

    private DbConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw Refuse("Write it as Endpoint=URL;Key=KEY."); // The reason would quote the text, with the key.
        }
    }

    private InvalidOperationException Refuse(string reason) =>
        new($"The connection string {connectionName} cannot be read. {reason}");

    private static Uri ParseUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        ? address : throw new InvalidOperationException($"The address of the Scopix client is no absolute URL: {url}");
}
