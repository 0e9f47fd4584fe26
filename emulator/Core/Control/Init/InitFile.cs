using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Control.Init;

/// <summary>A file to upload: its content from <c>path</c>, <c>text</c> or <c>base64</c>, and the fields of an upload.</summary>
internal sealed record InitFile
{
    /// <summary>Where the file is, relative to the init file.</summary>
    public string? Path { get; init; }

    public string? Text { get; init; }

    public string? Base64 { get; init; }

    /// <summary>The name of the file; that in <see cref="Path"/> when null.</summary>
    public string? Filename { get; init; }

    public string? Title { get; init; }

    public string[]? Tags { get; init; }

    /// <summary>The names of the folders from the top, with <c>/</c> between them; missing ones are created.</summary>
    public string? Folder { get; init; }

    /// <summary>The name of a project, which is created if it is missing.</summary>
    public string? Project { get; init; }

    /// <summary>The user's description.</summary>
    public string? Description { get; init; }

    public string? ContentCategory { get; init; }

    public bool? AutoDescribe { get; init; }

    public bool? SkipDuplicates { get; init; }

    public string? ComplianceType { get; init; }

    public string? ComplianceStandard { get; init; }

    public string? ComplianceImageType { get; init; }

    /// <summary>The name under which the file is uploaded; empty when there is none.</summary>
    [JsonIgnore]
    public string Name => Filename ?? System.IO.Path.GetFileName(Path) ?? "";

    /// <summary>The change that sets the description; null when there is none.</summary>
    [JsonIgnore]
    public UpdateFile? Update => Description is null ? null
        : new UpdateFile { UserDescription = JsonSerializer.SerializeToElement(Description, EngineJsonContext.Shared.String) };

    /// <summary>The fields of the upload, without folder and project.</summary>
    /// <exception cref="ApiError">422: a field is out of its limits.</exception>
    public UploadRequest ToUploadRequest() => UploadRequest.Parse(new RequestParameters("body", name => name switch
    {
        "title" => Title,
        "content_category" => ContentCategory,
        "auto_describe" => AutoDescribe?.ToString(),
        "skip_duplicates" => SkipDuplicates?.ToString(),
        "compliance_type" => ComplianceType,
        "compliance_standard" => ComplianceStandard,
        "compliance_image_type" => ComplianceImageType,
        _ => default,
    })) with
    {
        Tags = FileTags.Normalize(Tags ?? []),
    };

    /// <summary>Opens the content.</summary>
    /// <param name="folder">The folder of the init file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Stream OpenRead(string? folder) => Path is not null ? File.OpenRead(ResolvePath(folder!, Path))
        : new MemoryStream(Text is not null ? Encoding.UTF8.GetBytes(Text) : Convert.FromBase64String(Base64!), writable: false);

    public static string ResolvePath(string folder, string path) => System.IO.Path.GetFullPath(path, folder);
}
