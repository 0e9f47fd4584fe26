using Scopix.Emulator.Control.Logging;

namespace Scopix.Emulator.Hosting;

/// <summary>
/// The log. Entries are queued, so that no request waits for the console or for a logger of the surrounding program. The queue, its task
/// and the console logger are created with the first entry, since most runs have none.
/// </summary>
internal sealed class EmulatorLog : ILoggerFactory, IAsyncDisposable
{
    private static readonly string[] SilentCategories =
    [
        "Microsoft.Extensions.Hosting.Internal.Host", // StartAsync throws when the start fails
        "Microsoft.AspNetCore.Hosting.Diagnostics", // logs no warnings, and starts an activity for each request when it may log
    ];

    private readonly EmulatorOptions _options;
    private readonly LogListeners _listeners;
    private readonly Lazy<LogQueue> _queue;
    private ILoggerFactory? _console;
    private ILoggerProvider[] _providers = [];

    public EmulatorLog(EmulatorOptions options)
    {
        (_options, _listeners) = (options, new LogListeners(options.LogTo));
        _queue = new Lazy<LogQueue>(() => new LogQueue(options.LoggerFactory ?? CreateConsole(), _listeners));
    }

    /// <summary>True when somebody other than the console of a test receives the log.</summary>
    private bool HasReader => _options.LoggerFactory is not null || _providers.Length > 0 || _listeners.Any;

    /// <summary>The port with TLS, once the emulator listens; null without TLS.</summary>
    public int? HttpsPort { get; set; }

    /// <summary>Adds the loggers of the surrounding program. Must be called before the first request.</summary>
    public void AddProviders(IEnumerable<ILoggerProvider> providers) => _providers = [.. _providers, .. providers];

    /// <summary>Sends lines about the requests of a tenant to a listener too.</summary>
    public void Listen(string tenant, Action<string> listener) => _listeners.Add(tenant, listener);

    public void AddProvider(ILoggerProvider provider) => AddProviders([provider]);

    public ILogger CreateLogger(string categoryName) => categoryName == BadRequestLogger.KestrelCategory
        ? new BadRequestLogger(CreateLogger(LogCategories.Requests), () => HttpsPort)
        : new Logger(this, categoryName);

    /// <summary>The queue may be written for a second; <see cref="DisposeAsync"/> waits for it.</summary>
    public void Dispose() => DisposeAsync().AsTask().Wait();

    public async ValueTask DisposeAsync()
    {
        if (_queue.IsValueCreated) await _queue.Value.DisposeAsync();
        _listeners.Close();
        _console?.Dispose();
    }

    private LogLevel GetLeastLevel(string category) =>
        HasReader && (category == LogCategories.Start || _options.Log != LogMode.Off) ? LogLevel.Information : LogLevel.None;

    private ILoggerFactory CreateConsole() => _console = LoggerFactory.Create(logging =>
    {
        logging.AddSimpleConsole();
        foreach (var category in (string[])[LogCategories.Requests, LogCategories.Loading, LogCategories.Start])
            logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(category, LogLevel.None);
        foreach (var provider in _providers) logging.AddProvider(provider);
    });

    private sealed class Logger(EmulatorLog owner, string category) : ILogger
    {
        /// <summary>Null when it depends on the options and on who reads the log. Kestrel asks several times for each connection.</summary>
        private readonly LogLevel? _least = category is LogCategories.Requests or LogCategories.Loading or LogCategories.Start ? null
            : SilentCategories.Contains(category) ? LogLevel.None : LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= (_least ?? owner.GetLeastLevel(category)) && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            // a RequestLine becomes text when it is written; the values of other entries may change until then
            var content = state is RequestLine line ? (object)line : formatter(state, exception);
            owner._queue.Value.Add(new LogEntry(category, logLevel, eventId, content, exception));
        }
    }
}
