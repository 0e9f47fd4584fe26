namespace Scopix.Storage;

/// <summary>The six <c>response-*</c> parameters that replace response headers (public: GetObject in the S3 reference).</summary>
internal static class ResponseOverrides
{
    private static readonly (string Parameter, string Header)[] Parameters =
    [
        ("response-content-type", "Content-Type"), ("response-content-language", "Content-Language"),
        ("response-expires", "Expires"), ("response-cache-control", "Cache-Control"),
        ("response-content-disposition", "Content-Disposition"), ("response-content-encoding", "Content-Encoding"),
    ];

    /// <summary>
    /// Sets all headers or none. S3 sends ISO-8859-1 text unchanged; here a value must be US-ASCII, since Kestrel does not send anything
    /// else reliably.
    /// </summary>
    /// <exception cref="S3Error">InvalidArgument: a character that a header cannot contain.</exception>
    public static void Apply(S3Query query, IHeaderDictionary headers)
    {
        var requested = Parameters.Select(one => (one.Header, Value: Read(query, one.Parameter))).ToList();
        foreach (var (header, value) in requested)
            if (value is not null)
                headers[header] = value;
    }

    private static string? Read(S3Query query, string parameter)
    {
        if (query.FindFirst(parameter) is not { Length: > 0 } value) return null;
        if (value.Any(char.IsControl))
            throw S3Error.InvalidArgument("Header value cannot contain control characters.", parameter, value);
        if (value.Any(c => c > '\xff'))
            throw S3Error.InvalidArgument("Header value cannot be represented using ISO-8859-1.", parameter, value);
        if (!value.All(char.IsAscii))
            throw S3Error.InvalidArgument("Header value is not US-ASCII; use filename*=UTF-8''...", parameter, value);
        return value;
    }
}
