using System.Diagnostics;

namespace Scopix.Pictures;

/// <summary>Ends this process when one picture takes too long. The emulator kills it after ten seconds; this is for a picture whose
/// emulator has been killed.</summary>
internal sealed class TimeLimit : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private readonly Timer _timer = new(_ => Process.GetCurrentProcess().Kill());

    public void Begin() => _timer.Change(Longest, Timeout.InfiniteTimeSpan);

    public void End() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
