using Scopix.Emulator.Api.Scopix.Extractions;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Videos;
using Scopix.Emulator.Engine;
using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A file as it is kept.</summary>
internal sealed record FileRecord
{
    /// <summary>Its place in the order of creation; the row's key.</summary>
    [JsonIgnore]
    public long Seq { get; init; }

    /// <summary>UUID, lower case.</summary>
    public required string Id { get; init; }

    /// <summary><c>image</c>, <c>document</c>, <c>video</c> or <c>link</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Where the bytes are: <c>images/{tenant}/{hash}.jpg</c> (seed 001, Presigned &amp; Multipart Upload).</summary>
    public required string ObjectKey { get; init; }

    /// <summary>MIME type found in the bytes.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The name it was uploaded under, without folders.</summary>
    public required string Filename { get; init; }

    /// <summary>At most 255 characters.</summary>
    public string? Title { get; init; }

    /// <summary>At most 40, each at most 50 characters. The AI's tags fill an empty list (assumed).</summary>
    public string[] Tags { get; init; } = [];

    /// <summary>True once the client has set the tags, be it to none: the AI's are not taken over then.</summary>
    public bool TagsSet { get; init; }

    /// <summary>At most 10,000 characters; shown instead of the AI description.</summary>
    public string? UserDescription { get; init; }

    /// <summary>Destination folder.</summary>
    public string? FolderId { get; init; }

    /// <summary>Project workspace.</summary>
    public string? ProjectId { get; init; }

    /// <summary>One of the 17 categories.</summary>
    public required string ContentCategory { get; init; }

    /// <summary>The saved extraction schema that was asked for.</summary>
    public string? CustomSchemaId { get; init; }

    /// <summary>The compliance check that was asked for; null for all but images, which alone have a field for it (assumed).</summary>
    public ComplianceRecord? Compliance { get; init; }

    /// <summary><c>STREAMING</c>, <c>presigned</c> or <c>multipart</c>.</summary>
    public required string UploadMethod { get; init; }

    /// <summary>When it was uploaded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the picture was taken; null when the bytes do not say.</summary>
    public DateTimeOffset? ContentCreatedAt { get; init; }

    /// <summary>Last change by the client or by a revealed result.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was soft-deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The batch it came with.</summary>
    public string? SessionId { get; init; }

    /// <summary>
    /// The session of one file that its direct upload is; null for files that came in another way, and for those of earlier builds.
    /// </summary>
    public string? DirectSessionId { get; init; }

    /// <summary>Pixels, as displayed.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels, as displayed.</summary>
    public int? Height { get; init; }

    /// <summary><c>jpeg</c>, <c>png</c>, <c>mp4</c> …</summary>
    public string? Format { get; init; }

    /// <summary><c>pdf</c>, <c>docx</c>, <c>txt</c> or <c>md</c>.</summary>
    public string? DocumentType { get; init; }

    /// <summary>What is kept of a video; null for anything else.</summary>
    public VideoRecord? Video { get; init; }

    /// <summary>What is kept of a link; null for anything else.</summary>
    public LinkRecord? Link { get; init; }

    /// <summary>Where a document's text is, as UTF-8; null when none was extracted.</summary>
    public string? TextKey { get; init; }

    /// <summary>Where a document's pages are, as elements; null when it could not be read.</summary>
    public string? PagesKey { get; init; }

    /// <summary>A document's pages; null when they could not be counted.</summary>
    public int? PageCount { get; init; }

    /// <summary>A document's chunks; null when it could not be read.</summary>
    public int? ChunkCount { get; init; }

    /// <summary>A document's language, ISO 639-1; null when it cannot be told.</summary>
    public string? Language { get; init; }

    /// <summary>What the AI says; shown once the description stage is completed.</summary>
    public AiOutcome? Outcome { get; init; }

    /// <summary>Computed from the pixels when the file is shown; not kept.</summary>
    [JsonIgnore]
    public string? BlurHash { get; init; }

    /// <summary>What people have said of its extractions, by domain; null before the first review.</summary>
    public IReadOnlyDictionary<string, Corrections>? Corrections { get; init; }

    /// <summary>How far processing is.</summary>
    public required Stage[] Stages { get; init; }

    /// <summary>The stage of that name, if this media type has it.</summary>
    public Stage? FindStage(string name) => Array.Find(Stages, stage => stage.Name == name);

    /// <summary>What a stage's work is called (its form is assumed from seed 001's <c>processing_ids</c>).</summary>
    public string GetTaskId(Stage stage) => $"task_{Id[..8]}_{stage.Name}";

    /// <summary>True once the stage is completed and its result may be shown.</summary>
    public bool IsStageCompleted(string stage) => FindStage(stage)?.Status == ComponentStatus.Completed;

    /// <summary>The AI's outcome, once it is revealed.</summary>
    [JsonIgnore]
    public AiOutcome? RevealedOutcome => IsStageCompleted(Pipeline.Description) ? Outcome : null;

    /// <summary>When the description was completed or failed; null before, and when it was skipped.</summary>
    [JsonIgnore]
    public DateTimeOffset? DescribedAt =>
        FindStage(Pipeline.Description) is { Status: ComponentStatus.Completed or ComponentStatus.Failed } stage ? stage.EndedAt : null;

    /// <summary>The pages, once the text is extracted or is known not to come: a scan has pages too.</summary>
    [JsonIgnore]
    public int? RevealedPageCount =>
        FindStage(Pipeline.TextExtraction) is { Status: ComponentStatus.Completed or ComponentStatus.Failed } ? PageCount : null;

    /// <summary>The chunks, once they have their vectors.</summary>
    [JsonIgnore]
    public int? RevealedChunkCount => IsStageCompleted(Pipeline.Embedding) ? ChunkCount : null;

    /// <summary>A video's scenes, once its analysis is completed.</summary>
    [JsonIgnore]
    public IReadOnlyList<VideoScene>? RevealedScenes => IsStageCompleted(Pipeline.VideoAnalysis) ? Outcome?.Scenes : null;

    /// <summary>What a link's page says, once it is crawled.</summary>
    [JsonIgnore]
    public LinkPage? RevealedPage => IsStageCompleted(Pipeline.Crawl) ? Link?.Page : null;

    /// <summary>
    /// The compliance check's result: null when none was asked for, pending until the description is there or is known not to come.
    /// </summary>
    [JsonIgnore]
    public string? ComplianceStatus => Compliance is null ? null
        : ComponentStatus.IsTerminal(FindStage(Pipeline.Description)!.Status) ? Compliance.Result : "pending";

    /// <summary>The first failed stage's message.</summary>
    [JsonIgnore]
    public string? Error => FailedStage?.Failure?.Message;

    /// <summary>The first failed stage.</summary>
    [JsonIgnore]
    public Stage? FailedStage => Array.Find(Stages, stage => stage.Status == ComponentStatus.Failed);

    /// <summary>When anything last happened in processing.</summary>
    [JsonIgnore]
    public DateTimeOffset LastProgressAt =>
        Stages.SelectMany(stage => (DateTimeOffset?[])[stage.StartedAt, stage.EndedAt]).Append(CreatedAt).Max()!.Value;

    /// <summary>The file as it is at a moment, its due stages ended and their results taken over.</summary>
    public FileRecord AdvanceTo(DateTimeOffset now)
    {
        var (stages, _) = Engine.Stage.Advance(Stages, now);
        var advanced = this with { Stages = stages };
        if (advanced.RevealedPage is { } page && RevealedPage is null)
            advanced = advanced with { Title = Title ?? page.Title, UpdatedAt = advanced.FindStage(Pipeline.Crawl)!.EndedAt!.Value };
        if (advanced.RevealedOutcome is not { } outcome || IsStageCompleted(Pipeline.Description)) return advanced;
        return advanced with
        {
            UpdatedAt = advanced.FindStage(Pipeline.Description)!.EndedAt!.Value,
            Tags = TagsSet ? Tags : [.. outcome.Tags],
        };
    }
}

/// <summary>A compliance check that was asked for at upload (seed 001, Streaming Upload).</summary>
/// <param name="Type"><c>mls</c> or <c>marketplace</c>.</param>
/// <param name="Standard">E.g. <c>nar_baseline</c>.</param>
/// <param name="ImageType"><c>main</c> or <c>secondary</c>.</param>
/// <param name="Result"><c>passed</c> or <c>failed</c> (the second word is assumed), from the content's hash.</param>
internal sealed record ComplianceRecord(string Type, string Standard, string ImageType, string Result)
{
    /// <summary>The check rule by rule; its status is the result.</summary>
    public JsonElement? Check { get; init; }
}
