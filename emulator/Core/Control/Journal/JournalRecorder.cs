using System.Diagnostics;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Journal;

/// <summary>
/// Writes requests into the journal: begun when they come, added the moment their answer begins, so that who has the answer finds
/// them there.
/// </summary>
internal static class JournalRecorder
{
    private const string RedactedValue = "[redacted]";

    /// <summary>Begins an entry; null when the journal is off.</summary>
    /// <param name="http">The request.</param>
    /// <param name="log">Where it will be added.</param>
    /// <param name="now">The present moment of its tenant.</param>
    /// <param name="requestId">Its id in answers; null for storage.</param>
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
            AddEntry(http, log, entry, answered: true);
            return Task.CompletedTask;
        }, recording);
        return entry;
    }

    /// <summary>The entry of a request; null when the request is not recorded.</summary>
    public static JournalEntry? GetEntry(HttpContext http) => http.Features.Get<Recording>()?.Entry;

    /// <summary>Adds the entry of a request whose response has no body, or was never begun.</summary>
    public static void End(HttpContext http)
    {
        if (http.Features.Get<Recording>() is { Entry.IsRecorded: false } recording)
            AddEntry(http, recording.Log, recording.Entry, answered: !http.RequestAborted.IsCancellationRequested);
    }

    /// <summary>Cuts the connection; whoever notices finds the entry there.</summary>
    public static void AbortConnection(HttpContext http)
    {
        if (http.Features.Get<Recording>() is { } recording) AddEntry(http, recording.Log, recording.Entry, answered: false);
        http.Abort();
    }

    /// <summary>The fault that acts on a request, noted in its entry.</summary>
    public static Fault? RecordIn(this FaultRule? fault, JournalEntry? entry)
    {
        if (entry is not null) entry.Fault = fault;
        return fault?.Definition;
    }

    private static void AddEntry(HttpContext http, RequestLog log, JournalEntry entry, bool answered)
    {
        if (entry.IsRecorded) return;
        entry.IsRecorded = true;
        answered &= entry.Fault?.Definition.Reset != true;
        var response = http.Response;
        entry.Duration = Stopwatch.GetElapsedTime(entry.StartTimestamp);
        entry.Operation ??= http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Id;
        entry.Evidence ??= response.Headers["X-Emulator-Evidence"];
        entry.Ignored = response.Headers["X-Emulator-Ignored"];
        entry.Status = answered ? response.StatusCode : null;
        entry.ResponseBytes = answered ? response.ContentLength : null;
        if (answered) entry.ResponseHeaders = [.. response.Headers];
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
        KeyValuePair<string, StringValues>[] kept = [.. headers];
        for (var i = 0; i < kept.Length; i++)
            if (Redaction.IsSecretHeader(kept[i].Key)) kept[i] = new(kept[i].Key, RedactedValue);
        return kept;
    }

    private sealed record Recording(HttpContext Http, RequestLog Log, JournalEntry Entry);
}
