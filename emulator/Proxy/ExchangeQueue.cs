using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Scopix.Emulator.Proxy;

/// <summary>
/// Judges exchanges one after the other, after their responses were sent. What waits is bounded: beyond it an exchange loses its body, and
/// its status and headers alone are judged.
/// </summary>
internal sealed class ExchangeQueue : IAsyncDisposable
{
    private const long MaxWaitingBytes = 32 << 20;

    private static readonly TimeSpan MaxWaitForResponses = TimeSpan.FromSeconds(2);

    private readonly Channel<Action> _waiting = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<TaskCompletionSource, bool> _running = [];
    private readonly ProxyRecording? _recording;
    private readonly Task _judging;
    private long _waitingBytes;
    private long _unjudgedBodies;

    public ExchangeQueue(TrafficReport report, ProxyRecording? recording)
    {
        (Report, _recording) = (report, recording);
        _judging = JudgeAsync();
    }

    public TrafficReport Report { get; }

    public long UnjudgedBodies => Interlocked.Read(ref _unjudgedBodies);

    /// <summary>Announces an exchange; the result must be completed when it was added, or will not be.</summary>
    public TaskCompletionSource Announce()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[running] = true;
        _ = running.Task.ContinueWith(_ => _running.TryRemove(running, out bool _), TaskScheduler.Default);
        return running;
    }

    /// <summary>Tells the report that a request begins which may change something.</summary>
    public void BeginChange(string method, string path) => _waiting.Writer.TryWrite(() => Report.Begin(method, path));

    /// <summary>Reserves memory for an exchange that waits. False when too much is waiting: its response's body is not kept.</summary>
    public bool Reserve(long bytes)
    {
        var hasRoom = Interlocked.Add(ref _waitingBytes, bytes) <= MaxWaitingBytes;
        if (!hasRoom) CountUnjudgedBody();
        return hasRoom;
    }

    /// <summary>Adds an exchange. Neither function is called on the thread of the request.</summary>
    /// <param name="create">Creates the exchange.</param>
    /// <param name="bytes">The memory that was reserved for it.</param>
    /// <param name="judged">Is called with the exchange after it was judged.</param>
    public void Add(Func<ObservedExchange> create, long bytes, Action<ObservedExchange> judged) => _waiting.Writer.TryWrite(() =>
    {
        Interlocked.Add(ref _waitingBytes, -bytes);
        var exchange = create();
        try
        {
            var judgements = Report.Add(exchange);
            _recording?.Record(exchange, judgements);
        }
        finally
        {
            judged(exchange);
        }
    });

    public void CountUnjudgedBody() => Interlocked.Increment(ref _unjudgedBodies);

    public async Task WhenJudgedAsync()
    {
        var running = Task.WhenAll(_running.Keys.Select(exchange => exchange.Task));
        await Task.WhenAny(running, Task.Delay(MaxWaitForResponses, TimeProvider.System)); // a long download is not waited for
        var judged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Writer.TryWrite(judged.SetResult)) await judged.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _judging;
    }

    private async Task JudgeAsync()
    {
        await foreach (var step in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                step();
            }
            catch (Exception) // a defect of ours must not end the comparison of all other exchanges
            {
                CountUnjudgedBody();
            }
        }
    }
}
