using System.Diagnostics;

namespace Scopix.Benchmarks.Peers;

/// <summary>Measures peers in turn, round after round, so that other load on the machine affects all of them.</summary>
/// <param name="results">Receives the results.</param>
/// <param name="failures">The errors, by peer and operation.</param>
internal sealed class BenchmarkRun(MeasurementResults results, SortedDictionary<string, string> failures)
{
    private const int Seconds = 1;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    private readonly byte[] _small = LoadGenerator.CreatePhoto(LoadGenerator.MiB, 1);
    private readonly byte[] _large = LoadGenerator.CreatePhoto(64 * LoadGenerator.MiB, 2);

    /// <summary>Measures the start of each peer, in rounds within a time limit; at least one round.</summary>
    public Task MeasureStartsAsync(Peer[] peers, int rounds, TimeSpan within) => RunRoundsAsync(peers, rounds, within, async peer =>
    {
        using var server = await PeerProcess.StartAsync(peer);
        results.Add(peer.Name, Measure.Start, server.StartTime.TotalMilliseconds);
    });

    /// <summary>Measures every operation of each peer, in rounds within a time limit; at least one round.</summary>
    public Task MeasureLoadsAsync(Peer[] peers, int rounds, TimeSpan within) => RunRoundsAsync(peers, rounds, within, async peer =>
    {
        using var server = await PeerProcess.StartAsync(peer);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        results.Add(peer.Name, Measure.Memory, server.ReadMemoryMiB("VmRSS"));
        results.Add(peer.Name, Measure.AnonymousMemory, server.ReadMemoryMiB("RssAnon"));
        await MeasureRequestsAsync(peer.Name, await peer.PrepareAsync(server));
    });

    private async Task MeasureRequestsAsync(string peer, PeerOperations operations)
    {
        await TryMeasureAsync(peer, Measure.Record, operations.Record, getRequest => LoadGenerator.RequestsAsync(getRequest, Seconds));
        await TryMeasureAsync(peer, Measure.List, operations.List, getRequest => LoadGenerator.RequestsAsync(getRequest, Seconds));
        await TryMeasureAsync(peer, Measure.Search, operations.Search, getRequest => LoadGenerator.RequestsAsync(getRequest, Seconds));
        await TryMeasureAsync(peer, Measure.Upload, operations.Upload,
            upload => LoadGenerator.SendAsync(_ => upload(), LoadGenerator.MiB, 8, Time));
        if (operations.UploadObject is null) return;
        await MeasureTransfersAsync(peer, operations.UploadObject, _small, 8, Measure.Put1, Measure.Get1);
        await MeasureTransfersAsync(peer, operations.UploadObject, _large, 2, Measure.Put64, Measure.Get64);
    }

    private async Task MeasureTransfersAsync(
        string peer, Func<byte[], Task<ObjectUrls>> upload, byte[] bytes, int connections, Measure put, Measure get)
    {
        var slots = new ObjectUrls[connections];
        for (var i = 0; i < connections; i++) slots[i] = await upload(bytes);
        await TryMeasureAsync(peer, put, slots,
            all => LoadGenerator.SendAsync(number => LoadGenerator.CreatePut(all[number % connections], bytes), bytes.Length, connections,
                Time));
        await TryMeasureAsync(peer, get, slots,
            all => LoadGenerator.ReadAsync(number => all[number % connections].GetUrl, connections, Time));
    }

    private async Task TryMeasureAsync<T>(string peer, Measure measure, T? operation, Func<T, Task<double>> measureOperation)
        where T : class
    {
        if (operation is null) return;
        try
        {
            results.Add(peer, measure, await measureOperation(operation));
        }
        catch (Exception error) when (error is InvalidOperationException or HttpRequestException or System.ComponentModel.Win32Exception)
        {
            failures[$"{peer}, {measure}"] = error.Message;
        }
    }

    private async Task RunRoundsAsync(Peer[] peers, int rounds, TimeSpan within, Func<Peer, Task> measurePeer)
    {
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds && (round == 0 || watch.Elapsed + watch.Elapsed / round < within); round++)
        {
            foreach (var peer in round % 2 == 0 ? peers : peers.Reverse())
            {
                if (failures.ContainsKey(peer.Name)) continue;
                try
                {
                    await measurePeer(peer);
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    failures[peer.Name] = error.Message;
                }
                Console.Write('.');
            }
        }
        Console.WriteLine();
    }
}
