using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Scopix.Storage;

/// <summary>
/// If-Match and the like, as the S3 reference describes them for GetObject: an ETag condition overrides the date condition beside it. ETags
/// match with or without quotes and W/; a malformed date is ignored.
/// </summary>
internal static class Preconditions
{
    /// <summary>True for 304.</summary>
    /// <exception cref="S3Error">PreconditionFailed, with the header.</exception>
    public static bool IsNotModified(IHeaderDictionary headers, StoredObject found)
    {
        if (headers.IfMatch.Count > 0 && !MatchesETag(headers.IfMatch, found.ETag)) throw S3Error.PreconditionFailed("If-Match");
        if (headers.IfMatch.Count == 0 && ParseDate(headers.IfUnmodifiedSince) < found.LastModified)
            throw S3Error.PreconditionFailed("If-Unmodified-Since");
        return headers.IfNoneMatch.Count > 0
            ? MatchesETag(headers.IfNoneMatch, found.ETag)
            : found.LastModified <= ParseDate(headers.IfModifiedSince);
    }

    /// <summary>The conditions of a PUT: <c>If-None-Match: *</c> and If-Match (public: "Conditional writes" in the S3 guide).</summary>
    /// <param name="tag">The quoted ETag of the existing object, or null.</param>
    /// <exception cref="S3Error">PreconditionFailed; NoSuchKey; NotImplemented for another If-None-Match.</exception>
    public static void CheckWrite(IHeaderDictionary headers, string key, string? tag)
    {
        if (headers.IfNoneMatch.Count > 0 && headers.IfNoneMatch.ToString() != "*")
            throw S3Error.HeaderNotImplemented("If-None-Match");
        if (headers.IfNoneMatch.Count > 0 && tag is not null) throw S3Error.PreconditionFailed("If-None-Match");
        if (headers.IfMatch.Count == 0) return;
        if (tag is null) throw S3Error.NoSuchKey(key);
        if (!MatchesETag(headers.IfMatch, tag)) throw S3Error.PreconditionFailed("If-Match");
    }

    /// <summary>True when If-Range names another version, so that the whole object is sent.</summary>
    public static bool IsRangeStale(IHeaderDictionary headers, StoredObject found) =>
        headers.IfRange.Count > 0 && !MatchesETag(headers.IfRange, found.ETag) && ParseDate(headers.IfRange) != found.LastModified;

    private static bool MatchesETag(StringValues header, string tag) =>
        header.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Any(one => one == "*" || one.Replace("W/", "", StringComparison.Ordinal).Trim('"') == tag.Trim('"'));

    private static DateTimeOffset? ParseDate(StringValues header) =>
        HeaderUtilities.TryParseDate(header.ToString(), out var date) ? date : null;
}
