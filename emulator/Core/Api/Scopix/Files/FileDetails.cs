namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The details of a file: every field of the SDK's <c>*FileDetails</c> (seed 000) and of seed 001's examples.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "media_type")]
[JsonDerivedType(typeof(ImageDetails), "image")]
[JsonDerivedType(typeof(DocumentDetails), "document")]
[JsonDerivedType(typeof(VideoDetails), "video")]
[JsonDerivedType(typeof(LinkDetails), "link")]
internal abstract class FileDetails
{
    internal FileDetails(FileRecord file, FileUrls urls) => (File, ThumbnailUrl) = (file, urls.GetPictureUrl(file, Variant.Small));

    protected FileRecord File { get; }
    public string Id => File.Id;
    public string? Title => File.Title;

    public string? Filename => File.Link is null ? File.Filename : null;

    /// <summary>The same, since no operation renames a file.</summary>
    public string? OriginalFilename => Filename;

    public string[] Tags => File.Tags;
    public long SizeBytes => File.SizeBytes;
    public string ContentType => File.ContentType;
    public string Hash => File.Hash;
    public DateTimeOffset CreatedAt => File.CreatedAt;
    public DateTimeOffset UpdatedAt => File.UpdatedAt;
    public DateTimeOffset? ContentCreatedAt => File.ContentCreatedAt;
    public string ContentCategory => File.ContentCategory;

    /// <summary>STREAMING, presigned or multipart.</summary>
    public string UploadMethod => File.UploadMethod;

    public bool HasFullDescription => File.IsStageCompleted(StageCatalog.Description);
    public string PrimaryStatus => FileStatuses.GetPrimary(File);
    public string? UploadDescription => File.RevealedOutcome?.Description;
    public string? UserDescription => File.UserDescription;
    public string? DescriptionStatus => FileStatuses.FindStageStatus(File, StageCatalog.Description);
    public string? DescriptionError => GetDescriptionFailure(File)?.Message;

    /// <summary>A DescriptionErrorType (seed 002).</summary>
    public string? DescriptionErrorType => GetDescriptionFailure(File)?.Type;

    /// <summary>Whether a retry can succeed (seed 002).</summary>
    public bool? DescriptionIsRetryable => GetDescriptionFailure(File) is { } failure
        ? failure.Type is "timeout" or "rate_limit" or "vlm_error" : null;

    /// <summary>Always null for descriptions (seed 002).</summary>
    public double? ConfidenceScore => null;

    /// <summary>Presigned, one hour; null until there is a picture.</summary>
    public Uri? ThumbnailUrl { get; }

    public static FileDetails Create(FileRecord file, FileUrls urls, string? text, string? formatted) => file.MediaType switch
    {
        "image" => new ImageDetails(file, urls, formatted),
        "document" => new DocumentDetails(file, urls, text),
        "link" => new LinkDetails(file, urls),
        _ => new VideoDetails(file, urls),
    };

    /// <summary>The original, tiny_64, small_256, medium_750 and large_1024 (seed 001's example has five).</summary>
    public static int? CountVariants(FileRecord file) =>
        file.MediaType != "image" ? null : file.IsStageCompleted(StageCatalog.Variants) ? 5 : 0;

    public static string? FormatResolution(FileRecord file) => file.Width is null ? null : $"{file.Width}x{file.Height}";

    public static StageFailure? GetDescriptionFailure(FileRecord file) =>
        file.FindStage(StageCatalog.Description) is { Status: ComponentStatus.Failed, Failure: var failure } ? failure : null;
}
