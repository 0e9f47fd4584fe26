namespace Scopix.Emulator.Tool.Pull;

/// <summary>What is copied, and where to.</summary>
/// <param name="Source">The address of the source.</param>
/// <param name="SourceKey">The key of the source.</param>
/// <param name="IsLlamaCloud">True for LlamaCloud's files.</param>
internal sealed record PullOptions(Uri Source, string SourceKey, bool IsLlamaCloud)
{
    /// <summary>The address of an emulator; null with <see cref="SaveTo"/> and in a dry run.</summary>
    public Uri? Target { get; init; }

    /// <summary>The key of the tenant that gets the files.</summary>
    public string TargetKey { get; init; } = "";

    public string? TargetToken { get; init; }

    /// <summary>The file of the snapshot.</summary>
    public string? SaveTo { get; init; }

    /// <summary>The greatest number of files, the newest first; null for all.</summary>
    public int? Limit { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Ids, names or paths of folders; their subfolders are included.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>A file must have all of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool WithoutBytes { get; init; }

    /// <summary>True to replace the data of the target's tenant.</summary>
    public bool Replace { get; init; }

    /// <summary>True to load the others when some files could not be copied.</summary>
    public bool SkipFailed { get; init; }

    public bool IsDryRun { get; init; }

    public bool OutputJson { get; init; }

    /// <summary>True to send the key over plain http to other machines.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>The number of concurrent requests, 1–32.</summary>
    public int MaxParallel { get; init; } = 4;

    /// <summary>The pause before the first retry.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The folder of unfinished copies.</summary>
    public required string StateFolder { get; init; }

    public bool HasFilter => Limit is not null || Since is not null || Folders.Count > 0 || Tags.Count > 0;
}
