namespace Scopix.Emulator.Control.Survive;

/// <summary>Rate limits and quotas.</summary>
internal static class LimitTroubles
{
    private const string RateLimits = "public, Rate Limits: Retry-After (seconds) on 429 only";

    private static readonly string[] UploadOperations =
        ["files.upload", "files.upload_batch", "files.analyze", "files.analyze_async", "direct_uploads.create"];

    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        new("rate_limited", TroubleCategories.Limits, new() { Status = 429, RetryAfter = 1, Message = "Rate limit exceeded" },
            target => target.IsApi, "The request is answered with 429 and Retry-After: 1.")
            { Rank = 0, Evidence = "public", Source = RateLimits, Words = ["rate limit", "too many requests"] },
        new("rate_limited_silently", TroubleCategories.Limits, new() { Status = 429, Message = "Rate limit exceeded", Times = 2 },
            target => target.IsApi, "The request and its first repetition are answered with 429 without Retry-After.")
        {
            Rank = 2, Evidence = "public", Words = ["rate limit", "too many requests"],
            Source = "public, LlamaCloud: its 429 has no Retry-After; seed 001 documents the header for uploads alone",
        },
        new("overloaded", TroubleCategories.Limits,
            new() { Status = 429, Code = "MEMORY_LIMIT_EXCEEDED", Message = "Too many uploads at once", RetryAfter = 1 },
            target => UploadOperations.Contains(target.Operation) && target.Operation != "direct_uploads.create",
            "The upload is answered with 429, MEMORY_LIMIT_EXCEEDED and Retry-After: 1.")
        {
            Rank = 4, Evidence = "documented", Words = ["too many"],
            Source = "seed 001, Streaming Upload: 429 Too Many Requests — backpressure (Retry-After header set)",
        },
        new("quota_used_up", TroubleCategories.Limits,
            new()
            {
                Status = 429, Code = "USAGE_LIMIT_EXCEEDED", Message = "The monthly allowance is used up", RetryAfter = 86_400,
                Times = TroubleKind.Always,
            },
            target => UploadOperations.Contains(target.Operation), "Uploads are answered with 429, USAGE_LIMIT_EXCEEDED, for a day.")
        {
            Rank = 3, Evidence = "public", Words = ["allowance", "quota", "usage limit"],
            Source = "public, Error Codes Reference: USAGE_LIMIT_EXCEEDED, monthly limit",
        },
    ];
}
