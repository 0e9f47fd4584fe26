namespace Scopix.Client;

/// <summary>Media types by file extension, for the types that the service accepts.</summary>
internal static class ContentTypes
{
    public static string ForFilename(string filename) => Path.GetExtension(filename).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        ".pdf" => "application/pdf",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".txt" => "text/plain",
        ".md" => "text/markdown",
        ".mp4" => "video/mp4",
        ".mov" => "video/quicktime",
        ".m4v" => "video/x-m4v",
        ".webm" => "video/webm",
        ".avi" => "video/x-msvideo",
        _ => "application/octet-stream",
    };
}
