using System.Diagnostics;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>The repetitions of requests on which a fault has acted.</summary>
internal sealed class RepeatedRequests
{
    /// <summary>A client that is told to wait a second may be early by this.</summary>
    private const int ToleranceMs = 50;

    /// <summary>A shorter wait is none.</summary>
    private const int NoWaitMs = 50;

    /// <summary>One repetition at once is usual after a lost connection.</summary>
    private const int MaxWithoutWait = 1;

    private const int MaxRepetitions = 10;

    /// <summary>Clients may give up rather than wait longer than this.</summary>
    private const int LongestWaitSeconds = 60;

    private readonly List<(JournalEntry Failed, int WaitMs)> _repetitions = [];

    public RepeatedRequests(IEnumerable<JournalEntry> entries)
    {
        var calls = entries.OrderBy(entry => entry.StartTimestamp).ToList();
        for (var i = 0; i < calls.Count; i++)
            if (calls[i] is { Fault: not null, Status: null or >= 400 } failed
                && calls.Skip(i + 1).FirstOrDefault(later => IsRepetition(failed, later)) is { } repetition)
                _repetitions.Add((failed, GetWait(failed, repetition)));
    }

    /// <summary>The real milliseconds between each failed answer and the repetition of its request.</summary>
    public int[] WaitsMs => [.. _repetitions.Select(repetition => repetition.WaitMs)];

    /// <summary>What is wrong with the repetitions, as a sentence; null when nothing is.</summary>
    public string? FindHammering()
    {
        foreach (var (failed, wait) in _repetitions)
            if (failed.Fault!.Definition.RetryAfter is { } seconds && wait < (Math.Min(seconds, LongestWaitSeconds) * 1000) - ToleranceMs)
                return $"The request was repeated after {wait} ms, though Retry-After said {seconds} s.";
        if (_repetitions.Count > MaxRepetitions) return $"The request was repeated {_repetitions.Count} times.";
        var hasty = _repetitions.Count(repetition => repetition.WaitMs < NoWaitMs);
        return hasty > MaxWithoutWait ? $"The request was repeated {hasty} times without waiting." : null;
    }

    private static int GetWait(JournalEntry failed, JournalEntry repetition) => Math.Max(0,
        (int)(Stopwatch.GetElapsedTime(failed.StartTimestamp, repetition.StartTimestamp) - failed.Duration).TotalMilliseconds);

    /// <summary>
    /// A request with the same target and length. The query of storage requests is left out, since a new URL has another signature.
    /// </summary>
    private static bool IsRepetition(JournalEntry failed, JournalEntry later) =>
        later.Method == failed.Method && later.Path == failed.Path && later.RequestBytes == failed.RequestBytes
        && (failed.Operation?.StartsWith("storage.", StringComparison.Ordinal) == true
            ? GetPart(later) == GetPart(failed) : later.Query == failed.Query);

    private static string GetPart(JournalEntry entry) =>
        Array.Find(entry.Query.Split('&', '?'), pair => pair.StartsWith("partNumber=", StringComparison.Ordinal)) ?? "";
}
