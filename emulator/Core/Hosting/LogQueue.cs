using System.Threading.Channels;
using Scopix.Emulator.Control.Logging;

namespace Scopix.Emulator.Hosting;

/// <summary>
/// The entries of the log on their way to whoever writes them, one at a time. Adding never waits: when the writer is slower, entries are
/// dropped, and a line says how many.
/// </summary>
internal sealed class LogQueue : IAsyncDisposable
{
    /// <summary>About 2 MB of entries (our choice).</summary>
    public const int MaxEntries = 4_096;

    /// <summary>How long the end of the emulator waits for a log that nobody reads.</summary>
    private static readonly TimeSpan MaxDrainTime = TimeSpan.FromSeconds(1);

    private readonly Channel<LogEntry> _entries =
        Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(MaxEntries) { SingleReader = true });

    private readonly ILoggerFactory _target;
    private readonly LogListeners? _listeners;
    private readonly Task _writing;
    private long _dropped;

    public LogQueue(ILoggerFactory target, LogListeners? listeners = null)
    {
        (_target, _listeners) = (target, listeners);
        _writing = Task.Run(WriteAllAsync);
    }

    public void Add(in LogEntry entry)
    {
        if (!_entries.Writer.TryWrite(entry)) Interlocked.Increment(ref _dropped);
    }

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing.WaitAsync(MaxDrainTime, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAllAsync()
    {
        var loggers = new Dictionary<string, ILogger>();
        await foreach (var entry in _entries.Reader.ReadAllAsync())
        {
            Write(loggers, entry);
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped) Write(loggers, CreateDropEntry(dropped));
        }
    }

    private void Write(Dictionary<string, ILogger> loggers, in LogEntry entry)
    {
        _listeners?.Write(entry);
        try
        {
            if (!loggers.TryGetValue(entry.Category, out var logger))
                loggers[entry.Category] = logger = _target.CreateLogger(entry.Category);
            logger.Log(entry.Level, entry.Event, entry.State, entry.Error, static (state, _) => state.ToString()!);
        }
        catch (Exception)
        {
            // a logger of the surrounding program has failed, e.g. that of a test that has ended: the emulator goes on
        }
    }

    private static LogEntry CreateDropEntry(long count) => new(LogCategories.Requests, LogLevel.Warning, new EventId(2, "Dropped"),
        $"{count} {(count == 1 ? "line was" : "lines were")} dropped: the log is written more slowly than lines come", null);
}

/// <param name="State">Immutable; its text is the message.</param>
internal readonly record struct LogEntry(string Category, LogLevel Level, EventId Event, object State, Exception? Error);
