namespace Scopix.Emulator.Control.Faults;

/// <summary>Named groups of faults, which act until they are removed.</summary>
internal static class FaultBundles
{
    private const int MaxTimes = 1_000_000;

    private static readonly string[] UploadOperations = ["files.upload", "files.upload_batch", "direct_uploads.create"];

    private static readonly SortedDictionary<string, Fault[]> Bundles = new(StringComparer.Ordinal)
    {
        ["flaky-network"] =
        [
            new() { Operation = "*", Reset = true, Chance = 0.1, Times = MaxTimes },
            new() { Operation = "*", TruncateBytes = 20, Chance = 0.05, Times = MaxTimes },
            new() { Operation = "*", LatencyMs = 200, Chance = 0.2, Times = MaxTimes },
            new() { Storage = "*", Reset = true, Chance = 0.1, Times = MaxTimes },
            new() { Storage = "get", TruncateBytes = 100, Chance = 0.05, Times = MaxTimes },
        ],
        ["quota-exhausted"] =
        [
            .. UploadOperations.Select(operation => new Fault
            {
                Operation = operation, Status = 429, Code = "USAGE_LIMIT_EXCEEDED", Message = "The monthly allowance is used up",
                RetryAfter = 86_400, Times = MaxTimes,
            }),
        ],
        ["rate-limited"] =
            [new() { Operation = "*", Status = 429, Message = "Rate limit exceeded", RetryAfter = 1, Every = 2, Times = MaxTimes }],
        ["slow-ai"] =
        [
            .. ((string[])["description", "embedding", "digitization", "video_analysis"]).Select(
                stage => new Fault { Stage = stage, DelaySeconds = 60, Times = MaxTimes }),
        ],
        ["storage-down"] =
        [
            new() { Storage = "*", Status = 503, RetryAfter = 1, Times = MaxTimes },
            .. ((string[])["files.upload", "files.upload_batch", "direct_uploads.complete"]).Select(operation => new Fault
            {
                Operation = operation, Status = 503, Message = "Storage is temporarily unavailable; try again", RetryAfter = 1,
                Times = MaxTimes,
            }),
        ],
        ["stuck-uploads"] =
        [
            .. ((string[])["variants", "description", "text_extraction", "video_analysis"]).Select(
                stage => new Fault { Stage = stage, Stall = true, Times = MaxTimes }),
        ],
    };

    private static readonly Dictionary<string, string> Descriptions = new()
    {
        ["flaky-network"] = "Some responses are lost, cut off or late.",
        ["quota-exhausted"] = "Uploads are refused, because the monthly quota is used up.",
        ["rate-limited"] = "Every second request gets status 429.",
        ["slow-ai"] = "Descriptions and analyses take one minute longer.",
        ["storage-down"] = "Storage requests and uploads get status 503.",
        ["stuck-uploads"] = "Processing starts and does not end.",
    };

    public static IEnumerable<string> Names => Bundles.Keys;

    /// <summary>What a bundle does, in a sentence.</summary>
    public static string Describe(string name) => Descriptions[name];

    /// <summary>The faults of a bundle, each with its name; null when the bundle does not exist.</summary>
    public static Fault[]? Find(string name) =>
        Bundles.TryGetValue(name, out var faults) ? [.. faults.Select(fault => fault with { Bundle = name })] : null;
}
