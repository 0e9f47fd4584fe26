using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Videos;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A page of files (seed 001, File Listing &amp; Retrieval).</summary>
internal sealed record FileList(FileSummary[] Items, int TotalCount, int Limit, int Offset, bool HasMore);

/// <summary>Width and height in pixels; an empty object until they are known (public: the vendor's README).</summary>
internal sealed record Dimensions(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Width,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Height);

/// <summary>
/// A file in a list (seed 001, File Listing &amp; Retrieval). The example's fields are on every media type, null where they do
/// not apply; the conditional ones only on their own.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "media_type")]
[JsonDerivedType(typeof(ImageSummary), "image")]
[JsonDerivedType(typeof(DocumentSummary), "document")]
[JsonDerivedType(typeof(VideoSummary), "video")]
[JsonDerivedType(typeof(LinkSummary), "link")]
internal abstract class FileSummary
{
    internal FileSummary(FileRecord file, FileUrls urls) => (File, ThumbnailUrl, MediumUrl, FullUrl) =
        (file, urls.GetPictureUrl(file, Variant.Small), urls.GetPictureUrl(file, Variant.Medium), urls.GetPictureUrl(file, Variant.Large));

    /// <summary>The kept file.</summary>
    protected FileRecord File { get; }

    /// <summary>UUID.</summary>
    public string Id => File.Id;

    /// <summary>The client's title.</summary>
    public string? Title => File.Title;

    /// <summary>The name it was uploaded under; a link has none.</summary>
    public string? Filename => File.Link is null ? File.Filename : null;

    /// <summary>At most 256 pixels; presigned, one hour.</summary>
    public Uri? ThumbnailUrl { get; }

    /// <summary>The AI's description.</summary>
    public string? UploadDescription => File.RevealedOutcome?.Description;

    /// <summary>The text seen in it, one region a line.</summary>
    public string? VisibleText => File.RevealedOutcome?.VisibleText;

    /// <summary>Tags.</summary>
    public string[] Tags => File.Tags;

    /// <summary>Bytes.</summary>
    public long SizeBytes => File.SizeBytes;

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset CreatedAt => File.CreatedAt;

    /// <summary>When the picture was taken.</summary>
    public DateTimeOffset? ContentCreatedAt => File.ContentCreatedAt;

    /// <summary>True once the description is completed.</summary>
    public bool HasFullDescription => File.IsStageCompleted(Pipeline.Description);

    /// <summary>Pixels.</summary>
    public Dimensions? Dimensions => File.MediaType is "document" or "link" ? null : new Dimensions(File.Width, File.Height);

    /// <summary>Short name of the format.</summary>
    public string? Format => File.Format;

    /// <summary>The status to poll.</summary>
    public string PrimaryStatus => FileStatuses.GetPrimary(File);

    /// <summary>Images only.</summary>
    public string? VariantStatus => FileStatuses.FindStageStatus(File, Pipeline.Variants);

    /// <summary>How many variants there are; images only.</summary>
    public int? VariantCount => FileDetails.CountVariants(File);

    /// <summary>At most 750 pixels; presigned, one hour.</summary>
    public Uri? MediumUrl { get; }

    /// <summary>At most 1024 pixels; presigned, one hour.</summary>
    public Uri? FullUrl { get; }

    /// <summary>BlurHash of 4 × 3 components.</summary>
    public string? BlurHash => File.BlurHash;

    /// <summary>The description's component status.</summary>
    public string? DescriptionStatus => FileStatuses.FindStageStatus(File, Pipeline.Description);

    /// <summary>Why the description failed.</summary>
    public string? DescriptionError => FileDetails.GetDescriptionFailure(File)?.Message;

    /// <summary>MIME type.</summary>
    public string ContentType => File.ContentType;

    /// <summary>One of the 17 categories.</summary>
    public string ContentCategory => File.ContentCategory;

    /// <summary>Documents only.</summary>
    public string? DocumentType => File.DocumentType;

    /// <summary>Links only.</summary>
    public string? SourceUrl => File.Link?.Url;

    /// <summary>The summary of a file of any media type.</summary>
    public static FileSummary Create(FileRecord file, FileUrls urls) => file.MediaType switch
    {
        "image" => new ImageSummary(file, urls),
        "document" => new DocumentSummary(file, urls),
        "link" => new LinkSummary(file, urls),
        _ => new VideoSummary(file, urls),
    };
}

/// <summary>An image in a list.</summary>
internal sealed class ImageSummary : FileSummary
{
    internal ImageSummary(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }
}

/// <summary>A document in a list.</summary>
internal sealed class DocumentSummary : FileSummary
{
    internal DocumentSummary(FileRecord file, FileUrls urls) : base(file, urls) => DocumentUrl = urls.GetOriginalUrl(file);

    /// <summary>Pages; null until they are counted.</summary>
    public int? PageCount => File.RevealedPageCount;

    /// <summary>Component status.</summary>
    public string? TextExtractionStatus => FileStatuses.FindStageStatus(File, Pipeline.TextExtraction);

    /// <summary>Component status.</summary>
    public string? DigitizationStatus => FileStatuses.FindStageStatus(File, Pipeline.Digitization);

    /// <summary>Chunks are not made yet.</summary>
    public int? ChunkCount => File.RevealedChunkCount;

    /// <summary>The original, presigned, one hour.</summary>
    public Uri DocumentUrl { get; }
}
