namespace Scopix.Client;

/// <summary>A page of files (seed 001, File Listing &amp; Retrieval).</summary>
public sealed record FileList : ScopixRecord
{
    public IReadOnlyList<FileSummary> Items { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }

    public int Limit { get; init; }

    public int Offset { get; init; }

    public bool HasMore { get; init; }
}
