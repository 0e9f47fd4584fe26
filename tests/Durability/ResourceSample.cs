using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Scopix.Durability;

/// <summary>
/// A sample of a soak: memory and handles of the process, and the latencies of requests since the previous sample.
/// </summary>
internal sealed record ResourceSample(TimeSpan At, double MemoryMiB, int Handles, int Threads, int Requests, double P50, double P99)
{
    public const string Header = "seconds,memory_mib,handles,threads,requests,p50_ms,p99_ms";

    public string ToCsv =>
        string.Create(CultureInfo.InvariantCulture,
            $"{At.TotalSeconds:0},{MemoryMiB:0.0},{Handles},{Threads},{Requests},{P50:0.00},{P99:0.00}");

    /// <summary>Samples a process, and takes the latencies recorded so far.</summary>
    public static ResourceSample Take(Process process, TimeSpan at, ConcurrentQueue<double> latencies)
    {
        process.Refresh();
        var taken = new List<double>();
        while (latencies.TryDequeue(out var one)) taken.Add(one);
        taken.Sort();
        var handles = OperatingSystem.IsLinux() ? Directory.GetFiles($"/proc/{process.Id}/fd").Length : process.HandleCount;
        return new ResourceSample(at, Math.Round(process.WorkingSet64 / 1048576.0, 1), handles, process.Threads.Count, taken.Count, At(0.5),
            At(0.99));

        double At(double share) => taken.Count == 0 ? 0 : taken[(int)((taken.Count - 1) * share)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{At:mm\\:ss} {MemoryMiB,7:0.0} MiB {Handles,5} handles {Threads,3} threads {Requests,6} requests, p50 {P50:0.0} ms, p99 "
        + $"{P99:0.0} ms");
}
