namespace Scopix.Emulator.Http;

/// <summary>Refuses bodies in encodings that the emulator does not decode, so that encoded bytes are never read as content.</summary>
internal static class BodyFraming
{
    public static void RejectEncodedBody(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Malformed("Content-Encoding", "must be absent or identity: compressed bodies are not supported");
        var transfer = request.Headers.TransferEncoding.ToString();
        if (transfer.Length > 0 && !transfer.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Malformed("Transfer-Encoding", "must be chunked, or absent");
    }

    /// <summary>True when the web server could not read the body; it reports an overflowing chunk size as an IOException.</summary>
    public static bool IsFramingError(Exception error) =>
        error is BadHttpRequestException or IOException { InnerException: OverflowException };
}
