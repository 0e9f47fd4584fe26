using System.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace Scopix.Emulator.Control.Journal;

/// <summary>
/// Records requests in the journal. An entry is added before its response begins, so that a client that has the response finds the entry.
/// </summary>
internal static class JournalRecorder
{
    private const string RedactedValue = "[redacted]";

    /// <summary>Creates the entry of a request; null when the journal is off.</summary>
    /// <param name="requestId">Null for storage.</param>
    public static JournalEntry? Begin(HttpContext http, RequestLog log, DateTimeOffset now, string? requestId)
    {
        if (!log.IsEnabled) return null;
        var request = http.Request;
        var entry = new JournalEntry
        {
            ReceivedAt = now,
            StartTimestamp = Stopwatch.GetTimestamp(),
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            RequestTarget = RequestUrl.GetTarget(http),
            Query = request.QueryString.Value ?? "",
            Protocol = request.Protocol,
            RequestHeaders = CopyHeaders(request.Headers),
            RequestBytes = request.ContentLength,
            RequestId = requestId,
        };
        var recording = new Recording(http, log, entry);
        http.Features.Set(recording);
        http.Response.OnStarting(static state =>
        {
            var (http, log, entry) = (Recording)state;
            AddEntry(http, log, entry, hasResponse: true);
            return Task.CompletedTask;
        }, recording);
        return entry;
    }

    public static JournalEntry? GetEntry(HttpContext http) => http.Features.Get<Recording>()?.Entry;

    /// <summary>Adds the entry of a request whose response has no body, or did not begin.</summary>
    public static void End(HttpContext http)
    {
        if (http.Features.Get<Recording>() is { Entry.IsRecorded: false } recording)
            AddEntry(http, recording.Log, recording.Entry, hasResponse: !http.RequestAborted.IsCancellationRequested);
    }

    public static void AbortConnection(HttpContext http)
    {
        if (http.Features.Get<Recording>() is { } recording) AddEntry(http, recording.Log, recording.Entry, hasResponse: false);
        http.Abort();
    }

    private static void AddEntry(HttpContext http, RequestLog log, JournalEntry entry, bool hasResponse)
    {
        if (entry.IsRecorded) return;
        entry.IsRecorded = true;
        hasResponse &= entry.Fault?.Definition.Reset is not { IsSet: true };
        var response = http.Response;
        entry.Duration = Stopwatch.GetElapsedTime(entry.StartTimestamp);
        entry.Operation ??= http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Id;
        entry.Evidence ??= response.Headers["X-Emulator-Evidence"];
        entry.Ignored = response.Headers["X-Emulator-Ignored"];
        entry.Hint = response.Headers[ResponseHints.Header];
        entry.Status = hasResponse ? response.StatusCode : null;
        entry.ResponseBytes = hasResponse ? response.ContentLength : null;
        if (hasResponse) entry.ResponseHeaders = CopyHeaders(response.Headers);
        else entry.ResponseBody = null;
        if (entry.ResponseBody?.Length > JournalEntry.MaxBodyBytes)
        {
            log.CountCoverage(entry);
            entry.ResponseBody = null;
        }
        log.Add(entry);
    }

    private static KeyValuePair<string, StringValues>[] CopyHeaders(IHeaderDictionary headers)
    {
        KeyValuePair<string, StringValues>[] copy = [.. headers];
        for (var i = 0; i < copy.Length; i++)
            if (Redaction.IsSecretHeader(copy[i].Key)) copy[i] = new(copy[i].Key, RedactedValue);
        return copy;
    }

    private sealed record Recording(HttpContext Http, RequestLog Log, JournalEntry Entry);
}
