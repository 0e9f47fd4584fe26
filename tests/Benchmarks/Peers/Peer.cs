namespace Scopix.Benchmarks.Peers;

/// <summary>A program that is measured.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Version">The version.</param>
/// <param name="Command">Creates the program and its arguments for a port and a folder.</param>
/// <param name="ReadinessRequest">The request that returns 200 once the program is ready.</param>
/// <param name="PrepareAsync">Loads data and returns the operations.</param>
internal sealed record Peer(string Name, string Version, Func<int, string, string[]> Command, Func<Uri, GetRequest> ReadinessRequest,
    Func<PeerProcess, Task<PeerOperations>> PrepareAsync)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
