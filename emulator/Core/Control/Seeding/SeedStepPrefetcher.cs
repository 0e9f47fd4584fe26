using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>Creates the steps of a dataset on another thread, a few hundred ahead of the writer.</summary>
internal static class SeedStepPrefetcher
{
    private const int BatchSize = 128, MaxBatches = 4;

    public static async IAsyncEnumerable<SeedStep> PrefetchAsync(
        IEnumerable<SeedStep> steps, [EnumeratorCancellation] CancellationToken cancel)
    {
        var made = Channel.CreateBounded<SeedStep[]>(MaxBatches);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var making = Task.Run(() => ProduceAsync(steps, made.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in made.Reader.ReadAllAsync(cancel))
                foreach (var step in batch) yield return step;
        }
        finally
        {
            await stop.CancelAsync();
            await making;
        }
    }

    private static async Task ProduceAsync(IEnumerable<SeedStep> steps, ChannelWriter<SeedStep[]> made, CancellationToken cancel)
    {
        try
        {
            foreach (var batch in steps.Chunk(BatchSize)) await made.WriteAsync(batch, cancel);
            made.Complete();
        }
        catch (Exception error)
        {
            made.Complete(error);
        }
    }
}
