using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Scopix.Storage;

/// <summary>
/// If-Match and its kin, weighed as the S3 reference says of GetObject: an ETag condition makes the date condition beside
/// it moot. ETags match with or without quotes and W/; a date that cannot be read is no condition.
/// </summary>
internal static class Preconditions
{
    /// <summary>True when the client's copy is good: 304.</summary>
    /// <exception cref="S3Error">PreconditionFailed, naming the header.</exception>
    public static bool IsNotModified(IHeaderDictionary headers, StoredObject found)
    {
        if (headers.IfMatch.Count > 0 && !MatchesETag(headers.IfMatch, found.ETag)) throw S3Error.PreconditionFailed("If-Match");
        if (headers.IfMatch.Count == 0 && ParseDate(headers.IfUnmodifiedSince) < found.LastModified)
            throw S3Error.PreconditionFailed("If-Unmodified-Since");
        return headers.IfNoneMatch.Count > 0
            ? MatchesETag(headers.IfNoneMatch, found.ETag)
            : found.LastModified <= ParseDate(headers.IfModifiedSince);
    }

    /// <summary>
    /// Weighs the conditions of a PUT: <c>If-None-Match: *</c> and If-Match (public: "Conditional writes" in the S3 guide).
    /// </summary>
    /// <param name="headers">The request's.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="tag">The quoted ETag of the object that is there; null when none is.</param>
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

    /// <summary>True when If-Range names another version, so that the whole object has to be sent.</summary>
    public static bool IsRangeStale(IHeaderDictionary headers, StoredObject found) =>
        headers.IfRange.Count > 0 && !MatchesETag(headers.IfRange, found.ETag) && ParseDate(headers.IfRange) != found.LastModified;

    private static bool MatchesETag(StringValues header, string tag) =>
        header.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Any(one => one == "*" || one.Replace("W/", "", StringComparison.Ordinal).Trim('"') == tag.Trim('"'));

    private static DateTimeOffset? ParseDate(StringValues header) =>
        HeaderUtilities.TryParseDate(header.ToString(), out var date) ? date : null;
}
