using System.Collections.Concurrent;
using Scopix.Emulator.Control.Logging;

namespace Scopix.Emulator.Hosting;

/// <summary>The functions of tests that receive lines of the log: one for all lines, and one for each tenant that has one.</summary>
/// <param name="all">Null for nobody.</param>
internal sealed class LogListeners(Action<string>? all)
{
    /// <summary>The greatest length of a message that is not about a request, in characters.</summary>
    private const int MaxLength = 2_000;

    private readonly ConcurrentDictionary<string, Action<string>> _byTenant = new();
    private volatile bool _isClosed;

    public bool Any => all is not null || !_byTenant.IsEmpty;

    public void Add(string tenant, Action<string> listener) => _byTenant[tenant] = listener;

    /// <summary>No call begins after this one.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Writes an entry as one line, with the stack trace of an error below it.</summary>
    public void Write(in LogEntry entry)
    {
        if (_isClosed || !Any) return;
        var ofTenant = entry.State is RequestLine { TenantId: { } id } ? _byTenant.GetValueOrDefault(id) : null;
        if (all is null && ofTenant is null) return;
        var line = Format(entry);
        Call(all, line);
        Call(ofTenant, line);
    }

    private static void Call(Action<string>? listener, string line)
    {
        try
        {
            listener?.Invoke(line);
        }
        catch (Exception)
        {
            // the output of a test that has ended refuses the line: the emulator goes on
        }
    }

    private static string Format(in LogEntry entry)
    {
        if (entry.State is RequestLine request) return request.ToString();
        var line = LogText.Escape(entry.State.ToString()!, MaxLength);
        if (entry.Level >= LogLevel.Warning) line = $"{(entry.Level == LogLevel.Warning ? "warning" : "error")} {entry.Category}: {line}";
        return entry.Error is { } error ? $"{line}{Environment.NewLine}{error}" : line;
    }
}
