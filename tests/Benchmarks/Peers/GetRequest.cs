namespace Scopix.Benchmarks.Peers;

/// <summary>A GET request.</summary>
internal sealed record GetRequest(string Url, params string[] Headers)
{
    public HttpRequestMessage CreateMessage()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Url);
        foreach (var header in Headers) request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        return request;
    }
}
