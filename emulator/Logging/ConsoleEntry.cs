namespace Scopix.Emulator.Tool.Logging;

/// <summary>An entry of the log; the fields are the parts of its message by name.</summary>
internal sealed record ConsoleEntry(
    string Category, LogLevel Level, string Message, IReadOnlyList<KeyValuePair<string, object?>> Fields, Exception? Error)
{
    /// <summary>When it happened, by the machine's clock.</summary>
    public DateTimeOffset At { get; } =
        Fields is [{ Key: "time", Value: DateTimeOffset at }, ..] ? at : TimeProvider.System.GetUtcNow();
}
