namespace Scopix.Client;

/// <summary>Polls at growing intervals until the result is done or the time is over.</summary>
internal static class Polling
{
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(15);

    /// <exception cref="ScopixTimeoutException">It is not done in time; the exception has the last state seen.</exception>
    public static async Task<T> PollUntilAsync<T>(ScopixClientOptions options, TimeSpan? within, string description,
        Func<CancellationToken, Task<T>> readState, Func<T, bool> isDone, CancellationToken cancel)
        where T : class
    {
        var (time, limit, pause) = (options.TimeProvider, within ?? options.PollingTimeout, options.PollingInterval);
        for (var began = time.GetTimestamp(); ;)
        {
            var state = await readState(cancel);
            if (isDone(state)) return state;
            if (time.GetElapsedTime(began) + pause > limit)
                throw new ScopixTimeoutException($"{description} was not finished within {limit.TotalSeconds:0.###} seconds.", state);
            await Task.Delay(pause, time, cancel);
            pause = TimeSpan.FromTicks(Math.Max(options.PollingInterval.Ticks, Math.Min(pause.Ticks * 3 / 2, MaxInterval.Ticks)));
        }
    }
}
