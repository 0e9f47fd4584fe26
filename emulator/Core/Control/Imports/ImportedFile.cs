namespace Scopix.Emulator.Control.Imports;

/// <summary>
/// <c>files/{id}.json</c>: what the operations of the API answered about one file. Fields that the emulator does not know are ignored.
/// </summary>
/// <param name="Details">The answer of <c>files.get</c>.</param>
internal sealed record ImportedFile(ImportedDetails Details)
{
    public string? FolderId { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>True when the archive has the bytes.</summary>
    public bool HasBytes { get; init; }

    /// <summary>The SHA-256 of the bytes, for details that do not have it.</summary>
    public string? Hash { get; init; }

    /// <summary>The answer of <c>files.text</c>.</summary>
    public ImportedText? Text { get; init; }

    /// <summary>The answer of <c>files.chunks</c>.</summary>
    public ImportedChunks? Chunks { get; init; }

    /// <summary>The answer of <c>files.digitization</c>.</summary>
    public ImportedDigitization? Digitization { get; init; }

    /// <summary>The answer of <c>files.processing_status</c>, or of <c>uploads.status</c> for a link.</summary>
    public ImportedProcessing? Processing { get; init; }

    /// <summary>The answer of <c>videos.scenes</c>.</summary>
    public ImportedScenes? Scenes { get; init; }
}

internal sealed record ImportedText(string? Text = null, ImportedTextMetadata? Metadata = null);

internal sealed record ImportedTextMetadata(string? Language = null);

internal sealed record ImportedChunks(ImportedChunk?[]? Chunks = null);

internal sealed record ImportedChunk(string Content)
{
    public int[]? PageNumbers { get; init; }
    public string?[]? HeadingHierarchy { get; init; }
    public ImportedChunkMetadata? Metadata { get; init; }
}

internal sealed record ImportedChunkMetadata(int? TokenCount = null, string? ChunkType = null, string? EmbeddingStatus = null);

internal sealed record ImportedDigitization(ImportedPage?[]? Pages = null);

internal sealed record ImportedPage(int PageNumber, ImportedElement?[]? Elements = null);

internal sealed record ImportedElement(string Type, string? Content = null, ImportedBox? BoundingBox = null, JsonElement? Metadata = null);

internal sealed record ImportedBox(double X, double Y, double W, double H);

internal sealed record ImportedProcessing(
    DateTimeOffset? ProcessingStartedAt = null, DateTimeOffset? CompletedAt = null, string? ErrorMessage = null);

internal sealed record ImportedScenes(ImportedScene?[]? Scenes = null);

internal sealed record ImportedScene(
    double StartTime, double EndTime, string? Description = null, string?[]? Tags = null, string? VisibleText = null,
    double? ConfidenceScore = null, DateTimeOffset? CreatedAt = null);
