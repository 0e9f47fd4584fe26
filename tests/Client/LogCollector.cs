using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Scopix.Emulator.Tests.Client;

/// <summary>All that an application logs, with scopes and exceptions, as texts.</summary>
internal sealed class LogCollector : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            collector.Lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            collector.Lines.Enqueue($"{category} {logLevel} {formatter(state, exception)} {exception}".TrimEnd());
    }
}
