using System.Text;

namespace Scopix.Storage;

/// <summary>
/// An error of the S3 endpoint. Codes and statuses are those of "List of error codes" in the S3 reference; the elements between Message and
/// RequestId are known from published responses of S3.
/// </summary>
internal sealed class S3Error(int status, string code, string message, params (string Name, string Value)[] details)
    : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>What was probably meant, for the header X-Emulator-Hint; null when nothing is known.</summary>
    public string? Hint { get; set; }

    public static S3Error AccessDenied() => new(403, "AccessDenied", "Access Denied");

    public static S3Error Expired(long lifetime, DateTimeOffset end, DateTimeOffset now) => new(403, "AccessDenied",
        "Request has expired", ("X-Amz-Expires", lifetime.ToString(CultureInfo.InvariantCulture)),
        ("Expires", FormatIso8601(end)), ("ServerTime", FormatIso8601(now)));

    /// <summary>X-Amz-Date is in milliseconds since 1970, as in S3 (public: minio/minio issue 2638).</summary>
    public static S3Error NotYetValid(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now) => new(403, "AccessDenied",
        "Request is not yet valid", ("X-Amz-Date", start.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        ("Expires", FormatIso8601(end)), ("ServerTime", FormatIso8601(now)));

    public static S3Error HeadersNotSigned(IEnumerable<string> names) => new(403, "AccessDenied",
        "There were headers present in the request which were not signed", ("HeadersNotSigned", string.Join(", ", names)));

    public static S3Error InvalidAccessKeyId(string id) => new(403, "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.", ("AWSAccessKeyId", id));

    public static S3Error SignatureDoesNotMatch(string accessKeyId, string toSign, string provided, string canonical) =>
        new(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. "
            + "Check your key and signing method.", ("AWSAccessKeyId", accessKeyId), ("StringToSign", toSign),
            ("SignatureProvided", provided), ("StringToSignBytes", FormatHexBytes(toSign)), ("CanonicalRequest", canonical),
            ("CanonicalRequestBytes", FormatHexBytes(canonical)));

    public static S3Error InvalidQueryParameters(string message, params (string, string)[] details) =>
        new(400, "AuthorizationQueryParametersError", message, details);

    public static S3Error SigV2NotSupported() =>
        new(400, "InvalidRequest", "The authorization mechanism you have provided is not supported. "
        + "Please use AWS4-HMAC-SHA256. (This URL is signed with SigV2; SDKs fall back to it for lifetimes over 7 days.)");

    public static S3Error InvalidArgument(string message, string name, string value) =>
        new(400, "InvalidArgument", message, ("ArgumentName", name), ("ArgumentValue", value));

    public static S3Error InvalidUri() => new(400, "InvalidURI", "Couldn't parse the specified URI.");

    public static S3Error NoSuchBucket(string bucket) =>
        new(404, "NoSuchBucket", "The specified bucket does not exist", ("BucketName", bucket));

    public static S3Error NoSuchKey(string key) => new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static S3Error PreconditionFailed(string condition) => new(412, "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold", ("Condition", condition));

    public static S3Error InvalidRange(string range, long size) => new(416, "InvalidRange",
        "The requested range is not satisfiable", ("RangeRequested", range),
        ("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture)));

    public static S3Error MethodNotAllowed(string method, string? hint = null) => new(405, "MethodNotAllowed",
        "The specified method is not allowed against this resource.", ("Method", method), ("ResourceType", "OBJECT"))
    { Hint = hint };

    public static S3Error NotImplemented() => new(501, "NotImplemented",
        "This store serves presigned GET, HEAD and PUT of single objects and PUT of parts; "
        + "buckets, versions, copies and subresources are not implemented.");

    public static S3Error HeaderNotImplemented(string header, string why = "") => new(501, "NotImplemented",
        "A header you provided implies functionality that is not implemented" + why, ("Header", header));

    public static S3Error MalformedTrailer() => new(400, "MalformedTrailerError",
        "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    /// <summary>Public: published responses of S3 to an expired token. Tokens are never valid here.</summary>
    public static S3Error InvalidToken(string token) => new(400, "InvalidToken",
        "The provided token is malformed or otherwise invalid.", ("Token-0", token));

    public static S3Error InvalidStorageClass(string requested) => new(400, "InvalidStorageClass",
        "The storage class you specified is not valid", ("StorageClassRequested", requested));

    public static S3Error AclNotSupported() =>
        new(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");

    public static S3Error InvalidPartNumber(int requested) => new(416, "InvalidPartNumber", "The requested partnumber is not satisfiable",
        ("PartNumberRequested", requested.ToString(CultureInfo.InvariantCulture)), ("ActualPartCount", "1"));

    public static S3Error MultipleAuthMechanisms(string authorization) => new(400, "InvalidArgument",
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the "
        + "Authorization header should be specified", ("ArgumentName", "Authorization"), ("ArgumentValue", authorization))
    { Hint = "a presigned URL is used without an Authorization header: the signature in its query is enough" };

    public static S3Error NoSuchUpload(string uploadId) => new(404, "NoSuchUpload", "The specified upload does not exist. "
        + "The upload ID may be invalid, or the upload may have been aborted or completed.", ("UploadId", uploadId));

    public static S3Error InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Error MissingContentLength() =>
        new(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");

    public static S3Error EntityTooLarge(long proposed, long most) => new(400, "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size",
        ("ProposedSize", proposed.ToString(CultureInfo.InvariantCulture)),
        ("MaxSizeAllowed", most.ToString(CultureInfo.InvariantCulture)));

    public static S3Error IncompleteBody() => new(400, "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static S3Error ServiceUnavailable(string reason) =>
        new(503, "ServiceUnavailable", $"{reason}. Reduce your request rate, or try again.");

    /// <summary>S3 repairs damaged objects itself; the status is that of its other failures (assumed).</summary>
    public static S3Error ObjectDamaged(string message) => new(503, "ServiceUnavailable", message);

    public static S3Error RequestTimeout() => new(400, "RequestTimeout", "Your socket connection to the server was not read "
        + "from or written to within the timeout period. Idle connections will be closed.");

    public static S3Error InvalidDigest(string sent) =>
        new(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", ("Content-MD5", sent));

    /// <summary>The expected digest is hex and the calculated one Base64, as in S3.</summary>
    public static S3Error BadMd5(byte[] expected, byte[] calculated) => new(400, "BadDigest",
        "The Content-MD5 you specified did not match what we received.", ("ExpectedDigest", Convert.ToHexStringLower(expected)),
        ("CalculatedDigest", Convert.ToBase64String(calculated)));

    public static S3Error BadChecksum(string algorithm) =>
        new(400, "BadDigest", $"The {algorithm} you specified did not match the calculated checksum.");

    public static S3Error ContentSha256Mismatch(byte[] claimed, byte[] computed) => new(400, "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ("ClientComputedContentSHA256", Convert.ToHexStringLower(claimed)),
        ("S3ComputedContentSHA256", Convert.ToHexStringLower(computed)));

    /// <summary>S3's error body, with its elements in order. Characters that XML cannot contain become question marks.</summary>
    public string ToXml(string requestId, string hostId)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
        foreach (var (name, value) in (IEnumerable<(string, string)>)
            [("Code", code), ("Message", Message), .. details, ("RequestId", requestId), ("HostId", hostId)])
            Escape(xml.Append('<').Append(name).Append('>'), value).Append("</").Append(name).Append('>');
        return xml.Append("</Error>").ToString();
    }

    private static StringBuilder Escape(StringBuilder xml, string text)
    {
        foreach (var c in text)
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),
                '"' => xml.Append("&quot;"),
                '\r' => xml.Append("&#xD;"),
                _ => xml.Append(char.IsSurrogate(c) || System.Xml.XmlConvert.IsXmlChar(c) ? c : '?'),
            };
        return xml;
    }

    private static string FormatHexBytes(string text) =>
        string.Join(' ', Encoding.UTF8.GetBytes(text).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private static string FormatIso8601(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
