using System.Collections.Concurrent;

namespace Scopix.Contracts.Runner;

/// <summary>
/// How long the suite waits for something. After it has waited twice in vain for the same operation, it waits less, so that no defect
/// makes a run take hours.
/// </summary>
public static class WaitLimits
{
    private const int PatientWaits = 2;

    private static readonly ConcurrentDictionary<string, int> VainWaits = new();

    /// <summary>How long to wait for an operation; <paramref name="usual"/> until waits were in vain.</summary>
    public static TimeSpan Get(string operation, TimeSpan usual)
    {
        if (HttpTransport.Interceptor is not null || VainWaits.GetValueOrDefault(operation) < PatientWaits) return usual;
        var less = TimeSpan.FromSeconds(Target.IsAnyLive ? 10 : 2);
        return usual < less ? usual : less;
    }

    /// <summary>Notes a wait that was in vain.</summary>
    public static void AddVainWait(string operation) => VainWaits.AddOrUpdate(operation, 1, (_, count) => count + 1);
}
