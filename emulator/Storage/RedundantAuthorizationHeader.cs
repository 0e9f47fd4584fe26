namespace Scopix.Storage;

/// <summary>
/// Handles an Authorization header beside the signature of a presigned URL. S3 refuses it. The embedded store has the API's origin, so that
/// many clients send their key again after a redirect; it serves them by default. Such responses are marked, and the first
/// one is logged.
/// </summary>
internal sealed partial class RedundantAuthorizationHeader(bool refused, ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger<RedundantAuthorizationHeader>();
    private int _isLogged;

    /// <exception cref="S3Error">InvalidArgument.</exception>
    public void ThrowIfRefused(S3Request request)
    {
        if (HasBoth(request) && (refused || HttpMethods.IsPut(request.Method)))
            throw S3Error.MultipleAuthMechanisms(request.Headers.Authorization.ToString());
    }

    /// <summary>Marks the response to a request that S3 would refuse.</summary>
    public void MarkIgnored(S3Request request, HttpResponse response)
    {
        if (!HasBoth(request)) return;
        response.Headers["X-Emulator-Ignored"] = "header.Authorization";
        if (Interlocked.Exchange(ref _isLogged, 1) == 0) LogRedundantHeader(_log, request.Method, request.RawPath);
    }

    private static bool HasBoth(S3Request request) =>
        request.Headers.Authorization.Count > 0 && (request.Query.Has("X-Amz-Algorithm") || request.Query.Has("Signature"));

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} was served although it has an Authorization header beside its signature, which S3 "
        + "refuses with 400: clients must drop the API's key when they are redirected to storage. --storage-auth s3 refuses it here too. "
        + "This is logged once; the journal marks each such request with ignored: header.Authorization")]
    private static partial void LogRedundantHeader(ILogger log, string method, string path);
}
