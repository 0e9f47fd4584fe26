namespace Scopix.Client;

/// <summary>PUTs bytes to presigned URLs; storage gets no key.</summary>
internal sealed class Storage(Transport transport)
{
    /// <summary>PUTs a whole file with the headers that its URL is signed for; tried again while that can help.</summary>
    public Task PutWholeAsync(DirectUpload intent, PreparedSource source, UploadMeter meter, CancellationToken cancel)
    {
        var url = Address(intent.PresignedUrl);
        return transport.RetryAsync(() => CountedAsync(meter, sent => PutAsync(url, patience => Content(source, 0, source.Length, patience, sent), intent.Headers, cancel)), cancel);
    }

    /// <summary>PUTs a part once.</summary>
    /// <returns>Its ETag.</returns>
    public Task<string> PutPartAsync(string url, PreparedSource source, (long Offset, long Length) part, UploadMeter meter, CancellationToken cancel) =>
        CountedAsync(meter, sent => PutAsync(Address(url), patience => Content(source, part.Offset, part.Length, patience, sent), null, cancel));

    private Task<string> PutAsync(Uri url, Func<Patience, HttpContent> content, IReadOnlyDictionary<string, string>? headers, CancellationToken cancel) =>
        transport.StorageAsync(
            patience =>
            {
                var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = content(patience) };
                foreach (var (name, value) in headers ?? new Dictionary<string, string>())
                {
                    if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
                }
                if (request.Content.Headers.ContentLength > SourceContent.Large) request.Headers.ExpectContinue = true;
                return request;
            },
            (response, _) => Task.FromResult(response.Headers.TryGetValues("ETag", out var tags) ? tags.First() : ""), cancel);

    private static SourceContent Content(PreparedSource source, long offset, long length, Patience patience, Action<int> sent) => new(source, offset, length, patience, sent);

    /// <summary>Takes what a failed attempt has sent off again.</summary>
    private static async Task<string> CountedAsync(UploadMeter meter, Func<Action<int>, Task<string>> put)
    {
        long sent = 0;
        try
        {
            return await put(count =>
            {
                sent += count;
                meter.Sent(count);
            });
        }
        catch
        {
            meter.Sent(-sent);
            throw;
        }
    }

    private static Uri Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : throw new UnreadableAnswerException("The service gave no address for the bytes.");
}
