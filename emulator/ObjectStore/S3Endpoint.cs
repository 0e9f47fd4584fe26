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

    /// <summary>
    /// Serves <c>/_s3/{bucket}/{key}</c>. Who asks is told by the signature alone: an Authorization header beside it is ignored
    /// on GET and HEAD, since clients keep it when an API answer redirects them here, and refused on PUT, as S3 does.
    /// </summary>
    /// <param name="routes">Where to map it.</param>
    /// <param name="store">What to serve.</param>
    /// <param name="accountByAccessKey">Finds an account by its access key id; null for an unknown one.</param>
    /// <param name="takesUploads">False refuses every PUT: clients' uploads go elsewhere.</param>
    /// <param name="requestId">Makes <c>x-amz-request-id</c>; counted from 1 when null.</param>
    /// <param name="make">Makes an object that is asked for and is not there, and answers the key it is under; null when there
    /// is nothing to make. Asked only when the signature is right.</param>
    public static IEndpointConventionBuilder MapEmbeddedS3(this IEndpointRouteBuilder routes, EmbeddedStore store,
        Func<string, StorageAccount?> accountByAccessKey, bool takesUploads = true, Func<string>? requestId = null,
        Func<StorageAccount, string, CancellationToken, Task<string?>>? make = null)
    {
        long count = 0;
        requestId ??= () => Interlocked.Increment(ref count).ToString("X16", CultureInfo.InvariantCulture);
        return routes.Map(EmbeddedStore.PathPrefix + "{**path}", async context =>
        {
            var id = requestId();
            try
            {
                Identify(context.Response.Headers, id);
                await ServeAsync(context, store, accountByAccessKey, takesUploads, make);
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

    private static async Task ServeAsync(HttpContext context, EmbeddedStore store, Func<string, StorageAccount?> accounts, bool takesUploads,
        Func<StorageAccount, string, CancellationToken, Task<string?>>? make)
    {
        var method = context.Request.Method;
        var isPut = HttpMethods.IsPut(method);
        if (!isPut && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)) throw S3Error.MethodNotAllowed(method);
        var request = S3Request.Of(context);
        if (isPut) S3Put.RefuseHeaderAuthentication(request);
        var account = SigV4.Verify(request, id => Dated(context.Response, accounts(id)));
        var (bucket, key) = request.Locate(context.Request.PathBase + EmbeddedStore.PathPrefix);
        if (bucket.Length > 0 && bucket != EmbeddedStore.Bucket) throw S3Error.NoSuchBucket(bucket);
        if (key.Length == 0 || Array.Exists(Subresources, request.Query.Has)) throw S3Error.NotImplemented();
        if (isPut)
        {
            if (!takesUploads) throw S3Error.AccessDenied();
            await S3Put.ServeAsync(context, request, store.FolderOf(account), account, key);
            return;
        }

        if (Array.Exists(S3Put.PartParameters, request.Query.Has)) throw S3Error.NotImplemented();
        var found = store.Find(account, key);
        if (found is null && make is not null && await make(account, key, context.RequestAborted) is { } made) found = store.Find(account, made);
        if (found is null) throw S3Error.NoSuchKey(key);
        await store.CheckAsync(account, found, key, whole: HttpMethods.IsGet(method) && request.Headers.Range.Count == 0, context.RequestAborted);
        await S3Get.ServeAsync(context, request, found);
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
        if (error.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = "GET, HEAD, PUT";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsync(error.ToXml(id, HostId(id)), CancellationToken.None);
    }

    private static string HostId(string id) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
