using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Scopix.Client;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Clients of an emulator, and what they sent.</summary>
internal static class TestClients
{
    /// <summary>A client with short pauses.</summary>
    public static ScopixClient CreateScopixClient(this TestApi api, HttpMessageHandler? through = null, string? key = null,
        TimeSpan? timeout = null, int retries = 3) => new(new ScopixClientOptions
        {
            ApiKey = key ?? api.Key!,
            BaseUrl = new Uri(api.Http.BaseAddress!, "/api/v2"),
            HttpMessageHandler = through,
            RetryDelay = TimeSpan.FromMilliseconds(2),
            PollingInterval = TimeSpan.FromMilliseconds(10),
            PollingTimeout = TimeSpan.FromSeconds(20),
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            MaxRetries = retries,
            Jitter = new Random(1),
        });

    /// <summary>A client whose requests a function answers instead of a server.</summary>
    public static ScopixClient CreateScopixClient(StubHttpHandler service, TimeProvider? time = null) => new(new ScopixClientOptions
    {
        ApiKey = EmulatorOptions.DefaultApiKey,
        HttpMessageHandler = service,
        TimeProvider = time ?? TimeProvider.System,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Jitter = new Random(1),
    });

    public static Task<TestResponse> AddFaultAsync(this TestApi api, object fault) => api.PostAsync("/_emulator/faults", fault);
}

/// <summary>Records the operation of each response, and each request.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    public ConcurrentQueue<SentRequest> Requests { get; } = new();

    public IEnumerable<string> Operations => Requests.Select(sent => sent.Operation).OfType<string>();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (url, key, method) = (request.RequestUri!, request.Headers.Authorization?.ToString(), request.Method.Method);
        var idempotency = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        var response = await base.SendAsync(request, cancellationToken);
        var operation = response.Headers.TryGetValues("X-Emulator-Operation", out var names) ? names.Single() : null;
        Requests.Enqueue(new SentRequest(method, url, key, idempotency, operation, (int)response.StatusCode));
        return response;
    }
}

internal sealed record SentRequest(string Method, Uri Url, string? Key, string? IdempotencyKey, string? Operation, int Status);

/// <summary>A service whose responses a test decides.</summary>
internal sealed class StubHttpHandler(Func<HttpRequestMessage, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    public int CallCount { get; private set; }

    public static HttpResponseMessage CreateJsonResponse(string body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var response = answer(request, CallCount++);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}

/// <summary>A frozen clock: each wait is noted, moves the clock and ends at once.</summary>
internal sealed class InstantTimeProvider(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    public List<TimeSpan> Delays { get; } = [];

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The time limit of an attempt never comes; a pause is over as soon as it begins.
        if (dueTime >= TimeSpan.FromSeconds(300) || dueTime == Timeout.InfiniteTimeSpan)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        lock (Delays) Delays.Add(dueTime);
        Interlocked.Add(ref _ticks, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
