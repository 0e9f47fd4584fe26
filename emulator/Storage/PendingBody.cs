namespace Scopix.Storage;

internal static class PendingBody
{
    /// <summary>
    /// Closes the connection after an error response to such a request. The body will not be sent, and the server would read the next
    /// request as that body (RFC 9110, section 10.1.1).
    /// </summary>
    public static void CloseConnection(HttpContext context)
    {
        if (context.Request.Headers.Expect.Count > 0) context.Response.Headers.Connection = "close";
    }
}
