namespace Scopix.Emulator.Control.Survive;

/// <summary>What networks and overloaded servers do.</summary>
internal static class NetworkTroubles
{
    /// <summary>Longer than any client waits.</summary>
    private const int NeverMs = 120_000;

    private const string ServerErrors = "public, Error Codes Reference: 500 and 503 are answered for internal and upstream failures";

    private static readonly string[] ConnectionWords =
        ["reset", "closed", "hang up", "hung up", "socket", "connection", "empty reply", "eof", "end of file", "prematurely", "terminated",
            "aborted", "fetch failed", "broken pipe"];

    private static readonly string[] BodyWords =
        [.. ConnectionWords, "incomplete", "truncated", "unexpected end", "json", "parse", "not valid", "invalid", "outstanding", "length"];

    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        new("reset_after", TroubleCategories.Network, new() { Reset = FaultReset.After }, target => target.IsRequest,
            "The work is done, and the connection is closed without an answer.") { Rank = 0, Words = ConnectionWords },
        new("reset_before", TroubleCategories.Network, new() { Reset = FaultReset.Before }, target => target.IsRequest,
            "The connection is closed without an answer, and nothing is done.") { Rank = 4, Words = ConnectionWords },
        new("duplicate_delivery", TroubleCategories.Network, new() { Reset = FaultReset.After, Times = 2 }, target => target.IsIdempotent,
            "The work is done, and the answers to the request and to its repetition are lost.")
        {
            Rank = 3, Words = ConnectionWords, Evidence = "documented",
            Source = "seed 001, Presigned & Multipart Upload: Accepts an optional Idempotency-Key header",
        },
        new("server_error", TroubleCategories.Network, new() { Status = 500 }, target => target.IsRequest,
            "The request is answered with 500.") { Rank = 2, Evidence = "public", Source = ServerErrors },
        new("bad_gateway", TroubleCategories.Network, new() { Status = 502 }, target => target.IsApi,
            "The request is answered with 502.") { Rank = 6, Evidence = "public", Source = "public, GitHub: 502 for AI-provider error" },
        new("unavailable", TroubleCategories.Network, new() { Status = 503, RetryAfter = 1 }, target => target.IsApi,
            "The request is answered with 503 and Retry-After: 1.") { Rank = 2, Evidence = "public", Source = ServerErrors },
        new("timeout", TroubleCategories.Network, new() { LatencyMs = NeverMs }, target => target.IsRequest,
            "The request is not answered, and nothing is done.")
            { Rank = 3, Words = ["timeout", "timed out", "time out", "abort", "deadline", "canceled", "cancelled"] },
        new("truncated", TroubleCategories.Network, new() { TruncateBytes = 20 }, target => target.HasBody,
            "The work is done, and the answer is cut off after 20 bytes.") { Rank = 1, Words = BodyWords },
        new("corrupt", TroubleCategories.Network, new() { Corrupt = true }, target => target.HasBody,
            "The work is done, and bytes of the answer are changed.")
            { Rank = 4, Words = [.. BodyWords, "checksum", "hash", "corrupt", "differ", "unexpected token", "syntax"] },
        new("late", TroubleCategories.Network, new() { LatencyMs = 2_000 }, target => target.IsRequest,
            "The answer comes two seconds late.") { Rank = 7, Words = ["timeout", "timed out", "slow", "late"] },
    ];
}
