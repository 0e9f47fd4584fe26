using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Shadow;

/// <summary>
/// Finds requests that overlapped with one that may change something. The order in which a service carried them out is not known.
/// </summary>
internal sealed class ConcurrencyMonitor
{
    private readonly Lock _lock = new();
    private readonly HashSet<RecordedRequest> _running = [];

    public void Begin(RecordedRequest request)
    {
        lock (_lock)
        {
            foreach (var other in _running)
                if (request.MayChange || other.MayChange) request.IsConcurrent = other.IsConcurrent = true;
            _running.Add(request);
        }
    }

    public void End(RecordedRequest request)
    {
        lock (_lock) _running.Remove(request);
    }
}
