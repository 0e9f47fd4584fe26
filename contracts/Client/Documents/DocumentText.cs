namespace Scopix.Client;

/// <summary>The plain text of a document (seed 001, Document Operations).</summary>
public sealed record DocumentText : ScopixRecord
{
    public string DocumentId { get; init => field = value ?? ""; } = "";

    public string Filename { get; init => field = value ?? ""; } = "";

    public string Text { get; init => field = value ?? ""; } = "";

    public int? PageCount { get; init; }

    public DocumentTextMetadata Metadata { get; init => field = value ?? new(); } = new();
}

/// <summary>The chunks of a document.</summary>
public sealed record ChunkList : ScopixRecord
{
    public string DocumentId { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<DocumentChunk> Chunks { get; init => field = value ?? []; } = [];

    public int TotalChunks { get; init; }

    public ChunkStatusCounts? StatusCounts { get; init; }
}

/// <summary>Metadata of a text.</summary>
public sealed record DocumentTextMetadata : ScopixRecord
{
    public string? Language { get; init; }

    public bool? Truncated { get; init; }
}

/// <summary>A chunk of a document.</summary>
public sealed record DocumentChunk : ScopixRecord
{
    public string ChunkId { get; init => field = value ?? ""; } = "";

    public string DocumentId { get; init => field = value ?? ""; } = "";

    public string DocumentFilename { get; init => field = value ?? ""; } = "";

    public int ChunkIndex { get; init; }

    public string Content { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<int> PageNumbers { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> HeadingHierarchy { get; init => field = value ?? []; } = [];

    public double? SimilarityScore { get; init; }

    public ChunkMetadata Metadata { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<double> Embedding { get; init => field = value ?? []; } = [];
}

/// <summary>Metadata of a chunk.</summary>
public sealed record ChunkMetadata : ScopixRecord
{
    public int TokenCount { get; init; }

    public string ChunkType { get; init => field = value ?? ""; } = "";

    public string EmbeddingStatus { get; init => field = value ?? ""; } = "";
}

/// <summary>Chunks by the state of their embedding.</summary>
public sealed record ChunkStatusCounts : ScopixRecord
{
    public int Completed { get; init; }

    public int Pending { get; init; }

    public int Failed { get; init; }
}
