using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Whether the journal contains what a test expects: status 200 when it does, 409 when it does not.</summary>
/// <param name="Verified">True when it does.</param>
/// <param name="Count">How many requests match; for an order, how many patterns matched.</param>
/// <param name="Expected">The expected count, in words.</param>
/// <param name="Message">The result as a sentence.</param>
/// <param name="Matched">The ids of the first 100 requests that match.</param>
/// <param name="NearMisses">The requests that come nearest when too few match; at most three.</param>
public sealed record VerificationResponse(
    bool Verified, int Count, string Expected, string Message, string[] Matched, NearMiss[] NearMisses)
{
    private const int MaxMatched = 100, MaxNearMisses = 3;

    internal static VerificationResponse VerifyCount(ExpectedRequest request, JournalEntry[] entries)
    {
        var (least, most, expected) = GetExpectedCount(request);
        var fitting = entries.Where(entry => RequestDifferences.Find(request, entry).Count == 0).Select(entry => entry.Id)
            .ToArray();
        var verified = fitting.Length >= least && fitting.Length <= most;
        var misses = fitting.Length < least ? FindNearMisses(request, entries) : [];
        var message = $"Expected {expected} {Describe(request)}, found {fitting.Length}. "
            + (verified ? "" : Explain(request, entries, fitting, misses));
        return new VerificationResponse(verified, fitting.Length, expected, message.TrimEnd(), [.. fitting.Take(MaxMatched)], misses);
    }

    private static (int Least, int Most, string Words) GetExpectedCount(ExpectedRequest request) =>
        (request.Times, request.AtLeast, request.AtMost) switch
        {
            ({ } times, _, _) => (times, times, $"exactly {times}"),
            (_, { } least, { } most) => (least, most, $"{least} to {most}"),
            (_, null, { } most) => (0, most, $"at most {most}"),
            var (_, least, _) => (least ?? 1, int.MaxValue, $"at least {least ?? 1}"),
        };

    internal static VerificationResponse VerifyOrder(ExpectedRequest[] order, JournalEntry[] entries)
    {
        var (matched, from) = (new List<string>(), 0);
        foreach (var pattern in order)
        {
            var at = Array.FindIndex(entries, from, entry => RequestDifferences.Find(pattern, entry).Count == 0);
            if (at < 0) return CreateMissing(order, matched, pattern, entries, from);
            matched.Add(entries[at].Id);
            from = at + 1;
        }
        return new VerificationResponse(true, order.Length, $"{order.Length} in this order", $"All {order.Length} came in this order.",
            [.. matched], []);
    }

    private static VerificationResponse CreateMissing(
        ExpectedRequest[] order, List<string> matched, ExpectedRequest pattern, JournalEntry[] entries, int from)
    {
        var (earlier, later) = (entries[..from], entries[from..]);
        var misses = FindNearMisses(pattern, later);
        var before = Array.FindLast(earlier, entry => RequestDifferences.Find(pattern, entry).Count == 0);
        var message =
            $"Number {matched.Count + 1} of the order, {Describe(pattern)}, did not "
            + $"come{(matched.Count == 0 ? "" : $" after {matched[^1]}")}"
            + (before is null ? ". " : $"; {before.Id} fits, but came too early. ");
        return new VerificationResponse(
            false, matched.Count, $"{order.Length} in this order", (message + Explain(pattern, later, [], misses)).TrimEnd(), [.. matched],
            misses);
    }

    private static NearMiss[] FindNearMisses(ExpectedRequest pattern, JournalEntry[] entries) =>
    [
        .. entries.Where(entry => pattern.Operation is null || MatchesOperation(pattern, entry))
            .Select((entry, at) => (entry, at, differences: RequestDifferences.Find(pattern, entry)))
            .Where(near => near.differences.Count > 0).OrderBy(near => near.differences.Count).ThenByDescending(near => near.at)
            .Take(MaxNearMisses)
            .Select(near => new NearMiss(near.entry.Id, near.entry.Method, Redaction.Redact(near.entry.Path), [.. near.differences])),
    ];

    private static string Explain(ExpectedRequest pattern, JournalEntry[] entries, string[] fitting, NearMiss[] misses)
    {
        if (misses.Length > 0)
        {
            var candidates = entries.Count(entry => pattern.Operation is null || MatchesOperation(pattern, entry));
            var operation = pattern.Operation is null ? "" : " to " + pattern.Operation;
            return $"{candidates} {(candidates == 1 ? "request" : "requests")}{operation}; "
                + $"the nearest, {misses[0].Id}, differs in {string.Join("; ", misses[0].Differences)}.";
        }
        if (fitting.Length > 0) return $"Found {string.Join(", ", fitting.Take(10))}{(fitting.Length > 10 ? ", …" : "")}.";
        var called = entries.GroupBy(entry => OperationResolver.Resolve(entry) ?? "no operation").OrderByDescending(group => group.Count())
            .Take(10).Select(group => $"{group.Key} ({group.Count()})").ToArray();
        return called.Length == 0 ? "There were no requests." : $"There were requests to {string.Join(", ", called)}.";
    }

    private static bool MatchesOperation(ExpectedRequest pattern, JournalEntry entry) =>
        OperationResolver.Resolve(entry) is { } operation
            && OperationPattern.Matches(pattern.Operation!, operation);

    private static string Describe(ExpectedRequest pattern)
    {
        string?[] more =
        [
            pattern.Path is { } path ? $"path {path}" : null, pattern.SentQuery is { } query ? $"query {query.GetRawText()}" : null,
            pattern.SentBody is { } body ? $"body {body.GetRawText()}" : null, pattern.Status is { } status ? $"status {status}" : null,
        ];
        var with = string.Join(", ", more.OfType<string>());
        var named = $"of {pattern.Operation ?? "any operation"}{(with.Length == 0 ? "" : $" with {with}")}";
        return named.Length <= 500 ? named : named[..500] + "…";
    }
}

/// <summary>A request that nearly matches.</summary>
public sealed record NearMiss(string Id, string Method, string Path, string[] Differences);
