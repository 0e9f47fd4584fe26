using Scopix.Emulator.Files;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Documents;

/// <summary>The answer of files.text.</summary>
public sealed record DocumentTextShown(string DocumentId, string Filename, string Text, int? PageCount, TextMetadata Metadata);

/// <summary>What is known of a text.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Truncated">True when the text is longer than is answered (assumed); otherwise left out.</param>
public sealed record TextMetadata(string? Language, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Truncated);

/// <summary>The answer of files.chunks.</summary>
public sealed record ChunkList(
    string DocumentId, ChunkShown[] Chunks, int TotalChunks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChunkCounts? StatusCounts)
{
    /// <summary>A file's chunks; their vectors and counts only when asked for.</summary>
    public static ChunkList Of(FileRecord file, List<ChunkRecord> chunks, bool embeddings)
    {
        var status = file.Stage(Pipeline.Embedding)!.Status switch { "completed" => "completed", "failed" => "failed", _ => "pending" };
        var counts = new ChunkCounts(
            status == "completed" ? chunks.Count : 0, status == "pending" ? chunks.Count : 0, status == "failed" ? chunks.Count : 0);
        return new ChunkList(
            file.Id, [.. chunks.Select(chunk => ChunkShown.Of(file, chunk, status, embeddings && status == "completed"))], chunks.Count, embeddings ? counts : null);
    }
}

/// <summary>One chunk; <c>embedding</c> is the name of its vector (assumed).</summary>
public sealed record ChunkShown(
    string ChunkId, string DocumentId, string DocumentFilename, int ChunkIndex, string Content, int[] PageNumbers, string[] HeadingHierarchy,
    double? SimilarityScore, ChunkMetadata Metadata, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double[]? Embedding)
{
    /// <summary>Shows a chunk of a file.</summary>
    public static ChunkShown Of(FileRecord file, ChunkRecord chunk, string status, bool embedding) => new(
        chunk.IdIn(file.Id), file.Id, file.Filename, chunk.Index, chunk.Content, chunk.Pages, chunk.Headings, null,
        new ChunkMetadata(chunk.Tokens, chunk.Type, status), embedding ? Documents.Embedding.Of(chunk.Content) : null);
}

/// <summary>What is known of a chunk.</summary>
public sealed record ChunkMetadata(int TokenCount, string ChunkType, string EmbeddingStatus);

/// <summary>How many chunks have their vector.</summary>
public sealed record ChunkCounts(int Completed, int Pending, int Failed);

/// <summary>The answer of files.digitization.</summary>
public sealed record DigitizationShown(string DocumentId, string Status, int TotalPages, int CompletedPages, int FailedPages, PageShown[] Pages);

/// <summary>The answer of files.digitization_status; page numbers are its map's keys.</summary>
public sealed record DigitizationStatusShown(string DocumentId, string Status, int TotalPages, Dictionary<string, string> PageStatuses);

/// <summary>The answer of files.processing_status for a document.</summary>
public sealed record DocumentStatus(
    string DocumentId, string Filename, string? DocumentType, string? TextExtractionStatus, int? PageCount, int? ChunkCount, DateTimeOffset CreatedAt,
    DateTimeOffset? ProcessingStartedAt, DateTimeOffset? CompletedAt, string? ErrorMessage)
{
    /// <summary>Shows a document.</summary>
    public static DocumentStatus Of(FileRecord file) => new(
        file.Id, file.Filename, file.DocumentType, Statuses.Of(file, Pipeline.TextExtraction), file.PagesShown, file.ChunksShown, file.CreatedAt,
        Began(file), Ended(file), file.Error);

    internal static DateTimeOffset? Began(FileRecord file) => file.Stages.Min(stage => stage.StartedAt);

    internal static DateTimeOffset? Ended(FileRecord file) => Statuses.IsTerminal(file) ? file.ProgressAt : null;
}

/// <summary>The answer of files.processing_status for an image (the documents show a document's only: assumed).</summary>
public sealed record ImageStatus(
    string ImageId, string Filename, string? VariantStatus, string? DescriptionStatus, DateTimeOffset CreatedAt, DateTimeOffset? ProcessingStartedAt,
    DateTimeOffset? CompletedAt, string? ErrorMessage)
{
    /// <summary>Shows an image.</summary>
    public static ImageStatus Of(FileRecord file) => new(
        file.Id, file.Filename, Statuses.Of(file, Pipeline.Variants), Statuses.Of(file, Pipeline.Description), file.CreatedAt,
        DocumentStatus.Began(file), DocumentStatus.Ended(file), file.Error);
}

/// <summary>The answer of files.processing_status for a video (assumed likewise).</summary>
public sealed record VideoStatus(
    string VideoId, string Filename, string? VideoAnalysisStatus, string? DescriptionStatus, DateTimeOffset CreatedAt, DateTimeOffset? ProcessingStartedAt,
    DateTimeOffset? CompletedAt, string? ErrorMessage)
{
    /// <summary>Shows a video.</summary>
    public static VideoStatus Of(FileRecord file) => new(
        file.Id, file.Filename, Statuses.Of(file, Pipeline.VideoAnalysis), Statuses.Of(file, Pipeline.Description), file.CreatedAt,
        DocumentStatus.Began(file), DocumentStatus.Ended(file), file.Error);
}
