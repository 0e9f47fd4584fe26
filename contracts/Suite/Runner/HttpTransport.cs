namespace Scopix.Contracts.Runner;

/// <summary>The HTTP client of the suite, with an optional interceptor.</summary>
public static class HttpTransport
{
    private static readonly Claim EveryRequestIsAnswered = Documented("seed 001: every operation has an answer");
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TransferTimeout = TimeSpan.FromMinutes(5);

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
        Timeout = Timeout.InfiniteTimeSpan, // each attempt has a limit of its own
    };

    /// <summary>
    /// Sends a request and reads the whole response. A response that does not come, or is cut off, ends the case with a deviation.
    /// </summary>
    public static async Task<(HttpResponseMessage Response, Exchange Exchange, byte[] Bytes)> SendAsync(
        HttpRequestMessage request, Exchange draft, CancellationToken cancellation)
    {
        Exception failure;
        try
        {
            var response = await Client.SendAsync(request, cancellation);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
            var id = response.Headers.TryGetValues("X-Request-ID", out var ids) ? ids.First() : null;
            return (response, draft with { Status = (int)response.StatusCode, RequestId = id, Body = bytes }, bytes);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            failure = exception.GetBaseException();
        }
        Expectations.Stop(new("response", "transport", "a whole one", $"none: {failure.Message}", EveryRequestIsAnswered), draft);
        throw failure;
    }

    /// <summary>Sends each attempt and reads its response within a time limit, which waiting for a turn does not use up.</summary>
    private sealed class InterceptingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var operation = "answer " + Operation.Match(request.Method.Method, request.RequestUri!.AbsolutePath)?.Id;
            var isSmall = operation.Length > "answer ".Length && !(request.Content?.Headers.ContentLength > 10_000_000);
            var limit = WaitLimits.Get(operation, isSmall ? ResponseTimeout : TransferTimeout);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(limit);
            try
            {
                var response = Interceptor is { } interceptor
                    ? await interceptor(request, forwarded => base.SendAsync(forwarded, deadline.Token))
                    : await base.SendAsync(request, deadline.Token);
                await response.Content.LoadIntoBufferAsync(deadline.Token);
                return response;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                WaitLimits.AddVainWait(operation);
                throw new TimeoutException($"it did not come within {limit.TotalSeconds} s");
            }
        }
    }
}
