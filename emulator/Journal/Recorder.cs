using System.Diagnostics;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Journal;

/// <summary>Writes requests into the journal: begun when they come, added the moment their answer begins, so that who has the answer finds them there.</summary>
public static class Recorder
{
    private const string Redacted = "[redacted]";

    /// <summary>Begins an entry; null when the journal is off.</summary>
    /// <param name="http">The request.</param>
    /// <param name="log">Where it will be added.</param>
    /// <param name="now">The present moment of its tenant.</param>
    /// <param name="requestId">Its id in answers; null for storage.</param>
    public static JournalEntry? Begin(HttpContext http, RequestLog log, DateTimeOffset now, string? requestId)
    {
        if (!log.IsOn) return null;
        var request = http.Request;
        var entry = new JournalEntry
        {
            At = now,
            Started = Stopwatch.GetTimestamp(),
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Target = RequestUrl.TargetOf(http),
            Query = request.QueryString.Value ?? "",
            Protocol = request.Protocol,
            RequestHeaders = HeadersOf(request.Headers),
            RequestBytes = request.ContentLength,
            RequestId = requestId,
        };
        var recording = new Recording(http, log, entry);
        http.Features.Set(recording);
        http.Response.OnStarting(static state =>
        {
            var (http, log, entry) = (Recording)state;
            Add(http, log, entry, answered: true);
            return Task.CompletedTask;
        }, recording);
        return entry;
    }

    /// <summary>Adds an entry whose answer has no body, or never began.</summary>
    public static void End(HttpContext http, RequestLog log, JournalEntry? entry)
    {
        if (entry is { IsRecorded: false })
            Add(http, log, entry, answered: !http.RequestAborted.IsCancellationRequested);
    }

    /// <summary>Cuts the connection; whoever notices finds the entry there.</summary>
    public static void Cut(HttpContext http)
    {
        if (http.Features.Get<Recording>() is { } recording) Add(http, recording.Log, recording.Entry, answered: false);
        http.Abort();
    }

    /// <summary>The fault that acts on a request, noted in its entry.</summary>
    public static CreateFault? Noted(this FaultRule? fault, JournalEntry? entry)
    {
        if (entry is not null) entry.Fault = fault;
        return fault?.Asked;
    }

    private static void Add(HttpContext http, RequestLog log, JournalEntry entry, bool answered)
    {
        if (entry.IsRecorded) return;
        entry.IsRecorded = true;
        answered &= entry.Fault?.Asked.Reset != true;
        var response = http.Response;
        entry.Duration = Stopwatch.GetElapsedTime(entry.Started);
        entry.Operation ??= http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Id;
        entry.Evidence ??= response.Headers["X-Emulator-Evidence"];
        entry.Ignored = response.Headers["X-Emulator-Ignored"];
        entry.Status = answered ? response.StatusCode : null;
        entry.ResponseBytes = answered ? response.ContentLength : null;
        if (answered) entry.ResponseHeaders = [.. response.Headers];
        else entry.Answer = null;
        if (entry.Answer?.Length > JournalEntry.MostKept)
        {
            log.CoverNow(entry);
            entry.Answer = null;
        }
        log.Add(entry);
    }

    private static KeyValuePair<string, StringValues>[] HeadersOf(IHeaderDictionary headers)
    {
        KeyValuePair<string, StringValues>[] kept = [.. headers];
        for (var i = 0; i < kept.Length; i++)
            if (Redaction.IsSecret(kept[i].Key)) kept[i] = new(kept[i].Key, Redacted);
        return kept;
    }

    private sealed record Recording(HttpContext Http, RequestLog Log, JournalEntry Entry);
}
