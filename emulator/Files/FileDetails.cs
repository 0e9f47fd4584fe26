using Scopix.Emulator.Images;
using Scopix.Emulator.Links;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Videos;

namespace Scopix.Emulator.Files;

/// <summary>One file in full: every field of the SDK's <c>*FileDetails</c> (seed 000) and of seed 001's examples.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "media_type")]
[JsonDerivedType(typeof(ImageDetails), "image")]
[JsonDerivedType(typeof(DocumentDetails), "document")]
[JsonDerivedType(typeof(VideoDetails), "video")]
[JsonDerivedType(typeof(LinkDetails), "link")]
public abstract class FileDetails
{
    internal FileDetails(FileRecord file, FileLinks links) => (File, ThumbnailUrl) = (file, links.Picture(file, Variant.Small));

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
    public bool HasFullDescription => File.Completed(Pipeline.Description);

    /// <summary>The status to poll.</summary>
    public string PrimaryStatus => Statuses.Primary(File);

    /// <summary>The AI's description.</summary>
    public string? UploadDescription => File.Revealed?.Description;

    /// <summary>The client's description.</summary>
    public string? UserDescription => File.UserDescription;

    /// <summary>Component status.</summary>
    public string? DescriptionStatus => Statuses.Of(File, Pipeline.Description);

    /// <summary>Why the description failed.</summary>
    public string? DescriptionError => DescriptionFailure(File)?.Message;

    /// <summary>A DescriptionErrorType (seed 002).</summary>
    public string? DescriptionErrorType => DescriptionFailure(File)?.Type;

    /// <summary>Whether trying again can help (seed 002).</summary>
    public bool? DescriptionIsRetryable => DescriptionFailure(File) is { } failure ? failure.Type is "timeout" or "rate_limit" or "vlm_error" : null;

    /// <summary>Always null for descriptions (seed 002).</summary>
    public double? ConfidenceScore => null;

    /// <summary>Presigned, one hour; null until there is a picture.</summary>
    public Uri? ThumbnailUrl { get; }

    /// <summary>The details of a file of any media type.</summary>
    /// <param name="file">The kept file.</param>
    /// <param name="links">Its URLs.</param>
    /// <param name="text">A document's extracted text, when it is completed.</param>
    /// <param name="formatted">The Markdown rendering, when it was asked for.</param>
    public static FileDetails Of(FileRecord file, FileLinks links, string? text, string? formatted) => file.MediaType switch
    {
        "image" => new ImageDetails(file, links, formatted),
        "document" => new DocumentDetails(file, links, text),
        "link" => new LinkDetails(file, links),
        _ => new VideoDetails(file, links),
    };

    /// <summary>Original, tiny_64, small_256, medium_750 and large_1024 once they are made (seed 001's example counts five).</summary>
    public static int? Variants(FileRecord file) => file.MediaType != "image" ? null : file.Completed(Pipeline.Variants) ? 5 : 0;

    /// <summary>Width and height as the API writes a resolution.</summary>
    public static string? ResolutionOf(FileRecord file) => file.Width is null ? null : $"{file.Width}x{file.Height}";

    /// <summary>What the description failed with.</summary>
    public static StageFailure? DescriptionFailure(FileRecord file) =>
        file.Stage(Pipeline.Description) is { Status: ComponentStatus.Failed, Failure: var failure } ? failure : null;
}
