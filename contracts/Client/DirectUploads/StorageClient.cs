namespace Scopix.Client;

/// <summary>Sends bytes to presigned URLs, without the API key.</summary>
internal sealed class StorageClient(HttpSender transport)
{
    /// <summary>Sends a whole file with the headers that its URL is signed for; retries failures that may pass.</summary>
    public Task PutObjectAsync(DirectUpload intent, UploadSourceReader source, UploadProgressReporter progress, CancellationToken cancel)
    {
        var url = ParseUrl(intent.PresignedUrl);
        return transport.RetryAsync("storage.put",
            () => PutWithProgressAsync(progress,
                sent => PutAsync(url, idleTimeout => CreateContent(source, 0, source.Length, idleTimeout, sent), intent.Headers, cancel)),
                cancel);
    }

    /// <summary>Sends a part once.</summary>
    /// <returns>Its ETag.</returns>
    public Task<string> PutPartAsync(string url, UploadSourceReader source, (long Offset, long Length) part,
        UploadProgressReporter progress, CancellationToken cancel) =>
        PutWithProgressAsync(progress,
            sent => PutAsync(ParseUrl(url), idleTimeout => CreateContent(source, part.Offset, part.Length, idleTimeout, sent), null,
                cancel));

    private Task<string> PutAsync(
        Uri url, Func<IdleTimeout, HttpContent> content, IReadOnlyDictionary<string, string>? headers, CancellationToken cancel) =>
        transport.SendToStorageAsync(
            idleTimeout =>
            {
                var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = content(idleTimeout) };
                foreach (var (name, value) in headers ?? new Dictionary<string, string>())
                {
                    if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
                }
                if (request.Content.Headers.ContentLength > UploadSourceContent.ExpectContinueThreshold)
                    request.Headers.ExpectContinue = true;
                return request;
            },
            (response, _) => Task.FromResult(response.Headers.TryGetValues("ETag", out var tags) ? tags.First() : ""), cancel);

    private static UploadSourceContent CreateContent(UploadSourceReader source, long offset, long length, IdleTimeout idleTimeout,
        Action<int> sent) => new(source, offset, length, idleTimeout, sent);

    /// <summary>Subtracts the bytes of a failed attempt from the progress.</summary>
    private static async Task<string> PutWithProgressAsync(UploadProgressReporter progress, Func<Action<int>, Task<string>> put)
    {
        long sent = 0;
        try
        {
            return await put(count =>
            {
                sent += count;
                progress.AddBytesSent(count);
            });
        }
        catch
        {
            progress.AddBytesSent(-sent);
            throw;
        }
    }

    private static Uri ParseUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address : throw new UnexpectedResponseException("The service returned no URL for the bytes.");
}
