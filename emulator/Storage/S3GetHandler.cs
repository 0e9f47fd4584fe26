using System.Buffers;

namespace Scopix.Storage;

internal static class S3GetHandler
{
    private const int BufferBytes = 64 * 1024;

    /// <param name="number">The requested part; null for the whole object.</param>
    /// <param name="found">The object, which is closed.</param>
    public static async Task ServeAsync(HttpContext context, S3Request request, int? number, StoredObject found)
    {
        using var open = found;
        var headers = request.Headers;
        var unchanged = Preconditions.IsNotModified(headers, found);
        var range = unchanged || Preconditions.IsRangeStale(headers, found) ? null : ByteRange.Read(headers.Range, found.Length);
        if (number is { } one && !unchanged) range = PartNumberParameter.GetRange(found, one);
        var part = range ?? new ByteRange(0, found.Length);
        SetHeaders(context.Response, request.Query, found, range);
        if (unchanged) context.Response.StatusCode = StatusCodes.Status304NotModified;
        else context.Response.ContentLength = part.Length;
        if (!unchanged && HttpMethods.IsGet(request.Method)) await SendBodyAsync(context, found, part);
    }

    private static void SetHeaders(HttpResponse response, S3Query query, StoredObject found, ByteRange? range)
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

    /// <summary>Copies through one pooled buffer. A file that ends early aborts the connection.</summary>
    private static async Task SendBodyAsync(HttpContext context, StoredObject found, ByteRange part)
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
}
