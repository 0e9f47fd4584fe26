using System.Diagnostics;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>The repetitions of requests on which a fault has acted.</summary>
internal sealed class RepeatedRequests
{
    /// <summary>A client that is told to wait a second may be early by this.</summary>
    private const int ToleranceMs = 50;

    /// <summary>A shorter wait is none, unless the waits of a client are twice as long in the mean.</summary>
    private const int NoWaitMs = 50;

    private const int MaxRepetitions = 10;

    /// <summary>Clients may give up rather than wait longer than this.</summary>
    private const int LongestWaitSeconds = 60;

    private readonly List<(JournalEntry Failed, int WaitMs)> _repetitions = [];

    /// <param name="entries">The requests of the run.</param>
    /// <param name="clean">What the clean run has called: where there are no more requests than that, none is a repetition.</param>
    public RepeatedRequests(IEnumerable<JournalEntry> entries, CalledOperation[] clean)
    {
        var calls = entries.OrderBy(entry => entry.StartTimestamp).ToList();
        var counts = calls.CountBy(call => OperationResolver.Resolve(call) ?? "").ToDictionary();
        var cleanCounts = clean.ToDictionary(call => call.Operation, call => call.Count);
        HashSet<JournalEntry> used = [];
        for (var i = 0; i < calls.Count; i++)
        {
            if (calls[i] is not { Fault: not null, Status: null or >= 400 } failed) continue;
            var operation = OperationResolver.Resolve(failed) ?? "";
            var cleanCount = cleanCounts.GetValueOrDefault(operation);
            if (!IsRead(failed) && counts[operation] <= cleanCount) continue;
            var later = calls.Skip(i + 1).Where(call => !used.Contains(call) && IsRepetition(failed, call)).ToList();
            // other requests of the same length may be among them: the client gets the benefit of the doubt
            var patient = cleanCount > 1 && IsBodyUnknown(failed)
                ? later.Find(call => GetWait(failed, call) >= GetLeastWait(failed)) : null;
            if ((patient ?? later.FirstOrDefault()) is not { } repetition) continue;
            used.Add(repetition);
            _repetitions.Add((failed, GetWait(failed, repetition)));
        }
    }

    /// <summary>The real milliseconds between each failed answer and the repetition of its request.</summary>
    public int[] WaitsMs => [.. _repetitions.Select(repetition => repetition.WaitMs)];

    /// <summary>What is wrong with the repetitions, as a sentence; null when nothing is.</summary>
    public string? FindHammering()
    {
        foreach (var (failed, wait) in _repetitions)
            if (failed.Fault!.Definition.RetryAfter is { } seconds && wait < GetLeastWait(failed))
                return $"The request was repeated after {wait} ms, though Retry-After said {seconds} s.";
        if (_repetitions.Count > MaxRepetitions) return $"The request was repeated {_repetitions.Count} times.";
        // the first wait has what a client does once, such as compiling; one repetition at once is usual after a lost connection
        return _repetitions.Count > 1 && _repetitions[^1].WaitMs < NoWaitMs && _repetitions.Average(each => each.WaitMs) < 2 * NoWaitMs
            ? $"The request was repeated {_repetitions.Count} times without waiting." : null;
    }

    private static int GetLeastWait(JournalEntry failed) => failed.Fault!.Definition.RetryAfter is { } seconds
        ? (Math.Min(seconds, LongestWaitSeconds) * 1000) - ToleranceMs : NoWaitMs;

    private static bool IsRead(JournalEntry entry) => entry.Method is "GET" or "HEAD";

    private static bool IsBodyUnknown(JournalEntry failed) => !IsRead(failed) && failed.RequestBytes > 0
        && GetIdempotencyKey(failed) is null && failed.Operation?.StartsWith("storage.", StringComparison.Ordinal) != true;

    private static string? GetIdempotencyKey(JournalEntry entry) => Array.Find(entry.RequestHeaders,
        header => header.Key.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase)).Value.FirstOrDefault();

    private static int GetWait(JournalEntry failed, JournalEntry repetition) => Math.Max(0,
        (int)(Stopwatch.GetElapsedTime(failed.StartTimestamp, repetition.StartTimestamp) - failed.Duration).TotalMilliseconds);

    /// <summary>
    /// A request with the same target and length. The query of storage requests is left out, since a new URL has another signature.
    /// </summary>
    private static bool IsRepetition(JournalEntry failed, JournalEntry later) =>
        later.Method == failed.Method && later.Path == failed.Path && later.RequestBytes == failed.RequestBytes
        && GetIdempotencyKey(later) == GetIdempotencyKey(failed)
        && (failed.Operation?.StartsWith("storage.", StringComparison.Ordinal) == true
            ? GetPart(later) == GetPart(failed) : later.Query == failed.Query);

    private static string GetPart(JournalEntry entry) =>
        Array.Find(entry.Query.Split('&', '?'), pair => pair.StartsWith("partNumber=", StringComparison.Ordinal)) ?? "";
}
