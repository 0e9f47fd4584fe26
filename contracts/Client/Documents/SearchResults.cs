namespace Scopix.Client;

/// <summary>Chunks found by meaning, the nearest first (seed 001, Semantic Search &amp; Analyze).</summary>
public sealed record SearchResults : ScopixRecord
{
    public string Query { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<SearchHit> Items { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }

    public double SearchTimeMs { get; init; }
}

/// <summary>A chunk that was found; <see cref="SimilarityScore"/> is 0–1.</summary>
public sealed record SearchHit : ScopixRecord
{
    public string ChunkId { get; init => field = value ?? ""; } = "";

    public string DocumentId { get; init => field = value ?? ""; } = "";

    public string DocumentFilename { get; init => field = value ?? ""; } = "";

    public int ChunkIndex { get; init; }

    public string Content { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<int> PageNumbers { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> HeadingHierarchy { get; init => field = value ?? []; } = [];

    public double SimilarityScore { get; init; }

    public SearchHitMetadata Metadata { get; init => field = value ?? new(); } = new();
}

/// <summary>Metadata of a chunk that was found.</summary>
public sealed record SearchHitMetadata : ScopixRecord
{
    public string ChunkType { get; init => field = value ?? ""; } = "";
}
