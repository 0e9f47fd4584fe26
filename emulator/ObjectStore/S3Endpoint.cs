using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// The presigned part of S3 over an <see cref="EmbeddedStore"/>: GET, HEAD and PUT of single objects, PUT of parts.
/// </summary>
public static class S3Endpoint
{
    /// <summary>What asks for something else than the object itself.</summary>
    private static readonly string[] Subresources =
    [
        "acl", "attributes", "legal-hold", "retention", "tagging", "torrent", "uploads", "versionId",
    ];

    /// <summary>Serves <c>/_s3/{bucket}/{key}</c>. Who asks is told by the signature alone.</summary>
    /// <param name="routes">Where to map it.</param>
    /// <param name="store">What to serve.</param>
    /// <param name="options">For whom, and how.</param>
    public static IEndpointConventionBuilder MapEmbeddedS3(
        this IEndpointRouteBuilder routes, EmbeddedStore store, S3EndpointOptions options)
    {
        long count = 0;
        var requestId = options.RequestId ?? (() => Interlocked.Increment(ref count).ToString("X16", CultureInfo.InvariantCulture));
        var logs = routes.ServiceProvider.GetRequiredService<ILoggerFactory>();
        var authorization = new AuthorizationBeside(options.RefusesAuthorization, logs);
        return routes.Map(EmbeddedStore.PathPrefix + "{**path}", async context =>
        {
            var id = requestId();
            try
            {
                Identify(context.Response.Headers, id);
                await ServeAsync(context, store, options, authorization);
            }
            catch (S3Error error) when (!context.Response.HasStarted)
            {
                await RefuseAsync(context, error, id);
            }
            catch (Exception error) when (!context.Response.HasStarted && DiskFailures.Of(error) is { } reason)
            {
                await RefuseAsync(context, S3Error.ServiceUnavailable(reason), id);
            }
            catch (Exception error) when (!context.Response.HasStarted && (error is DamagedObjectException || DiskFailures.IsDamage(error)))
            {
                StorageLog.Damaged(context, error.Message);
                await RefuseAsync(context, S3Error.Damaged(error.Message), id);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
            }
        });
    }

    private static async Task ServeAsync(
        HttpContext context, EmbeddedStore store, S3EndpointOptions options, AuthorizationBeside authorization)
    {
        var method = context.Request.Method;
        if (method is not ("GET" or "HEAD" or "PUT")) throw S3Error.MethodNotAllowed(method); // methods are case-sensitive
        var request = S3Request.Of(context);
        var isPut = method == HttpMethods.Put;
        if (isPut) S3Put.RefuseChunks(request);
        authorization.Refuse(request);
        var account = SigV4.Verify(request, id => Dated(context.Response, options.AccountByAccessKey(id)));
        var (bucket, key) = request.Locate(context.Request.PathBase + EmbeddedStore.PathPrefix);
        if (bucket.Length > 0 && bucket != EmbeddedStore.Bucket) throw S3Error.NoSuchBucket(bucket);
        if (key.Length == 0 || Array.Exists(Subresources, request.Query.Has)) throw S3Error.NotImplemented();
        if (isPut)
        {
            if (!options.TakesUploads) throw S3Error.AccessDenied();
            await S3Put.ServeAsync(context, request, store.FolderOf(account), account, key);
            if (!options.IsAwaited(account, key)) store.Delete(account, key);
            return;
        }

        authorization.Mark(request, context.Response);
        if (request.Query.Has(S3Put.UploadId)) throw S3Error.NotImplemented();
        var part = ObjectPart.Read(request);
        var found = store.Find(account, key);
        if (found is null && await options.MakeAsync(account, key, context.RequestAborted) is { } made) found = store.Find(account, made);
        if (found is null) throw S3Error.NoSuchKey(key);
        var whole = method == HttpMethods.Get && request.Headers.Range.Count == 0;
        await store.CheckAsync(account, found, key, whole, context.RequestAborted);
        await S3Get.ServeAsync(context, request, part, found);
    }

    /// <summary>From here on the answer tells the account's time, also when it is a refusal.</summary>
    private static StorageAccount? Dated(HttpResponse response, StorageAccount? account)
    {
        if (account is not null) response.Headers.Date = account.Now().ToString("r", CultureInfo.InvariantCulture);
        return account;
    }

    internal static void Identify(IHeaderDictionary headers, string id)
    {
        headers.Server = "AmazonS3";
        headers["x-amz-request-id"] = id;
        headers["x-amz-id-2"] = HostId(id);
    }

    internal static Task RefuseAsync(HttpContext context, S3Error error, string id)
    {
        var response = context.Response;
        response.StatusCode = error.Status;
        response.ContentType = "application/xml";
        Http.ErrorWriter.CloseUnlessSent(context);
        if (context.Request.Headers.TransferEncoding.Count > 0) response.Headers.Connection = "close"; // nobody knows how much is to come
        if (error.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = "GET, HEAD, PUT";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsync(error.ToXml(id, HostId(id)), CancellationToken.None);
    }

    private static string HostId(string id) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
