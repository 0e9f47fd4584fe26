using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Scopix.Emulator.ObjectStore;

/// <summary>PUT of an object or of a part. What can be refused by the head of a request is, before its body is read.</summary>
internal static class S3Put
{
    public const string PartNumber = "partNumber";
    public const string UploadId = "uploadId";

    /// <summary>What makes a PUT that of a part.</summary>
    public static readonly string[] PartParameters = [PartNumber, UploadId];

    /// <summary>
    /// Refuses bodies in chunks before any signature is looked at: those of HTTP, as S3 does (public: aws/aws-sdk-js issue 1237),
    /// and those of requests that are signed in their headers.
    /// </summary>
    /// <exception cref="S3Error">NotImplemented.</exception>
    public static void RefuseChunks(S3Request request)
    {
        const string Why = ". (Bodies in signed chunks belong to requests that are signed in their headers.)";
        if (request.Headers.TransferEncoding.Count > 0) throw S3Error.HeaderNotImplemented("Transfer-Encoding");
        if (BodyClaims.PayloadHash(request)?.StartsWith("STREAMING-", StringComparison.Ordinal) == true)
            throw S3Error.HeaderNotImplemented(BodyClaims.ContentSha256Header, Why);
        var encodings = request.Headers.ContentEncoding.ToString().Split(',', StringSplitOptions.TrimEntries);
        if (encodings.Contains("aws-chunked", StringComparer.OrdinalIgnoreCase))
            throw S3Error.HeaderNotImplemented("Content-Encoding", Why);
    }

    /// <summary>Stores a body, whole or not at all.</summary>
    public static Task ServeAsync(HttpContext context, S3Request request, TenantFolder folder, StorageAccount account, string key)
    {
        if (request.Headers.ContainsKey("x-amz-copy-source")) throw S3Error.NotImplemented();
        PutHeaders.Check(request);
        if (!ClientUploads.IsUploadKey(key)) throw S3Error.AccessDenied();
        return Array.Exists(PartParameters, request.Query.Has)
            ? PutPartAsync(context, request, folder, key)
            : PutObjectAsync(context, request, folder, account, key);
    }

    private static async Task PutObjectAsync(
        HttpContext context, S3Request request, TenantFolder folder, StorageAccount account, string key)
    {
        var claims = BodyClaims.Read(request);
        Preconditions.AllowWriting(request.Headers, key, folder.Uploads.ETagOf(key));
        await ReceiveAsync(context, folder, claims, (file, etag) =>
        {
            File.SetLastWriteTimeUtc(file, account.Now().UtcDateTime);
            folder.Uploads.Put(key, file, etag, there => Preconditions.AllowWriting(request.Headers, key, there));
        });
    }

    private static async Task PutPartAsync(HttpContext context, S3Request request, TenantFolder folder, string key)
    {
        var (number, id) = PartOf(request.Query);
        var claims = BodyClaims.Read(request);
        if (folder.Uploads.Multipart(key, id) is not { IsOpen: true } upload) throw S3Error.NoSuchUpload(id);
        await ReceiveAsync(context, folder, claims, (file, etag) =>
        {
            if (!upload.TryPut(number, file, etag)) throw S3Error.NoSuchUpload(id);
        });
    }

    private static (int Number, string UploadId) PartOf(S3Query query)
    {
        if (query.Only(UploadId) is not { } id)
            throw S3Error.InvalidArgument("This operation does not accept partNumber without uploadId", PartNumber, PartNumber);
        return (NumberOf(query), id);
    }

    /// <summary>The part that a PUT or a GET names.</summary>
    /// <exception cref="S3Error">InvalidArgument: it is no number from 1 to 10,000.</exception>
    public static int NumberOf(S3Query query)
    {
        var sent = query.Only(PartNumber) ?? "";
        return sent.All(char.IsAsciiDigit) && int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= MultipartUpload.MostParts
            ? number
            : throw S3Error.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", PartNumber, sent);
    }

    /// <summary>Reads the body into a staging file, checks it, and hands the file on; what is left of it goes.</summary>
    private static async Task ReceiveAsync(
        HttpContext context, TenantFolder folder, BodyClaims claims, Action<string, string> keep)
    {
        using var digests = new BodyDigests(claims);
        var file = folder.NewStagingPath();
        try
        {
            if (await ReadBodyAsync(context, file, digests) != claims.Length) throw S3Error.IncompleteBody();
            var etag = digests.Verify();
            keep(file, etag);
            var headers = context.Response.Headers;
            headers.ETag = etag;
            if (claims.Checksum is { } checksum) headers[checksum.Algorithm.Header] = Convert.ToBase64String(checksum.Value);
            headers.ContentLength = 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// A client that goes away ends the read by itself; to cancel it would leave it behind, half done. S3 tells such a client
    /// IncompleteBody if it still listens; Kestrel hangs up as soon as a client has stopped sending.
    /// </summary>
    private static async Task<long> ReadBodyAsync(HttpContext context, string file, BodyDigests digests)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        try
        {
            var body = context.Request.Body;
            return await FileCopy.ReceiveAsync(file, body, BodyClaims.MostBytes, digests.Append, CancellationToken.None);
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
