using Scopix.Emulator.Images;
using Scopix.Emulator.Links;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Videos;

namespace Scopix.Emulator.Files;

/// <summary>A page of files (seed 001, File Listing &amp; Retrieval).</summary>
public sealed record FileList(FileSummary[] Items, int TotalCount, int Limit, int Offset, bool HasMore);

/// <summary>Width and height in pixels; an empty object until they are known (public: the vendor's README).</summary>
public sealed record Dimensions(
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
public abstract class FileSummary
{
    internal FileSummary(FileRecord file, FileLinks links) => (File, ThumbnailUrl, MediumUrl, FullUrl) =
        (file, links.Picture(file, Variant.Small), links.Picture(file, Variant.Medium), links.Picture(file, Variant.Large));

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
    public string? UploadDescription => File.Revealed?.Description;

    /// <summary>The text seen in it, one region a line.</summary>
    public string? VisibleText => File.Revealed?.VisibleText;

    /// <summary>Tags.</summary>
    public string[] Tags => File.Tags;

    /// <summary>Bytes.</summary>
    public long SizeBytes => File.SizeBytes;

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset CreatedAt => File.CreatedAt;

    /// <summary>When the picture was taken.</summary>
    public DateTimeOffset? ContentCreatedAt => File.ContentCreatedAt;

    /// <summary>True once the description is completed.</summary>
    public bool HasFullDescription => File.Completed(Pipeline.Description);

    /// <summary>Pixels.</summary>
    public Dimensions? Dimensions => File.MediaType is "document" or "link" ? null : new Dimensions(File.Width, File.Height);

    /// <summary>Short name of the format.</summary>
    public string? Format => File.Format;

    /// <summary>The status to poll.</summary>
    public string PrimaryStatus => Statuses.Primary(File);

    /// <summary>Images only.</summary>
    public string? VariantStatus => Statuses.Of(File, Pipeline.Variants);

    /// <summary>How many variants there are; images only.</summary>
    public int? VariantCount => FileDetails.Variants(File);

    /// <summary>At most 750 pixels; presigned, one hour.</summary>
    public Uri? MediumUrl { get; }

    /// <summary>At most 1024 pixels; presigned, one hour.</summary>
    public Uri? FullUrl { get; }

    /// <summary>BlurHash of 4 × 3 components.</summary>
    public string? BlurHash => File.BlurHash;

    /// <summary>The description's component status.</summary>
    public string? DescriptionStatus => Statuses.Of(File, Pipeline.Description);

    /// <summary>Why the description failed.</summary>
    public string? DescriptionError => FileDetails.DescriptionFailure(File)?.Message;

    /// <summary>MIME type.</summary>
    public string ContentType => File.ContentType;

    /// <summary>One of the 17 categories.</summary>
    public string ContentCategory => File.ContentCategory;

    /// <summary>Documents only.</summary>
    public string? DocumentType => File.DocumentType;

    /// <summary>Links only.</summary>
    public string? SourceUrl => File.Link?.Url;

    /// <summary>The summary of a file of any media type.</summary>
    public static FileSummary Of(FileRecord file, FileLinks links) => file.MediaType switch
    {
        "image" => new ImageSummary(file, links),
        "document" => new DocumentSummary(file, links),
        "link" => new LinkSummary(file, links),
        _ => new VideoSummary(file, links),
    };
}

/// <summary>An image in a list.</summary>
public sealed class ImageSummary : FileSummary
{
    internal ImageSummary(FileRecord file, FileLinks links) : base(file, links)
    {
    }
}

/// <summary>A document in a list.</summary>
public sealed class DocumentSummary : FileSummary
{
    internal DocumentSummary(FileRecord file, FileLinks links) : base(file, links) => DocumentUrl = links.Original(file);

    /// <summary>Pages; null until they are counted.</summary>
    public int? PageCount => File.PagesShown;

    /// <summary>Component status.</summary>
    public string? TextExtractionStatus => Statuses.Of(File, Pipeline.TextExtraction);

    /// <summary>Component status.</summary>
    public string? DigitizationStatus => Statuses.Of(File, Pipeline.Digitization);

    /// <summary>Chunks are not made yet.</summary>
    public int? ChunkCount => File.ChunksShown;

    /// <summary>The original, presigned, one hour.</summary>
    public Uri DocumentUrl { get; }
}
