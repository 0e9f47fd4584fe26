using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Emulator.ObjectStore;

/// <summary>The presigned part of S3 over an <see cref="EmbeddedStore"/>: GET and HEAD of single objects.</summary>
public static class S3Endpoint
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>What asks for something else than the object itself.</summary>
    private static readonly string[] Subresources =
    [
        "acl", "attributes", "legal-hold", "partNumber", "retention", "tagging", "torrent", "uploadId", "uploads", "versionId",
    ];

    /// <summary>
    /// Serves <c>/_s3/{bucket}/{key}</c>. Who asks is told by the signature alone: an Authorization header is ignored, since
    /// clients keep it when an API answer redirects them here.
    /// </summary>
    /// <param name="routes">Where to map it.</param>
    /// <param name="store">What to serve.</param>
    /// <param name="accountByAccessKey">Finds an account by its access key id; null for an unknown one.</param>
    /// <param name="requestId">Makes <c>x-amz-request-id</c>; counted from 1 when null.</param>
    public static IEndpointConventionBuilder MapEmbeddedS3(this IEndpointRouteBuilder routes, EmbeddedStore store,
        Func<string, StorageAccount?> accountByAccessKey, Func<string>? requestId = null)
    {
        long count = 0;
        requestId ??= () => Interlocked.Increment(ref count).ToString("X16", CultureInfo.InvariantCulture);
        return routes.Map(EmbeddedStore.PathPrefix + "{**path}", async context =>
        {
            var id = requestId();
            try
            {
                Identify(context.Response.Headers, id);
                await ServeAsync(context, store, accountByAccessKey);
            }
            catch (S3Error error) when (!context.Response.HasStarted)
            {
                await RefuseAsync(context, error, id);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
            }
        });
    }

    private static async Task ServeAsync(HttpContext context, EmbeddedStore store, Func<string, StorageAccount?> accounts)
    {
        var (method, headers) = (context.Request.Method, context.Request.Headers);
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)) throw S3Error.MethodNotAllowed(method);
        var request = S3Request.Of(context);
        var account = SigV4.Verify(request, accounts);
        var (bucket, key) = request.Locate(context.Request.PathBase + EmbeddedStore.PathPrefix);
        if (bucket.Length > 0 && bucket != EmbeddedStore.Bucket) throw S3Error.NoSuchBucket(bucket);
        if (key.Length == 0 || Array.Exists(Subresources, request.Query.Has)) throw S3Error.NotImplemented();
        using var found = store.Find(account, key) ?? throw S3Error.NoSuchKey(key);

        var unchanged = Preconditions.NotModified(headers, found);
        var range = unchanged || Preconditions.RangeIsStale(headers, found) ? null : ByteRange.Read(headers.Range, found.Length);
        var part = range ?? new ByteRange(0, found.Length);
        Describe(context.Response, request.Query, found, range);
        if (unchanged) context.Response.StatusCode = StatusCodes.Status304NotModified;
        else context.Response.ContentLength = part.Length;
        if (!unchanged && HttpMethods.IsGet(method)) await SendAsync(context, found, part);
    }

    private static void Describe(HttpResponse response, S3Query query, StoredObject found, ByteRange? range)
    {
        var headers = response.Headers;
        ResponseOverrides.Apply(query, headers);
        if (headers.ContentType.Count == 0) headers.ContentType = found.ContentType;
        headers.ETag = found.ETag;
        headers.LastModified = found.LastModified.ToString("r", CultureInfo.InvariantCulture);
        headers.AcceptRanges = "bytes";
        if (range is not { } part) return;
        response.StatusCode = StatusCodes.Status206PartialContent;
        headers.ContentRange = string.Create(CultureInfo.InvariantCulture,
            $"bytes {part.First}-{part.First + part.Length - 1}/{found.Length}");
    }

    /// <summary>Copies through one pooled buffer. A file that ends early breaks the connection.</summary>
    private static async Task SendAsync(HttpContext context, StoredObject found, ByteRange part)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var (at, end) = (part.First, part.First + part.Length);
            while (at < end)
            {
                var wanted = buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - at));
                var read = await RandomAccess.ReadAsync(found.Content.SafeFileHandle, wanted, at, context.RequestAborted);
                if (read == 0)
                {
                    context.Abort();
                    return;
                }

                await context.Response.Body.WriteAsync(wanted[..read], context.RequestAborted);
                at += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Identify(IHeaderDictionary headers, string id)
    {
        headers.Server = "AmazonS3";
        headers["x-amz-request-id"] = id;
        headers["x-amz-id-2"] = HostId(id);
    }

    private static Task RefuseAsync(HttpContext context, S3Error error, string id)
    {
        var response = context.Response;
        response.StatusCode = error.Status;
        response.ContentType = "application/xml";
        if (error.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = "GET, HEAD";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsync(error.ToXml(id, HostId(id)), context.RequestAborted);
    }

    private static string HostId(string id) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
