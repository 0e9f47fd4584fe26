using System.Diagnostics;
using Scopix.Emulator.Control.Stages;

namespace Scopix.Emulator;

/// <summary>
/// Waits until a tenant processes nothing. It reads the tenant's state, so that it leaves no trace in journal and coverage.
/// </summary>
internal static class IdleWait
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns true, or throws. The limit is in real time, which a frozen clock does not stop.</summary>
    /// <exception cref="NotIdleException">Something has not ended: the clock is frozen, or the limit is over.</exception>
    public static async Task<bool> RunAsync(Func<TenantState> getTenant, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tenant = getTenant();
            var isFrozen = tenant.Clock.State.FrozenAt is not null; // read first: what ends before the clock is frozen has ended below
            var unfinished = tenant.Read(UnfinishedWork.List);
            if (unfinished.Length == 0) return true;
            if (isFrozen) throw new NotIdleException(unfinished, "The clock is frozen: advance it, or let it run.");
            if (Stopwatch.GetElapsedTime(start) >= limit)
                throw new NotIdleException(unfinished,
                    $"The limit of {limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s is over.");
            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }
    }
}
