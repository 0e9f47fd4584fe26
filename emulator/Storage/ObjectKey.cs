namespace Scopix.Storage;

/// <summary>What an object's key says: whether it is valid, the content type, and the ETag if it has a hash.</summary>
internal static class ObjectKey
{
    private const int MaxKeyLength = 1024;
    private const int MaxSegmentLength = 255;

    /// <summary>1–1024 characters of <c>[A-Za-z0-9._/-]</c>, without empty segments, <c>.</c> and <c>..</c>.</summary>
    public static bool IsValid(string key) =>
        key.Length is > 0 and <= MaxKeyLength && key.Split('/').All(IsValidSegment);

    /// <summary>By the extension; <c>application/octet-stream</c> for unknown ones.</summary>
    public static string GetContentType(string key) => Path.GetExtension(key).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        ".pdf" => "application/pdf",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".txt" => "text/plain",
        ".md" => "text/markdown",
        ".csv" => "text/csv",
        ".json" => "application/json",
        ".jsonl" => "application/x-ndjson",
        ".mp4" => "video/mp4",
        ".m4v" => "video/x-m4v",
        ".mov" => "video/quicktime",
        ".webm" => "video/webm",
        ".avi" => "video/x-msvideo",
        _ => "application/octet-stream",
    };

    /// <summary>A quoted ETag of 32 hex digits, from the SHA-256 in the file name, or from length and time. S3's is an MD5.</summary>
    public static string CreateETag(string key, long length, DateTimeOffset modified)
    {
        var name = Path.GetFileNameWithoutExtension(key);
        return name.Length == 64 && name.All(char.IsAsciiHexDigit)
            ? $"\"{name[..32].ToLowerInvariant()}\""
            : $"\"{length:x16}{modified.UtcTicks:x16}\"";
    }

    private static bool IsValidSegment(string segment) =>
        segment.Length is > 0 and <= MaxSegmentLength && segment is not ("." or "..")
        && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
