namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>The type that a client announces. It is part of the object's key; the type of the file is detected from its bytes.</summary>
/// <param name="MediaType">image, document or video.</param>
/// <param name="Extension">Without a dot.</param>
internal sealed record DeclaredType(string MediaType, string Extension)
{
    private static readonly Dictionary<string, DeclaredType> AcceptedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = new("image", "jpg"),
        ["image/png"] = new("image", "png"),
        ["image/webp"] = new("image", "webp"),
        ["image/gif"] = new("image", "gif"),
        ["application/pdf"] = new("document", "pdf"),
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = new("document", "docx"),
        ["text/plain"] = new("document", "txt"),
        ["text/markdown"] = new("document", "md"),
        ["video/mp4"] = new("video", "mp4"),
        ["video/quicktime"] = new("video", "mov"),
        ["video/x-m4v"] = new("video", "m4v"),
        ["video/webm"] = new("video", "webm"),
        ["video/x-msvideo"] = new("video", "avi"),
    };

    /// <summary>The type of a content type, or of the file name's extension when the content type is not an accepted one.</summary>
    /// <exception cref="ApiError">Neither is an accepted type: 422.</exception>
    public static DeclaredType Parse(string contentType, string filename)
    {
        RequestParameters.ValidateText("content_type", contentType, 255, "body");
        if (contentType.Length == 0 || contentType.Any(c => c is < ' ' or > '~'))
            throw ApiError.Invalid("content_type", "must be a MIME type");
        if (AcceptedTypes.TryGetValue(contentType.Split(';')[0].Trim(), out var known)) return known;
        var extension = Path.GetExtension(filename).TrimStart('.').ToLowerInvariant();
        extension = extension switch { "jpeg" => "jpg", "markdown" => "md", _ => extension };
        return AcceptedTypes.Values.FirstOrDefault(type => type.Extension == extension)
            ?? throw ApiError.Invalid("content_type",
                $"{contentType} is not an accepted type; accepted are {string.Join(", ", AcceptedTypes.Keys)}");
    }
}
