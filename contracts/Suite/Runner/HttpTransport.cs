namespace Scopix.Contracts;

/// <summary>What is between the suite and its target: the HTTP client, and whoever wants to stand in the way of what it sends.</summary>
public static class HttpTransport
{
    /// <summary>Sends a request on and gives its answer.</summary>
    public delegate Task<HttpResponseMessage> SendDelegate(HttpRequestMessage request);

    /// <summary>Stands between the suite and its target, e.g. to damage answers; null: nobody does.</summary>
    public static Func<HttpRequestMessage, SendDelegate, Task<HttpResponseMessage>>? Interceptor { get; set; }

    /// <summary>How long is waited for a state: half a minute on our emulator, five minutes on a given target.</summary>
    public static TimeSpan PollTimeout { get; set; } = TimeSpan.FromSeconds(Target.IsAnyLive ? 300 : 30);

    /// <summary>The suite's one client; it follows no redirects.</summary>
    public static HttpClient Client { get; } = new(new ThrottlingHandler(new InterceptingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        Expect100ContinueTimeout = TimeSpan.FromSeconds(30), // a body that is refused unread is not sent, however busy the machine
    })))
    {
        Timeout = TimeSpan.FromMinutes(5),
    };

    private sealed class InterceptingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Interceptor is { } between
                ? between(request, onward => base.SendAsync(onward, cancellationToken))
                : base.SendAsync(request, cancellationToken);
    }
}
