namespace Scopix.Benchmarks.Peers;

/// <summary>A GET.</summary>
internal sealed record GetRequest(string Url, params string[] Headers)
{
    public HttpRequestMessage CreateMessage()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Url);
        foreach (var header in Headers) request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        return request;
    }
}

/// <summary>Where bytes go without a key, and where they are read again.</summary>
internal sealed record ObjectUrls(string PutUrl, string GetUrl, IReadOnlyDictionary<string, string>? Headers = null);

/// <summary>What a running peer can be asked; null where it cannot.</summary>
internal sealed record PeerOperations(GetRequest? Record = null, GetRequest? List = null, GetRequest? Search = null,
    Func<HttpRequestMessage>? Upload = null, Func<byte[], Task<ObjectUrls>>? UploadObject = null);

/// <summary>A program beside which ours is measured.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Version">The one that was run.</param>
/// <param name="Command">Program and arguments for a port and a folder.</param>
/// <param name="ReadinessRequest">What it must answer with 200.</param>
/// <param name="PrepareAsync">Fills it, and tells what it can do; null when only its start and its memory count.</param>
internal sealed record Peer(string Name, string Version, Func<int, string, string[]> Command, Func<Uri, GetRequest> ReadinessRequest,
    Func<PeerProcess, Task<PeerOperations>>? PrepareAsync = null)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
