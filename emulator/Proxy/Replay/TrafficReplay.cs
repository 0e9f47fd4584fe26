using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>Sends recorded requests to a server, one after the other, and compares its responses with the recorded ones.</summary>
public static class TrafficReplay
{
    private const string WithoutKey = "there is no key for them";

    /// <summary>Sends the requests of a recording.</summary>
    /// <returns>How the responses differ from the recorded ones.</returns>
    /// <exception cref="InvalidDataException">The file is no HTTP Archive.</exception>
    /// <exception cref="IOException">The file or a file of the folder cannot be read.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">The replay was cancelled.</exception>
    public static async Task<ComparisonReport> RunAsync(ReplayOptions options, CancellationToken cancellation = default)
    {
        using var recording = HarRecording.Open(options.File);
        var report = new ComparisonReport { FirstSeen = options.FirstDifference };
        using var client = new CandidateClient(options.Target, options.LlamaCloudTarget);
        var comparer = new RequestComparer(client, report) { MayChangeForeignResources = options.AllowsChanges };
        var (map, llamaMap) = (new ValueMap { IsShared = true }, new ValueMap { IsShared = true });
        foreach (var problem in recording.Problems) report.Skip(problem);
        foreach (var exchange in recording.Read(options.Files))
        {
            cancellation.ThrowIfCancellationRequested();
            using var request = exchange.Request;
            var isLlama = exchange.Reference.IsLlamaCloud;
            var key = exchange.Reference.Account is null ? null : isLlama ? options.LlamaCloudKey : options.Key;
            var problem = exchange.Problem ?? (exchange.Reference.Account is not null && key is null ? WithoutKey : null);
            if (problem is not null)
            {
                new ComparisonPolicy(isLlama ? llamaMap : map).Miss(request.Operation, exchange.Reference);
                report.Skip(problem);
            }
            else await comparer.CompareAsync(request, exchange.Reference, key, isLlama ? llamaMap : map, cancellation);
        }
        return report;
    }
}
