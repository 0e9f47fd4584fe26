namespace Scopix.Benchmarks.Peers;

/// <summary>The operations of a running peer; null where it has no such operation.</summary>
internal sealed record PeerOperations(GetRequest? Record = null, GetRequest? List = null, GetRequest? Search = null,
    Func<HttpRequestMessage>? Upload = null, Func<byte[], Task<ObjectUrls>>? UploadObject = null);
