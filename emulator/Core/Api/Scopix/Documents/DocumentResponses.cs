using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Documents;

internal sealed record DocumentTextResponse(string DocumentId, string Filename, string Text, int? PageCount, TextMetadata Metadata);

/// <param name="Language">ISO 639-1.</param>
/// <param name="Truncated">True when the text is longer than the response shows (assumed); otherwise omitted.</param>
internal sealed record TextMetadata(
    string? Language, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Truncated);

internal sealed record ChunkList(
    string DocumentId, ChunkResource[] Chunks, int TotalChunks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EmbeddingStatusCounts? StatusCounts)
{
    /// <param name="vectors">Those of the model, by the chunk's number; null without a model.</param>
    public static ChunkList From(FileRecord file, List<ChunkRecord> chunks, bool embeddings, Dictionary<int, double[]>? vectors)
    {
        var status = file.FindStage(StageCatalog.Embedding)!.Status switch
        {
            "completed" => "completed",
            "failed" => "failed",
            _ => "pending"
        };
        var counts = new EmbeddingStatusCounts(
            status == "completed" ? chunks.Count : 0, status == "pending" ? chunks.Count : 0, status == "failed" ? chunks.Count : 0);
        var showsVectors = embeddings && status == "completed";
        return new ChunkList(
            file.Id, [.. chunks.Select(chunk => ChunkResource.From(file, chunk, status, GetVector(chunk)))], chunks.Count,
            embeddings ? counts : null);

        double[]? GetVector(ChunkRecord chunk) => !showsVectors ? null
            : vectors is null ? EmbeddingVector.Compute(chunk.Content) : vectors.GetValueOrDefault(chunk.Index);
    }
}

/// <summary>The name <c>embedding</c> of the vector is assumed.</summary>
internal sealed record ChunkResource(
    string ChunkId, string DocumentId, string DocumentFilename, int ChunkIndex, string Content, int[] PageNumbers,
    string[] HeadingHierarchy, double? SimilarityScore, ChunkMetadata Metadata,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double[]? Embedding)
{
    public static ChunkResource From(FileRecord file, ChunkRecord chunk, string status, double[]? vector) => new(
        chunk.GetId(file.Id), file.Id, file.Filename, chunk.Index, chunk.Content, chunk.Pages, chunk.Headings, null,
        new ChunkMetadata(chunk.Tokens, chunk.Type, status), vector);
}

internal sealed record ChunkMetadata(int TokenCount, string ChunkType, string EmbeddingStatus);

internal sealed record EmbeddingStatusCounts(int Completed, int Pending, int Failed);

internal sealed record DigitizationResponse(
    string DocumentId, string Status, int TotalPages, int CompletedPages, int FailedPages, DigitizedPageResource[] Pages);

/// <summary>The keys of <c>page_statuses</c> are page numbers.</summary>
internal sealed record DigitizationStatusResponse(
    string DocumentId, string Status, int TotalPages, Dictionary<string, string> PageStatuses);

internal sealed record DocumentStatusResponse(
    string DocumentId, string Filename, string? DocumentType, string? TextExtractionStatus, int? PageCount, int? ChunkCount,
    DateTimeOffset CreatedAt, DateTimeOffset? ProcessingStartedAt, DateTimeOffset? CompletedAt, string? ErrorMessage)
{
    public static DocumentStatusResponse From(FileRecord file) => new(
        file.Id, file.Filename, file.DocumentType, FileStatuses.FindStageStatus(file, StageCatalog.TextExtraction), file.RevealedPageCount,
        file.RevealedChunkCount, file.CreatedAt, GetStartedAt(file), GetCompletedAt(file), file.Error);

    internal static DateTimeOffset? GetStartedAt(FileRecord file) => file.Stages.Min(stage => stage.StartedAt);

    internal static DateTimeOffset? GetCompletedAt(FileRecord file) => FileStatuses.IsTerminal(file) ? file.LastProgressAt : null;
}

/// <summary>The response of files.processing_status for an image (assumed: only that for a document is documented).</summary>
internal sealed record ImageStatusResponse(
    string ImageId, string Filename, string? VariantStatus, string? DescriptionStatus, DateTimeOffset CreatedAt,
    DateTimeOffset? ProcessingStartedAt, DateTimeOffset? CompletedAt, string? ErrorMessage)
{
    public static ImageStatusResponse From(FileRecord file) => new(
        file.Id, file.Filename, FileStatuses.FindStageStatus(file, StageCatalog.Variants),
        FileStatuses.FindStageStatus(file, StageCatalog.Description), file.CreatedAt,
        DocumentStatusResponse.GetStartedAt(file), DocumentStatusResponse.GetCompletedAt(file), file.Error);
}

/// <summary>The response of files.processing_status for a video (assumed).</summary>
internal sealed record VideoStatusResponse(
    string VideoId, string Filename, string? VideoAnalysisStatus, string? DescriptionStatus, DateTimeOffset CreatedAt,
    DateTimeOffset? ProcessingStartedAt, DateTimeOffset? CompletedAt, string? ErrorMessage)
{
    public static VideoStatusResponse From(FileRecord file) => new(
        file.Id, file.Filename, FileStatuses.FindStageStatus(file, StageCatalog.VideoAnalysis),
        FileStatuses.FindStageStatus(file, StageCatalog.Description), file.CreatedAt,
        DocumentStatusResponse.GetStartedAt(file), DocumentStatusResponse.GetCompletedAt(file), file.Error);
}
