using System.Threading.Channels;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Shadow;

/// <summary>
/// Sends the requests of clients to an emulator too, one after the other, after the service has answered them. What waits is bounded:
/// beyond it, requests are left out and counted.
/// </summary>
internal sealed class ShadowQueue : IAsyncDisposable
{
    private const long MaxWaitingBytes = 1L << 30;

    private readonly Channel<Func<Task>> _waiting = Channel.CreateUnbounded<Func<Task>>(new() { SingleReader = true });
    private readonly ConcurrencyMonitor _monitor = new();
    private readonly ShadowEmulator _emulator;
    private readonly Task _comparing;
    private long _waitingBytes;

    public ShadowQueue(ShadowEmulator emulator)
    {
        _emulator = emulator;
        _comparing = CompareAllAsync();
    }

    public ComparisonReport Report => _emulator.Report;

    /// <summary>Begins to copy a request; <see cref="End"/> and <see cref="Add"/>, or <see cref="Abandon"/>, must follow.</summary>
    public RecordedRequest Begin(HttpContext http, Operation operation)
    {
        var request = new RecordedRequest(operation, UnchangedTransformer.GetTarget(http), [.. http.Request.Headers]);
        http.Request.Body = new CopyingReadStream(http.Request.Body, request.Body);
        _monitor.Begin(request);
        return request;
    }

    /// <summary>The service has answered the request.</summary>
    public void End(RecordedRequest request) => _monitor.End(request);

    /// <summary>Sends the request to the emulator when those before it have been compared.</summary>
    public void Add(RecordedRequest request, ObservedExchange reference)
    {
        var bytes = request.Body.Length + (reference.ResponseBody?.Length ?? 0);
        var isLost = request.Body.IsLost;
        var hasRoom = !isLost & Interlocked.Add(ref _waitingBytes, bytes) <= MaxWaitingBytes;
        if (!hasRoom) request.Dispose();
        _waiting.Writer.TryWrite(async () =>
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
            using (request)
            {
                if (hasRoom) await _emulator.CompareAsync(request, reference);
                else Miss(request, reference.Account, isLost ? "their bodies could not be kept" : "too many requests were waiting");
            }
        });
    }

    /// <summary>There is no response of the service.</summary>
    public void Abandon(RecordedRequest request, int? account)
    {
        _monitor.End(request);
        request.Dispose();
        _waiting.Writer.TryWrite(() =>
        {
            Miss(request, account, "the service did not answer");
            return Task.CompletedTask;
        });
    }

    /// <summary>Completes when all requests that the service has answered before this call have been compared.</summary>
    public async Task WhenComparedAsync()
    {
        var compared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_waiting.Writer.TryWrite(() => { compared.SetResult(); return Task.CompletedTask; })) return;
        await compared.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _comparing;
        await _emulator.DisposeAsync();
    }

    private void Miss(RecordedRequest request, int? account, string reason)
    {
        Report.Skip(reason);
        if (request.MayChange) _emulator.Miss(account, request.Operation.Id.StartsWith("llama.", StringComparison.Ordinal));
    }

    private async Task CompareAllAsync()
    {
        await foreach (var step in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                await step();
            }
            catch (Exception) // a defect of ours must not end the comparison of all other requests
            {
                Report.Skip("the comparison failed");
            }
        }
    }
}
