using System.IO.Enumeration;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Rules;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Fixtures;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>
/// What the AI shall say of files that are yet to come: which files (all given conditions hold; none is every file), and what.
/// What is not given stays as it would be.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CreateStub
{
    private const int MaxRegions = 1_000;

    /// <summary>A pattern with <c>*</c> and <c>?</c> for the file's name, its case ignored; at most 255 characters.</summary>
    public string? Filename { get; init; }

    /// <summary>The content's SHA-256, 64 hex digits.</summary>
    public string? Hash { get; init; }

    /// <summary>One of the 17 categories.</summary>
    public string? ContentCategory { get; init; }

    /// <summary><c>image</c>, <c>document</c>, <c>video</c> or <c>link</c>; a link's file name is its address.</summary>
    public string? MediaType { get; init; }

    /// <summary>1–10,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>At most 40 of at most 50 characters.</summary>
    public string[]? Tags { get; init; }

    /// <summary>At most 100,000 characters; without <c>text_regions</c> each line gets a region of its own, one below the other.</summary>
    public string? VisibleText { get; init; }

    /// <summary>At most 1,000, boxes in fractions of the picture; without <c>visible_text</c> their texts make it up.</summary>
    public TextRegion[]? TextRegions { get; init; }

    /// <summary>0–1.</summary>
    public double? ConfidenceScore { get; init; }

    /// <summary>
    /// A video's scenes: at most 1,000, one after the other, in seconds. They are shown as they are, whatever its length.
    /// </summary>
    public VideoScene[]? Scenes { get; init; }

    /// <summary>The text of a link's page, 1–100,000 characters: its first line is its title, the next its description.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// The texts of a document's chunks, in order: at most 1,000 of 1–10,000 characters. The document's own text stays what was
    /// read.
    /// </summary>
    public string[]? Chunks { get; init; }

    /// <summary>Domain data by field: <see cref="StubData"/>; at most 100,000 characters of JSON.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The description fails: a DescriptionErrorType (seed 002), or a message of type <c>unknown</c>.</summary>
    public string? Fail { get; init; }

    /// <summary>Refuses what makes no sense: 422 naming the field.</summary>
    public void Check()
    {
        if (Filename is { Length: 0 or > 255 }) throw ApiError.Invalid("filename", "must be 1 to 255 characters");
        if (Hash is not null && !RequestParameters.IsSha256(Hash)) throw ApiError.Invalid("hash", "must be a SHA-256: 64 hex digits");
        if (ContentCategory is not null && !UploadRequest.Categories.Contains(ContentCategory))
            throw ApiError.Invalid("content_category", $"must be one of {string.Join(", ", UploadRequest.Categories)}");
        if (MediaType is not (null or "image" or "document" or "video" or "link"))
            throw ApiError.Invalid("media_type", "must be one of image, document, video, link");
        if (Description is { Length: 0 or > 10_000 }) throw ApiError.Invalid("description", "must be 1 to 10000 characters");
        if (Tags is not null) FileTags.Normalize(Tags);
        if (VisibleText is { Length: > 100_000 }) throw ApiError.Invalid("visible_text", "at most 100000 characters");
        if (ConfidenceScore is { } score && !(score >= 0 && score <= 1))
            throw ApiError.Invalid("confidence_score", "must be between 0 and 1");
        if (Text is { Length: 0 or > 100_000 }) throw ApiError.Invalid("text", "must be 1 to 100000 characters");
        if (Chunks is { Length: 0 or > 1_000 }) throw ApiError.Invalid("chunks", "must be 1 to 1000 texts");
        if (Chunks?.Any(chunk => chunk is not { Length: > 0 and <= 10_000 }) == true)
            throw ApiError.Invalid("chunks", "each must be 1 to 10000 characters");
        StageFailureText.Validate("fail", Fail);
        StubScenes.Check(Scenes);
        CheckRegions();
        StubData.Check(Data ?? default, ContentCategory, MediaType);
        var outcome = new object?[] { Description, Tags, VisibleText, TextRegions, ConfidenceScore, Scenes, Text, Chunks, Data };
        if (outcome.All(part => part is null) == (Fail is null))
            throw ApiError.Invalid("fail",
                "send what the AI shall say (description, tags, visible_text, text_regions, confidence_score, scenes, text, chunks, "
                + "data), or fail");
    }

    /// <summary>True when the stub is for this file.</summary>
    public bool Matches(FileRecord file) =>
        (Filename is null || FileSystemName.MatchesSimpleExpression(Filename, file.Filename))
        && (Hash is null || Hash.Equals(file.Hash, StringComparison.OrdinalIgnoreCase))
        && (ContentCategory is null || ContentCategory == file.ContentCategory)
        && (MediaType is null || MediaType == file.MediaType);

    /// <summary>The file with the stub's parts in its outcome and its compliance check.</summary>
    public FileRecord ApplyTo(FileRecord file) =>
        file with
        {
            Outcome = ApplyTo(file.Outcome!),
            Link = ApplyTo(file.Link),
            Compliance = StubData.ApplyToCompliance(Data ?? default, file.Compliance),
            ChunkCount = file.TextKey is null ? file.ChunkCount : Chunks?.Length ?? file.ChunkCount,
        };

    /// <summary>A document's chunks as the stub has them.</summary>
    public IReadOnlyList<ChunkRecord> ReplaceChunks(IReadOnlyList<ChunkRecord> read) =>
        Chunks is null
            ? read : [.. Chunks.Select((text, at) => new ChunkRecord(at, text, [1], [], Chunker.CountTokens(text), "paragraph"))];

    private AiOutcome ApplyTo(AiOutcome made) => new(
        Description ?? made.Description,
        Tags is null ? made.Tags : FileTags.Normalize(Tags),
        VisibleText ?? (TextRegions is null ? made.VisibleText : string.Join('\n', TextRegions.Select(region => region.Text))),
        TextRegions ?? (VisibleText is null ? made.TextRegions : ToTextRegions(VisibleText)))
    {
        ConfidenceScore = ConfidenceScore ?? made.ConfidenceScore,
        Scenes = made.Scenes is null ? null : Scenes ?? made.Scenes,
        Domains = StubData.ApplyToDomains(Data ?? default, made),
    };

    /// <summary>The link with the stub's text on its page.</summary>
    private LinkRecord? ApplyTo(LinkRecord? made) => made is null || Text is null ? made : made with { Page = made.Page.WithText(Text) };

    private void CheckRegions()
    {
        if (TextRegions?.Length > MaxRegions) throw ApiError.Invalid("text_regions", $"at most {MaxRegions} regions");
        if (TextRegions?.Any(region => region is null || !IsInsideUnitSquare(region.BoundingBox)) == true)
            throw ApiError.Invalid("text_regions", "each bounding box needs 0 <= x_min <= x_max <= 1 and 0 <= y_min <= y_max <= 1");
    }

    private static bool IsInsideUnitSquare(BoundingBox box) =>
        box.XMin >= 0 && box.XMin <= box.XMax && box.XMax <= 1 && box.YMin >= 0 && box.YMin <= box.YMax && box.YMax <= 1;

    private static TextRegion[] ToTextRegions(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Take(MaxRegions)
            .Select((line, i) => new TextRegion(line, new BoundingBox(0.1, (double)i / lines.Length, 0.9, (i + 1.0) / lines.Length)))];
    }
}
