using System.Diagnostics;

namespace Scopix.Benchmarks.Peers;

/// <summary>Measures peers in turn, round after round, so that what the machine does besides meets all of them.</summary>
/// <param name="figures">Where the figures go.</param>
/// <param name="failures">What a peer could not do, by its name.</param>
internal sealed class Run(Figures figures, SortedDictionary<string, string> failures)
{
    private const int Seconds = 1;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    private readonly byte[] _small = Load.Photo(Load.MiB, 1);
    private readonly byte[] _large = Load.Photo(64 * Load.MiB, 2);

    /// <summary>Rounds of one start of each, within a time; at least one round.</summary>
    public Task StartsAsync(Peer[] peers, int rounds, TimeSpan within) => RoundsAsync(peers, rounds, within, async peer =>
    {
        using var server = await Server.StartAsync(peer);
        figures.Add(peer.Name, Measure.Start, server.StartedIn.TotalMilliseconds);
    });

    /// <summary>Rounds of everything that each can do, within a time; at least one round.</summary>
    public Task LoadsAsync(Peer[] peers, int rounds, TimeSpan within) => RoundsAsync(peers, rounds, within, async peer =>
    {
        using var server = await Server.StartAsync(peer);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        figures.Add(peer.Name, Measure.Memory, server.MemoryMiB);
        if (peer.PrepareAsync is not null) await AskAsync(peer.Name, await peer.PrepareAsync(server));
    });

    private async Task AskAsync(string peer, Abilities can)
    {
        await TryAsync(peer, Measure.Record, can.Record, ask => Load.RequestsAsync(ask, Seconds));
        await TryAsync(peer, Measure.List, can.List, ask => Load.RequestsAsync(ask, Seconds));
        await TryAsync(peer, Measure.Search, can.Search, ask => Load.RequestsAsync(ask, Seconds));
        await TryAsync(peer, Measure.Upload, can.Upload, make => Load.SendAsync(_ => make(), Load.MiB, 8, Time));
        if (can.Slots is null) return;
        await BytesAsync(peer, can.Slots, _small, 8, Measure.Put1, Measure.Get1);
        await BytesAsync(peer, can.Slots, _large, 2, Measure.Put64, Measure.Get64);
    }

    private async Task BytesAsync(string peer, Func<byte[], Task<Slot>> make, byte[] bytes, int connections, Measure put, Measure get)
    {
        var slots = new Slot[connections];
        for (var i = 0; i < connections; i++) slots[i] = await make(bytes);
        await TryAsync(peer, put, slots, all => Load.SendAsync(number => Load.Put(all[number % connections], bytes), bytes.Length, connections, Time));
        await TryAsync(peer, get, slots, all => Load.ReadAsync(number => all[number % connections].Get, connections, Time));
    }

    private async Task TryAsync<T>(string peer, Measure measure, T? what, Func<T, Task<double>> take) where T : class
    {
        if (what is null) return;
        try
        {
            figures.Add(peer, measure, await take(what));
        }
        catch (Exception error) when (error is InvalidOperationException or HttpRequestException or System.ComponentModel.Win32Exception)
        {
            failures[$"{peer}, {measure}"] = error.Message;
        }
    }

    private async Task RoundsAsync(Peer[] peers, int rounds, TimeSpan within, Func<Peer, Task> takeAsync)
    {
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds && (round == 0 || watch.Elapsed + watch.Elapsed / round < within); round++)
        {
            foreach (var peer in round % 2 == 0 ? peers : peers.Reverse())
            {
                if (failures.ContainsKey(peer.Name)) continue;
                try
                {
                    await takeAsync(peer);
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
