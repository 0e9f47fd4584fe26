namespace Scopix.Emulator.Tool.Seed;

internal sealed record RemoteSeedOptions(Uri Target, string ApiKey, string Dataset, long Seed)
{
    /// <summary>The language of documents, names, folders and projects; null for English.</summary>
    public string? Locale { get; init; }

    /// <summary>The number of concurrent requests, 1–32.</summary>
    public int MaxParallel { get; init; } = 4;

    /// <summary>True to report what would be done, and to change nothing.</summary>
    public bool IsDryRun { get; init; }

    public bool RemoveLoaded { get; init; }

    public bool OutputJson { get; init; }

    /// <summary>True to send the key over plain http to other machines.</summary>
    public bool AllowInsecure { get; init; }

    public string Tag => "scopix-seed:" + Dataset;

    /// <summary>The tag at the end of a project's description and of a top folder's name, which have no tags.</summary>
    public string Mark => $"[{Tag}]";
}
