namespace Scopix.Emulator.Tool.Seed;

/// <summary>What is to be loaded, and where.</summary>
/// <param name="Target">The address, with or without <c>/api/v2</c>.</param>
/// <param name="ApiKey">The key of the tenant that it is loaded into.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Seed">What it is derived from.</param>
internal sealed record RemoteSeedOptions(Uri Target, string ApiKey, string Dataset, long Seed)
{
    /// <summary>Uploads that travel at once, 1–32.</summary>
    public int MaxParallel { get; init; } = 4;

    /// <summary>Look, count and tell; write nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Remove what was loaded instead.</summary>
    public bool RemoveLoaded { get; init; }

    /// <summary>The summary as JSON.</summary>
    public bool OutputJson { get; init; }

    /// <summary>Let the key travel over plain http to other machines.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>The tag of every file and link that is made.</summary>
    public string Tag => "scopix-seed:" + Dataset;

    /// <summary>The same at the end of a project's description and of a top folder's name, which have no tags.</summary>
    public string Mark => $"[{Tag}]";
}
