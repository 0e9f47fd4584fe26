namespace Scopix.Contracts.Runner;

/// <summary>The HTTP client of the suite, with an optional interceptor.</summary>
public static class HttpTransport
{
    /// <summary>Sends a request and returns its response.</summary>
    public delegate Task<HttpResponseMessage> SendRequest(HttpRequestMessage request);

    /// <summary>Sees every request and response, e.g. to change responses; null when there is none.</summary>
    public static Func<HttpRequestMessage, SendRequest, Task<HttpResponseMessage>>? Interceptor { get; set; }

    /// <summary>How long to poll for a state: half a minute on the emulator, five minutes on a live target.</summary>
    public static TimeSpan PollTimeout { get; set; } = TimeSpan.FromSeconds(Target.IsAnyLive ? 300 : 30);

    /// <summary>The suite's only HTTP client; it does not follow redirects.</summary>
    public static HttpClient Client { get; } = new(new ThrottlingHandler(new InterceptingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        Expect100ContinueTimeout = TimeSpan.FromSeconds(30), // on a busy machine too, a body that is refused unread must not be sent
    })))
    {
        Timeout = TimeSpan.FromMinutes(5),
    };

    private sealed class InterceptingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Interceptor is { } interceptor
                ? interceptor(request, forwarded => base.SendAsync(forwarded, cancellationToken))
                : base.SendAsync(request, cancellationToken);
    }
}
