namespace Scopix.Emulator.Proxy.Interception;

/// <summary>Counts the tunnels that were refused, by host. The number of hosts is bounded.</summary>
/// <param name="firstRefused">Is called when a host is refused for the first time; null for nothing.</param>
internal sealed class RefusedHosts(Action<string>? firstRefused)
{
    private const int MaxHosts = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _counts = [];

    public void Count(ConnectRequest request)
    {
        var name = ConnectRequest.IsHostName(request.Host) || Uri.CheckHostName(request.Host) is UriHostNameType.IPv4
            ? request.ToString() : "another address";
        lock (_lock)
        {
            if (!_counts.ContainsKey(name) && _counts.Count >= MaxHosts) name = "further hosts";
            var count = _counts.GetValueOrDefault(name);
            _counts[name] = count + 1;
            if (count > 0) return;
        }
        firstRefused?.Invoke(name);
    }

    /// <summary>Host, port and count, the greatest count first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> GetAll()
    {
        lock (_lock) return [.. _counts.OrderByDescending(host => host.Value).ThenBy(host => host.Key, StringComparer.Ordinal)];
    }
}
