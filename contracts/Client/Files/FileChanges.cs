namespace Scopix.Client;

/// <summary>A file after its change (seed 001, File Updates &amp; Deletion).</summary>
public sealed record UpdateFileResult : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string? Title { get; init; }

    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The user's own text; null when there is none and the AI's text is shown.</summary>
    public string? UserDescription { get; init; }

    public string? UploadDescription { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A deleted file, which can be restored for 30 days.</summary>
public sealed record DeleteFileResult : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public DateTimeOffset DeletedAt { get; init; }

    public string Message { get; init => field = value ?? ""; } = "";
}

/// <summary>The outcome of a batch deletion for each file.</summary>
public sealed record BatchDeleteResult : ScopixRecord
{
    public IReadOnlyList<BatchDeleteItem> Deleted { get; init => field = value ?? []; } = [];

    public IReadOnlyList<BatchDeleteItem> Skipped { get; init => field = value ?? []; } = [];

    public IReadOnlyList<BatchDeleteItem> Failed { get; init => field = value ?? []; } = [];

    public BatchDeleteSummary Summary { get; init => field = value ?? new(); } = new();
}

/// <summary>The outcome for one file.</summary>
public sealed record BatchDeleteItem : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string Status { get; init => field = value ?? ""; } = "";

    public string? Message { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>The counts of a batch deletion.</summary>
public sealed record BatchDeleteSummary : ScopixRecord
{
    public int Total { get; init; }

    public int Deleted { get; init; }

    public int Skipped { get; init; }

    public int Failed { get; init; }
}
