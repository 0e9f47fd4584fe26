namespace Scopix.Emulator.Hosting;

/// <summary>
/// Receives what Kestrel says of requests that it refuses itself, which reach no middleware, and writes it as lines about requests.
/// </summary>
/// <param name="getHttpsPort">The port with TLS; null without TLS.</param>
internal sealed class BadRequestLogger(ILogger requests, Func<int?> getHttpsPort) : ILogger
{
    public const string KestrelCategory = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    /// <summary>The event of a request that Kestrel refuses, with its reason as the exception (observed: .NET 10).</summary>
    private const string BadRequestEvent = "ConnectionBadRequest";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug && requests.IsEnabled(LogLevel.Warning);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == BadRequestEvent && exception is BadHttpRequestException refused)
            requests.Log(LogLevel.Warning, eventId, refused, null, (refused, _) => Describe(refused));
    }

    /// <summary>Without what the client sent, which follows the reason and may be a key.</summary>
    private string Describe(BadHttpRequestException refused) => refused.Message.Contains("TLS handshake", StringComparison.Ordinal)
        ? $"- - - {refused.StatusCode}: a client speaks https to this port, which speaks http: its address must begin with http://"
            + DescribeTls()
        : $"- - - {refused.StatusCode}: a client sent what is no valid HTTP: {refused.Message.Split(':')[0].TrimEnd('.')}";

    private string DescribeTls() => getHttpsPort() is { } port
        ? $", or name the port {port}, which speaks https" : "; --https makes the emulator listen with TLS too";
}
