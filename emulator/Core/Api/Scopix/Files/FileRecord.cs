using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

internal sealed record FileRecord
{
    /// <summary>The key of the row, in the order of creation.</summary>
    [JsonIgnore]
    public long Seq { get; init; }

    /// <summary>UUID, lower case.</summary>
    public required string Id { get; init; }

    /// <summary><c>image</c>, <c>document</c>, <c>video</c> or <c>link</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The key of the bytes: <c>images/{tenant}/{hash}.jpg</c> (seed 001, Presigned &amp; Multipart Upload).</summary>
    public required string ObjectKey { get; init; }

    /// <summary>The MIME type that the bytes show.</summary>
    public required string ContentType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>The name at upload, without folders.</summary>
    public required string Filename { get; init; }

    /// <summary>At most 255 characters.</summary>
    public string? Title { get; init; }

    /// <summary>At most 40, each at most 50 characters. The AI's tags replace an empty list (assumed).</summary>
    public string[] Tags { get; init; } = [];

    /// <summary>True once the client has set the tags, also to an empty list: the AI's tags then have no effect.</summary>
    public bool TagsSet { get; init; }

    /// <summary>At most 10,000 characters; shown instead of the AI description.</summary>
    public string? UserDescription { get; init; }

    public string? FolderId { get; init; }
    public string? ProjectId { get; init; }
    public required string ContentCategory { get; init; }

    public string? CustomSchemaId { get; init; }

    /// <summary>The requested compliance check; null for other types than images, which have no field for it (assumed).</summary>
    public ComplianceRecord? Compliance { get; init; }

    /// <summary><c>STREAMING</c>, <c>presigned</c> or <c>multipart</c>.</summary>
    public required string UploadMethod { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the picture was taken; null when the bytes do not contain it.</summary>
    public DateTimeOffset? ContentCreatedAt { get; init; }

    /// <summary>The last change by the client or by the reveal of a result.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public string? SessionId { get; init; }

    /// <summary>The session of its direct upload; null for other uploads, and for files of earlier builds.</summary>
    public string? DirectSessionId { get; init; }

    /// <summary>Pixels, as displayed.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels, as displayed.</summary>
    public int? Height { get; init; }

    /// <summary><c>jpeg</c>, <c>png</c>, <c>mp4</c> …</summary>
    public string? Format { get; init; }

    /// <summary><c>pdf</c>, <c>docx</c>, <c>txt</c> or <c>md</c>.</summary>
    public string? DocumentType { get; init; }

    public VideoRecord? Video { get; init; }

    public LinkRecord? Link { get; init; }

    /// <summary>The key of a document's text in UTF-8; null when none was extracted.</summary>
    public string? TextKey { get; init; }

    /// <summary>The key of a document's pages as elements; null when it could not be read.</summary>
    public string? PagesKey { get; init; }

    /// <summary>Null when the pages of a document could not be counted.</summary>
    public int? PageCount { get; init; }

    /// <summary>Null when a document could not be read.</summary>
    public int? ChunkCount { get; init; }

    /// <summary>A document's language, ISO 639-1; null when it is not detected.</summary>
    public string? Language { get; init; }

    /// <summary>The AI's results; revealed when the description stage is completed.</summary>
    public AiOutcome? Outcome { get; init; }

    /// <summary>Computed from the pixels when a response needs it; not stored.</summary>
    [JsonIgnore]
    public string? BlurHash { get; init; }

    /// <summary>Reviews of its extractions, by domain; null before the first review.</summary>
    public IReadOnlyDictionary<string, Corrections>? Corrections { get; init; }

    public required Stage[] Stages { get; init; }

    public Stage? FindStage(string name) => Array.Find(Stages, stage => stage.Name == name);

    /// <summary>The form of the id is assumed from seed 001's <c>processing_ids</c>.</summary>
    public string GetTaskId(Stage stage) => $"task_{Id[..8]}_{stage.Name}";

    public bool IsStageCompleted(string stage) => FindStage(stage)?.Status == ComponentStatus.Completed;

    [JsonIgnore]
    public AiOutcome? RevealedOutcome => IsStageCompleted(StageCatalog.Description) ? Outcome : null;

    /// <summary>When the description was completed or failed; null before, and when it was skipped.</summary>
    [JsonIgnore]
    public DateTimeOffset? DescribedAt =>
        FindStage(StageCatalog.Description) is { Status: ComponentStatus.Completed or ComponentStatus.Failed } stage ? stage.EndedAt : null;

    /// <summary>Revealed when the text extraction is completed or failed: a scan has pages too.</summary>
    [JsonIgnore]
    public int? RevealedPageCount =>
        FindStage(StageCatalog.TextExtraction) is { Status: ComponentStatus.Completed or ComponentStatus.Failed } ? PageCount : null;

    [JsonIgnore]
    public int? RevealedChunkCount => IsStageCompleted(StageCatalog.Embedding) ? ChunkCount : null;

    [JsonIgnore]
    public IReadOnlyList<VideoScene>? RevealedScenes => IsStageCompleted(StageCatalog.VideoAnalysis) ? Outcome?.Scenes : null;

    [JsonIgnore]
    public LinkPage? RevealedPage => IsStageCompleted(StageCatalog.Crawl) ? Link?.Page : null;

    /// <summary>
    /// The result of the compliance check: null when none was requested, pending until the description is completed, failed or skipped.
    /// </summary>
    [JsonIgnore]
    public string? ComplianceStatus => Compliance is null ? null
        : ComponentStatus.IsTerminal(FindStage(StageCatalog.Description)!.Status) ? Compliance.Result : "pending";

    [JsonIgnore]
    public string? Error => FailedStage?.Failure?.Message;

    [JsonIgnore]
    public Stage? FailedStage => Array.Find(Stages, stage => stage.Status == ComponentStatus.Failed);

    [JsonIgnore]
    public DateTimeOffset LastProgressAt =>
        Stages.SelectMany(stage => (DateTimeOffset?[])[stage.StartedAt, stage.EndedAt]).Append(CreatedAt).Max()!.Value;

    /// <summary>The file with one of its stages replaced.</summary>
    public FileRecord ReplaceStage(Stage stage, Stage replacement) =>
        this with { Stages = [.. Stages.Select(other => other == stage ? replacement : other)] };

    /// <summary>The file at a time: stages that are due have ended, and their results are revealed.</summary>
    public FileRecord AdvanceTo(DateTimeOffset now)
    {
        var (stages, _) = Engine.Stage.Advance(Stages, now);
        var advanced = this with { Stages = stages };
        if (advanced.RevealedPage is { } page && RevealedPage is null)
            advanced = advanced with { Title = Title ?? page.Title, UpdatedAt = advanced.FindStage(StageCatalog.Crawl)!.EndedAt!.Value };
        if (advanced.RevealedOutcome is not { } outcome || IsStageCompleted(StageCatalog.Description)) return advanced;
        return advanced with
        {
            UpdatedAt = advanced.FindStage(StageCatalog.Description)!.EndedAt!.Value,
            Tags = TagsSet ? Tags : [.. outcome.Tags],
        };
    }
}

/// <summary>A compliance check that was requested at upload (seed 001, Streaming Upload).</summary>
/// <param name="Type"><c>mls</c> or <c>marketplace</c>.</param>
/// <param name="Standard">E.g. <c>nar_baseline</c>.</param>
/// <param name="ImageType"><c>main</c> or <c>secondary</c>.</param>
/// <param name="Result"><c>passed</c> or <c>failed</c> (the second word is assumed), derived from the hash of the content.</param>
internal sealed record ComplianceRecord(string Type, string Standard, string ImageType, string Result)
{
    /// <summary>The check rule by rule; its status is the result.</summary>
    public JsonElement? Check { get; init; }
}
