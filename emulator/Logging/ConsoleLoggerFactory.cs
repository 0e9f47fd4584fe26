namespace Scopix.Emulator.Tool.Logging;

/// <summary>
/// Writes the log on the standard output. The emulator calls it from one task, so that it needs no queue of its own. .NET's console
/// logger would make the native program's start slower, and has no way to leave out a category's name.
/// </summary>
internal sealed class ConsoleLoggerFactory(LogFormat format, TextWriter output, bool colours) : ILoggerFactory
{
    /// <summary>Start and end are shown by the banner in text.</summary>
    private const string StartCategory = "Scopix.Emulator.Start";

    public static ConsoleLoggerFactory Create(LogFormat format) =>
        new(format, Console.Out, colours: format == LogFormat.Text && HasColours(Environment.GetEnvironmentVariable));

    /// <summary>
    /// Colours are for terminals that know the escape sequences, unless the user wants none (public: no-color.org). Windows has terminals
    /// that do not; Windows Terminal, which does, sets <c>WT_SESSION</c>.
    /// </summary>
    public static bool HasColours(Func<string, string?> environment) => !Console.IsOutputRedirected
        && string.IsNullOrEmpty(environment("NO_COLOR"))
        && (OperatingSystem.IsWindows() ? environment("WT_SESSION") is not null : environment("TERM") is { Length: > 0 } and not "dumb");

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <exception cref="NotSupportedException">Always: this is the only place where the program writes.</exception>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(ConsoleLoggerFactory owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => !(owner.IsText && category == StartCategory);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var entry = new ConsoleEntry(
                category, logLevel, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], exception);
            owner.Write(entry);
        }
    }

    private bool IsText => format == LogFormat.Text;

    private void Write(ConsoleEntry entry) => output.Write(IsText ? TextLogFormat.Format(entry, colours) : JsonLogFormat.Format(entry));
}
