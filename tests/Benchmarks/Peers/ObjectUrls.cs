namespace Scopix.Benchmarks.Peers;

/// <summary>URLs to which bytes are PUT and from which they are read without a key.</summary>
internal sealed record ObjectUrls(string PutUrl, string GetUrl, IReadOnlyDictionary<string, string>? Headers = null);
