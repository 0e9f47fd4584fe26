namespace Scopix.Emulator.Hosting;

/// <summary>
/// Warnings and errors on the console. The console logger, its thread and its options are created with the first entry, since most
/// runs have none.
/// </summary>
/// <param name="providers">Those that the surrounding program adds.</param>
internal sealed class ConsoleLog(IEnumerable<ILoggerProvider> providers) : ILoggerFactory
{
    private static readonly string[] SilentCategories =
    [
        "Microsoft.Extensions.Hosting.Internal.Host", // StartAsync throws when the start fails
        "Microsoft.AspNetCore.Hosting.Diagnostics", // logs no warnings, and starts an activity for each request when it may log
    ];

    private readonly Lazy<ILoggerFactory> _console = new(() => LoggerFactory.Create(logging =>
    {
        logging.AddSimpleConsole();
        foreach (var provider in providers) logging.AddProvider(provider);
    }));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => _console.Value.AddProvider(provider);

    public void Dispose()
    {
        if (_console.IsValueCreated) _console.Value.Dispose();
    }

    private sealed class Logger(ConsoleLog owner, string category) : ILogger
    {
        private readonly LogLevel _least = SilentCategories.Contains(category) ? LogLevel.None : LogLevel.Warning;

        private ILogger? _logger;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= _least && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            _logger ??= owner._console.Value.CreateLogger(category);
            _logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
