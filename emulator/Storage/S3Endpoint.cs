using System.Security.Cryptography;
using System.Text;

namespace Scopix.Storage;

/// <summary>The presigned part of S3 over an <see cref="EmbeddedStore"/>: GET, HEAD and PUT of objects, PUT of parts.</summary>
internal static class S3Endpoint
{
    /// <summary>Parameters that address something other than the object.</summary>
    private static readonly string[] Subresources =
    [
        "acl", "attributes", "legal-hold", "retention", "tagging", "torrent", "uploads", "versionId",
    ];

    /// <summary>Maps <c>/_s3/{bucket}/{key}</c>. The signature alone names the account.</summary>
    public static IEndpointConventionBuilder MapEmbeddedS3(
        this IEndpointRouteBuilder routes, EmbeddedStore store, S3EndpointOptions options)
    {
        long count = 0;
        var requestId = options.CreateRequestId ?? (() => Interlocked.Increment(ref count).ToString("X16", CultureInfo.InvariantCulture));
        var logs = routes.ServiceProvider.GetRequiredService<ILoggerFactory>();
        var authorization = new RedundantAuthorizationHeader(options.RejectsAuthorization, logs);
        return routes.Map(EmbeddedStore.PathPrefix + "{**path}", async context =>
        {
            var id = requestId();
            try
            {
                SetIdentityHeaders(context.Response.Headers, id);
                await ServeAsync(context, store, options, authorization);
            }
            catch (S3Error error) when (!context.Response.HasStarted)
            {
                await WriteErrorAsync(context, error, id);
            }
            catch (Exception error) when (!context.Response.HasStarted && DiskFailures.Describe(error) is { } reason)
            {
                await WriteErrorAsync(context, S3Error.ServiceUnavailable(reason), id);
            }
            catch (Exception error) when (!context.Response.HasStarted
                && (error is DamagedObjectException || DiskFailures.IsDatabaseDamage(error)))
            {
                StorageLog.ReportDamage(context, error.Message);
                await WriteErrorAsync(context, S3Error.ObjectDamaged(error.Message), id);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
            }
        });
    }

    private static async Task ServeAsync(
        HttpContext context, EmbeddedStore store, S3EndpointOptions options, RedundantAuthorizationHeader authorization)
    {
        var method = context.Request.Method;
        var request = S3Request.FromContext(context);
        if (method is not ("GET" or "HEAD" or "PUT")) // methods are case-sensitive
            throw S3Error.MethodNotAllowed(method, SigV4.DescribeSignedMethod(request, options.FindAccount));
        var isPut = method == HttpMethods.Put;
        if (isPut) S3PutHandler.RejectChunkedBody(request);
        authorization.ThrowIfRefused(request);
        var account = SigV4.Verify(request, id => SetDate(context.Response, options.FindAccount(id)));
        var (bucket, key) = request.SplitPath(context.Request.PathBase + EmbeddedStore.PathPrefix);
        if (bucket.Length > 0 && bucket != EmbeddedStore.Bucket) throw S3Error.NoSuchBucket(bucket);
        if (key.Length == 0 || Array.Exists(Subresources, request.Query.Has)) throw S3Error.NotImplemented();
        if (isPut)
        {
            if (!options.AcceptsUploads) throw S3Error.AccessDenied();
            await S3PutHandler.ServeAsync(context, request, store.GetFolder(account), account, key);
            if (!options.IsExpectedUpload(account, key)) store.Delete(account, key);
            return;
        }

        authorization.MarkIgnored(request, context.Response);
        if (request.Query.Has(S3PutHandler.UploadIdParameter)) throw S3Error.NotImplemented();
        var part = PartNumberParameter.Read(request);
        var found = store.Find(account, key);
        if (found is null && await options.CreateMissingAsync(account, key, context.RequestAborted) is { } made)
            found = FindCreated(context.Response, store, account, made);
        if (found is null) throw S3Error.NoSuchKey(key);
        var whole = method == HttpMethods.Get && request.Headers.Range.Count == 0;
        await store.VerifyAsync(account, found, key, whole, context.RequestAborted);
        await S3GetHandler.ServeAsync(context, request, part, found);
    }

    /// <summary>The response says that a placeholder is one.</summary>
    private static StoredObject? FindCreated(HttpResponse response, EmbeddedStore store, StorageAccount account, CreatedObject made)
    {
        if (made.Hint is not null)
        {
            response.Headers["X-Emulator-Hint"] = made.Hint;
            response.Headers["X-Emulator-Evidence"] = "assumed";
        }
        return store.Find(account, made.Key);
    }

    /// <summary>From here on the response has the account's time, also an error.</summary>
    private static StorageAccount? SetDate(HttpResponse response, StorageAccount? account)
    {
        if (account is not null) response.Headers.Date = account.Now().ToString("r", CultureInfo.InvariantCulture);
        return account;
    }

    internal static void SetIdentityHeaders(IHeaderDictionary headers, string id)
    {
        headers.Server = "AmazonS3";
        headers["x-amz-request-id"] = id;
        headers["x-amz-id-2"] = CreateHostId(id);
    }

    internal static Task WriteErrorAsync(HttpContext context, S3Error error, string id)
    {
        var response = context.Response;
        context.Features.Set(error); // for the log
        if (error.Hint is not null) response.Headers["X-Emulator-Hint"] = error.Hint;
        response.StatusCode = error.Status;
        response.ContentType = "application/xml";
        PendingBody.CloseConnection(context);
        if (context.Request.Headers.TransferEncoding.Count > 0) response.Headers.Connection = "close"; // the body length is unknown
        if (error.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = "GET, HEAD, PUT";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsync(error.ToXml(id, CreateHostId(id)), CancellationToken.None);
    }

    private static string CreateHostId(string id) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
