using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Scopix.Storage;

/// <summary>PUT of an object or a part. What can be refused by its headers is refused before the body is read.</summary>
internal static class S3PutHandler
{
    public const string PartNumberParameter = "partNumber";
    public const string UploadIdParameter = "uploadId";

    public static readonly string[] PartParameters = [PartNumberParameter, UploadIdParameter];

    /// <summary>
    /// Refuses chunked bodies before the signature is verified: those of HTTP, as S3 does (public: aws/aws-sdk-js issue 1237), and signed
    /// chunks, which belong to header authentication.
    /// </summary>
    /// <exception cref="S3Error">NotImplemented.</exception>
    public static void RejectChunkedBody(S3Request request)
    {
        const string Why = ". (Bodies in signed chunks belong to requests that are signed in their headers.)";
        if (request.Headers.TransferEncoding.Count > 0) throw S3Error.HeaderNotImplemented("Transfer-Encoding");
        if (DeclaredBody.ReadPayloadHash(request)?.StartsWith("STREAMING-", StringComparison.Ordinal) == true)
            throw S3Error.HeaderNotImplemented(DeclaredBody.ContentSha256Header, Why);
        var encodings = request.Headers.ContentEncoding.ToString().Split(',', StringSplitOptions.TrimEntries);
        if (encodings.Contains("aws-chunked", StringComparer.OrdinalIgnoreCase))
            throw S3Error.HeaderNotImplemented("Content-Encoding", Why);
    }

    /// <summary>Stores a body, whole or not at all.</summary>
    public static Task ServeAsync(HttpContext context, S3Request request, TenantFolder folder, StorageAccount account, string key)
    {
        if (request.Headers.ContainsKey("x-amz-copy-source")) throw S3Error.NotImplemented();
        PutHeaders.Validate(request);
        if (!ClientUploads.IsUploadKey(key)) throw S3Error.AccessDenied();
        return Array.Exists(PartParameters, request.Query.Has)
            ? PutPartAsync(context, request, folder, key)
            : PutObjectAsync(context, request, folder, account, key);
    }

    private static async Task PutObjectAsync(
        HttpContext context, S3Request request, TenantFolder folder, StorageAccount account, string key)
    {
        var declared = DeclaredBody.Read(request);
        Preconditions.CheckWrite(request.Headers, key, folder.Uploads.FindETag(key));
        await ReceiveBodyAsync(context, folder, declared, (file, etag) =>
        {
            File.SetLastWriteTimeUtc(file, account.Now().UtcDateTime);
            folder.Uploads.Put(key, file, etag, there => Preconditions.CheckWrite(request.Headers, key, there));
        });
    }

    private static async Task PutPartAsync(HttpContext context, S3Request request, TenantFolder folder, string key)
    {
        var (number, id) = ReadPart(request.Query);
        var declared = DeclaredBody.Read(request);
        if (folder.Uploads.FindMultipart(key, id) is not { IsOpen: true } upload) throw S3Error.NoSuchUpload(id);
        await ReceiveBodyAsync(context, folder, declared, (file, etag) =>
        {
            if (!upload.TryPutPart(number, file, etag)) throw S3Error.NoSuchUpload(id);
        });
    }

    private static (int Number, string UploadId) ReadPart(S3Query query)
    {
        if (query.FindSingle(UploadIdParameter) is not { } id)
            throw S3Error.InvalidArgument("This operation does not accept partNumber without uploadId", PartNumberParameter,
                PartNumberParameter);
        return (ReadPartNumber(query), id);
    }

    /// <exception cref="S3Error">InvalidArgument: not a number from 1 to 10,000.</exception>
    public static int ReadPartNumber(S3Query query)
    {
        var sent = query.FindSingle(PartNumberParameter) ?? "";
        return sent.All(char.IsAsciiDigit) && int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= MultipartUpload.MaxParts
            ? number
            : throw S3Error.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", PartNumberParameter, sent);
    }

    /// <summary>Receives the body in a staging file, verifies it and passes it on.</summary>
    private static async Task ReceiveBodyAsync(
        HttpContext context, TenantFolder folder, DeclaredBody declared, Action<string, string> keep)
    {
        using var digests = new BodyDigests(declared);
        var file = folder.NewStagingPath();
        try
        {
            if (await ReadBodyAsync(context, file, digests) != declared.Length) throw S3Error.IncompleteBody();
            var etag = digests.Verify();
            keep(file, etag);
            var headers = context.Response.Headers;
            headers.ETag = etag;
            if (declared.Checksum is { } checksum) headers[checksum.Algorithm.Header] = Convert.ToBase64String(checksum.Value);
            headers.ContentLength = 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// The read ends by itself when the client disconnects; cancelling it would leave it running. S3 answers IncompleteBody if the client
    /// still listens; Kestrel closes the connection when a client stops sending.
    /// </summary>
    private static async Task<long> ReadBodyAsync(HttpContext context, string file, BodyDigests digests)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        try
        {
            var body = context.Request.Body;
            return await FileCopy.WriteBodyAsync(file, body, DeclaredBody.MaxBytes, digests.Append, CancellationToken.None);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            throw S3Error.RequestTimeout();
        }
        catch (Exception e) when (e is BadHttpRequestException or ConnectionResetException)
        {
            context.Abort();
            throw S3Error.IncompleteBody();
        }
    }
}
