using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Scopix.Emulator.Tests.Logging;

/// <summary>The log of an emulator, line by line.</summary>
internal sealed class LogRecorder : ILoggerFactory
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    private readonly Channel<LoggedLine> _lines = Channel.CreateUnbounded<LoggedLine>();
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>Called for each line before it is recorded.</summary>
    public Action OnLine { get; set; } = () => { };

    /// <summary>Starts an emulator that writes its log here.</summary>
    public static async Task<(TestApi Api, LogRecorder Log)> StartAsync(
        LogMode mode = LogMode.Problems, Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var log = new LogRecorder();
        var api = await TestApi.StartAsync(options => (change?.Invoke(options) ?? options) with { Log = mode, LoggerFactory = log });
        return (api, log);
    }

    /// <summary>Waits for the next line about a request, except those that say nothing but that a busy machine was slow.</summary>
    public async Task<LoggedLine> NextRequestAsync()
    {
        while (true)
            if (await NextAsync("Scopix.Emulator.Requests") is var line && !line.Text.EndsWith(": slow", StringComparison.Ordinal))
                return line;
    }

    /// <summary>Waits for the next line of a category.</summary>
    public async Task<LoggedLine> NextAsync(string category)
    {
        using var timeout = new CancellationTokenSource(TimeLimit);
        while (true)
            if (await _lines.Reader.ReadAsync(timeout.Token) is var line && line.Category == category) return line;
    }

    /// <summary>How many lines of a category there were.</summary>
    public int Count(string category) => _counts.GetValueOrDefault(category);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            owner.OnLine();
            owner._counts.AddOrUpdate(category, 1, (_, count) => count + 1);
            var fields = (state as IReadOnlyList<KeyValuePair<string, object?>>)?.ToDictionary(field => field.Key, field => field.Value);
            owner._lines.Writer.TryWrite(new LoggedLine(category, logLevel, formatter(state, exception), fields ?? []));
        }
    }
}

/// <summary>A line; the fields are the parts of one about a request.</summary>
internal sealed record LoggedLine(string Category, LogLevel Level, string Text, Dictionary<string, object?> Fields);
