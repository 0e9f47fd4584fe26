using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Scopix.Client;

/// <summary>Downloads bytes from storage; after a failure it continues from the last byte that it received.</summary>
/// <param name="transport">Sends the requests.</param>
/// <param name="address">Gets the URL of the bytes, again for each attempt, since URLs expire.</param>
internal sealed class FileDownload(HttpSender transport, Func<CancellationToken, Task<Uri>> address)
{
    private const int MaxRedirects = 5, BufferSize = 128 * 1024;

    private long _written;
    private EntityTagHeaderValue? _etag;

    public async Task<long> RunAsync(Stream target, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = _written;
            try
            {
                await FollowRedirectsAsync(await address(cancel), target, cancel);
                return _written;
            }
            catch (ScopixException exception) when (IsTransient(exception) && transport.GetRetryDelay(exception, attempt) is { } pause)
            {
                await transport.WaitForRetryAsync(new RetryAttempt("storage.get", attempt, pause, exception), cancel);
                if (_written > before) attempt = 0;
            }
        }
    }

    private static bool IsTransient(ScopixException exception) =>
        exception is ScopixConnectionException or ScopixTimeoutException or StorageException { Status: 403 or 408 or 429 or >= 500 };

    private async Task FollowRedirectsAsync(Uri url, Stream target, CancellationToken cancel)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var from = url;
            var next = await transport.SendToStorageAsync(idleTimeout => CreateRequest(from),
                    (response, idleTimeout) => CopyBodyAsync(response, from, target, idleTimeout), cancel);
            if (next is null) return;
            url = next;
        }
        throw new UnexpectedResponseException($"More than {MaxRedirects} redirects.");
    }

    private HttpRequestMessage CreateRequest(Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (_written == 0) return request;
        request.Headers.Range = new RangeHeaderValue(_written, null);
        if (_etag is { IsWeak: false }) request.Headers.IfRange = new RangeConditionHeaderValue(_etag);
        return request;
    }

    private async Task<Uri?> CopyBodyAsync(HttpResponseMessage response, Uri url, Stream target, IdleTimeout idleTimeout)
    {
        if ((int)response.StatusCode is >= 300 and < 400) return ResolveRedirect(response, url);
        if (_etag is not null && response.Headers.ETag is { } tag && !tag.Equals(_etag))
            throw new UnexpectedResponseException("The file changed while it was downloaded.");
        _etag ??= response.Headers.ETag;
        // A response without a range starts at the first byte.
        var skip = response.StatusCode == HttpStatusCode.PartialContent ? 0 : _written;
        await using var body = await response.Content.ReadAsStreamAsync(idleTimeout.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int count; (count = await body.ReadAsync(buffer, idleTimeout.Token)) > 0; idleTimeout.Restart())
            {
                var passed = (int)Math.Min(skip, count);
                skip -= passed;
                await WriteAsync(target, buffer.AsMemory(passed, count - passed), idleTimeout.Token);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return null;
    }

    private async Task WriteAsync(Stream target, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await target.WriteAsync(bytes, cancel);
            _written += bytes.Length;
        }
        catch (IOException exception)
        {
            throw new ScopixException("The bytes cannot be written: " + exception.Message, exception);
        }
    }

    private static Uri ResolveRedirect(HttpResponseMessage response, Uri from)
    {
        if (response.Headers.Location is not { } location) throw new UnexpectedResponseException("A redirect has no Location header.");
        var to = new Uri(from, location);
        return to.Scheme == Uri.UriSchemeHttps || to.Scheme == from.Scheme
            ? to : throw new UnexpectedResponseException("A redirect leads from https to another scheme.");
    }
}
