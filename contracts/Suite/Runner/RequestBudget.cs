using System.Diagnostics;
using Scopix.Contracts.Reports;

namespace Scopix.Contracts.Runner;

/// <summary>
/// Limits the requests to a live target: their number and bytes (SCOPIX_CONTRACT_MAX_REQUESTS, _MAX_BYTES), and no writes unless
/// SCOPIX_CONTRACT_WRITE=1. Limits the time of every run (SCOPIX_CONTRACT_MAX_SECONDS). Every request of the suite passes it.
/// </summary>
public static class RequestBudget
{
    private static readonly HashSet<string> ReadOnlyOperations = ["files.search", "files.check_duplicates", "llama.files.query"];
    private static readonly long MaxRequests = ReadLimit("SCOPIX_CONTRACT_MAX_REQUESTS", 20_000);
    private static readonly long MaxBytes = ReadLimit("SCOPIX_CONTRACT_MAX_BYTES", 2_000_000_000);
    private static readonly long MaxSeconds = ReadLimit("SCOPIX_CONTRACT_MAX_SECONDS", Target.IsAnyLive ? 7_200 : 900);
    private static readonly Stopwatch Running = Stopwatch.StartNew();
    private static int _isLate;
    private static long _requests;
    private static long _bytes;
    private static int _inFlight;
    private static readonly AsyncLocal<bool> IsCleaningUp = new();
    private static volatile string? _exhausted;
    private static volatile bool _isClosing;

    /// <summary>Whether writes are allowed; always on an emulator of this process.</summary>
    public static bool AllowsWrites => !Target.IsLive || EnvironmentVariables.Read("SCOPIX_CONTRACT_WRITE") == "1";

    /// <summary>
    /// Cancels a request when the test is cancelled. Cleanup requests and writes to a live target are never cancelled, since the
    /// response to a write names what was created.
    /// </summary>
    public static CancellationToken GetCancellationToken(HttpMethod method, string path) =>
        IsCleaningUp.Value || (Target.IsAnyLive && !IsRead(method, path)) ? CancellationToken.None : TestContext.Current.CancellationToken;

    /// <summary>Counts a request as in flight until the result is disposed.</summary>
    public static IDisposable BeginRequest() => new InFlightRequest();

    /// <summary>Waits until no request of the tests is in flight, one minute at most.</summary>
    public static async Task WaitForRequestsAsync()
    {
        for (var waited = 0; Volatile.Read(ref _inFlight) > 0 && waited < 3000; waited++) await Task.Delay(20);
    }

    /// <summary>From now on only requests of this caller are sent, even when the budget is exhausted.</summary>
    public static void BeginCleanup() => _isClosing = IsCleaningUp.Value = true;

    /// <summary>The budget used, and which limit was exhausted.</summary>
    public static BudgetUsage Usage => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _bytes), _exhausted);

    /// <summary>Why a request must not be sent; null when it may be.</summary>
    public static string? GetRefusalReason(HttpMethod method, string path) => IsCleaningUp.Value ? null
        : IsLate() ? _exhausted
        : !Target.IsLive ? null
        : _isClosing ? "the run is over"
        : !AllowsWrites && !IsRead(method, path) ? "writes; set SCOPIX_CONTRACT_WRITE=1 to allow it"
        : _exhausted;

    /// <summary>Whether a request changes nothing: GET, HEAD, OPTIONS, and the POSTs that only query.</summary>
    public static bool IsRead(HttpMethod method, string path) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options
        || (Operation.Match(method.Method, path) is { } operation && ReadOnlyOperations.Contains(operation.Id));

    /// <summary>Counts a request and the bytes of its body.</summary>
    public static void AddUsage(HttpContent? content)
    {
        if (Interlocked.Increment(ref _requests) >= MaxRequests && Target.IsLive)
            _exhausted ??= $"{MaxRequests} requests are used up (SCOPIX_CONTRACT_MAX_REQUESTS)";
        AddUsage(content?.Headers.ContentLength ?? 0);
    }

    /// <summary>Counts the bytes of a response.</summary>
    public static void AddUsage(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) >= MaxBytes && Target.IsLive)
            _exhausted ??= $"{MaxBytes} bytes are used up (SCOPIX_CONTRACT_MAX_BYTES)";
    }

    /// <summary>Whether the run takes too long. The first case that learns of it fails, since the run says nothing of the others.</summary>
    private static bool IsLate()
    {
        if (Running.Elapsed.TotalSeconds < MaxSeconds || HttpTransport.Interceptor is not null) return false;
        _exhausted ??= $"{MaxSeconds} seconds are used up (SCOPIX_CONTRACT_MAX_SECONDS)";
        if (Interlocked.Exchange(ref _isLate, 1) == 0)
            Documented("seed 001: every operation has an answer")
                .Expect(false, $"the run ends within {MaxSeconds} s; the rest is not judged");
        return true;
    }

    private static long ReadLimit(string name, long defaultLimit) => EnvironmentVariables.Read(name) switch
    {
        null => defaultLimit,
        var text when long.TryParse(text, out var value) && value > 0 => value,
        var text => throw new InvalidOperationException($"{name} is '{text}'; it must be a positive whole number."),
    };

    private sealed class InFlightRequest : IDisposable
    {
        public InFlightRequest() => Interlocked.Increment(ref _inFlight);

        public void Dispose() => Interlocked.Decrement(ref _inFlight);
    }
}
