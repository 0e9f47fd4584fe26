using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Videos;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>One file in full: every field of the SDK's <c>*FileDetails</c> (seed 000) and of seed 001's examples.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "media_type")]
[JsonDerivedType(typeof(ImageDetails), "image")]
[JsonDerivedType(typeof(DocumentDetails), "document")]
[JsonDerivedType(typeof(VideoDetails), "video")]
[JsonDerivedType(typeof(LinkDetails), "link")]
internal abstract class FileDetails
{
    internal FileDetails(FileRecord file, FileUrls urls) => (File, ThumbnailUrl) = (file, urls.GetPictureUrl(file, Variant.Small));

    /// <summary>The kept file.</summary>
    protected FileRecord File { get; }

    /// <summary>UUID.</summary>
    public string Id => File.Id;

    /// <summary>The client's title.</summary>
    public string? Title => File.Title;

    /// <summary>The name it was uploaded under; a link has none.</summary>
    public string? Filename => File.Link is null ? File.Filename : null;

    /// <summary>The same name: nothing renames a file.</summary>
    public string? OriginalFilename => Filename;

    /// <summary>Tags.</summary>
    public string[] Tags => File.Tags;

    /// <summary>Bytes.</summary>
    public long SizeBytes => File.SizeBytes;

    /// <summary>MIME type.</summary>
    public string ContentType => File.ContentType;

    /// <summary>SHA-256, hex.</summary>
    public string Hash => File.Hash;

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset CreatedAt => File.CreatedAt;

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt => File.UpdatedAt;

    /// <summary>When the picture was taken.</summary>
    public DateTimeOffset? ContentCreatedAt => File.ContentCreatedAt;

    /// <summary>One of the 17 categories.</summary>
    public string ContentCategory => File.ContentCategory;

    /// <summary>STREAMING, presigned or multipart.</summary>
    public string UploadMethod => File.UploadMethod;

    /// <summary>True once the description is completed.</summary>
    public bool HasFullDescription => File.IsStageCompleted(Pipeline.Description);

    /// <summary>The status to poll.</summary>
    public string PrimaryStatus => FileStatuses.GetPrimary(File);

    /// <summary>The AI's description.</summary>
    public string? UploadDescription => File.RevealedOutcome?.Description;

    /// <summary>The client's description.</summary>
    public string? UserDescription => File.UserDescription;

    /// <summary>Component status.</summary>
    public string? DescriptionStatus => FileStatuses.FindStageStatus(File, Pipeline.Description);

    /// <summary>Why the description failed.</summary>
    public string? DescriptionError => GetDescriptionFailure(File)?.Message;

    /// <summary>A DescriptionErrorType (seed 002).</summary>
    public string? DescriptionErrorType => GetDescriptionFailure(File)?.Type;

    /// <summary>Whether trying again can help (seed 002).</summary>
    public bool? DescriptionIsRetryable => GetDescriptionFailure(File) is { } failure
        ? failure.Type is "timeout" or "rate_limit" or "vlm_error" : null;

    /// <summary>Always null for descriptions (seed 002).</summary>
    public double? ConfidenceScore => null;

    /// <summary>Presigned, one hour; null until there is a picture.</summary>
    public Uri? ThumbnailUrl { get; }

    /// <summary>The details of a file of any media type.</summary>
    /// <param name="file">The kept file.</param>
    /// <param name="urls">Its URLs.</param>
    /// <param name="text">A document's extracted text, when it is completed.</param>
    /// <param name="formatted">The Markdown rendering, when it was asked for.</param>
    public static FileDetails Create(FileRecord file, FileUrls urls, string? text, string? formatted) => file.MediaType switch
    {
        "image" => new ImageDetails(file, urls, formatted),
        "document" => new DocumentDetails(file, urls, text),
        "link" => new LinkDetails(file, urls),
        _ => new VideoDetails(file, urls),
    };

    /// <summary>Original, tiny_64, small_256, medium_750 and large_1024 once they are made (seed 001's example counts five).</summary>
    public static int? CountVariants(
        FileRecord file) => file.MediaType != "image" ? null : file.IsStageCompleted(Pipeline.Variants) ? 5 : 0;

    /// <summary>Width and height as the API writes a resolution.</summary>
    public static string? FormatResolution(FileRecord file) => file.Width is null ? null : $"{file.Width}x{file.Height}";

    /// <summary>What the description failed with.</summary>
    public static StageFailure? GetDescriptionFailure(FileRecord file) =>
        file.FindStage(Pipeline.Description) is { Status: ComponentStatus.Failed, Failure: var failure } ? failure : null;
}
