namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Width and height in pixels; an empty object until they are known (public: the vendor's README).</summary>
internal sealed record Dimensions(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Width,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Height);

/// <summary>
/// A file in a list (seed 001, File Listing &amp; Retrieval). Every media type has the fields of the example, null where they do
/// not apply; the conditional fields are only on their own type.
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

    protected FileRecord File { get; }
    public string Id => File.Id;
    public string? Title => File.Title;

    public string? Filename => File.Link is null ? File.Filename : null;

    /// <summary>At most 256 pixels; presigned, one hour.</summary>
    public Uri? ThumbnailUrl { get; }

    public string? UploadDescription => File.RevealedOutcome?.Description;

    /// <summary>One line for each region.</summary>
    public string? VisibleText => File.RevealedOutcome?.VisibleText;

    public string[] Tags => File.Tags;
    public long SizeBytes => File.SizeBytes;
    public DateTimeOffset CreatedAt => File.CreatedAt;
    public DateTimeOffset? ContentCreatedAt => File.ContentCreatedAt;
    public bool HasFullDescription => File.IsStageCompleted(StageCatalog.Description);
    public Dimensions? Dimensions => File.MediaType is "document" or "link" ? null : new Dimensions(File.Width, File.Height);
    public string? Format => File.Format;
    public string PrimaryStatus => FileStatuses.GetPrimary(File);
    public string? VariantStatus => FileStatuses.FindStageStatus(File, StageCatalog.Variants);
    public int? VariantCount => FileDetails.CountVariants(File);

    /// <summary>At most 750 pixels; presigned, one hour.</summary>
    public Uri? MediumUrl { get; }

    /// <summary>At most 1024 pixels; presigned, one hour.</summary>
    public Uri? FullUrl { get; }

    public string? BlurHash => File.BlurHash;
    public string? DescriptionStatus => FileStatuses.FindStageStatus(File, StageCatalog.Description);
    public string? DescriptionError => FileDetails.GetDescriptionFailure(File)?.Message;
    public string ContentType => File.ContentType;
    public string ContentCategory => File.ContentCategory;
    public string? DocumentType => File.DocumentType;
    public string? SourceUrl => File.Link?.Url;

    public static FileSummary Create(FileRecord file, FileUrls urls) => file.MediaType switch
    {
        "image" => new ImageSummary(file, urls),
        "document" => new DocumentSummary(file, urls),
        "link" => new LinkSummary(file, urls),
        _ => new VideoSummary(file, urls),
    };
}

internal sealed class ImageSummary : FileSummary
{
    internal ImageSummary(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }
}

internal sealed class DocumentSummary : FileSummary
{
    internal DocumentSummary(FileRecord file, FileUrls urls) : base(file, urls) => DocumentUrl = urls.GetOriginalUrl(file);

    /// <summary>Null until the pages are counted.</summary>
    public int? PageCount => File.RevealedPageCount;

    public string? TextExtractionStatus => FileStatuses.FindStageStatus(File, StageCatalog.TextExtraction);
    public string? DigitizationStatus => FileStatuses.FindStageStatus(File, StageCatalog.Digitization);

    /// <summary>Null until the chunks have their vectors.</summary>
    public int? ChunkCount => File.RevealedChunkCount;

    /// <summary>Presigned for one hour.</summary>
    public Uri DocumentUrl { get; }
}
