namespace Scopix.Emulator.Http;

/// <summary>How a body is framed and coded: what is not undone here is refused, so that it is never read as something else.</summary>
internal static class BodyFraming
{
    /// <summary>Refuses bodies that are compressed, by their own header or on the way: 400.</summary>
    public static void RejectEncodedBody(HttpRequest request)
    {
        var coded = request.Headers.ContentEncoding.ToString();
        if (coded.Length > 0 && !coded.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Malformed("Content-Encoding", "bodies must be sent as they are, not compressed");
        var transfer = request.Headers.TransferEncoding.ToString();
        if (transfer.Length > 0 && !transfer.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Malformed("Transfer-Encoding", "must be chunked, or absent");
    }

    /// <summary>True when the web server could not read on; a chunk whose size overflows is told as an IOException.</summary>
    public static bool IsFramingError(
        Exception error) => error is BadHttpRequestException or IOException { InnerException: OverflowException };
}
