using System.IO.Pipelines;

namespace Scopix.Storage;

internal static class ObjectStoreExtensions
{
    /// <summary>Streams what is written into an object. Nothing is visible when writing or storing fails.</summary>
    public static async Task WriteAsync(
        this IObjectStore store, StorageAccount account, string key, Func<Stream, Task> write, CancellationToken cancel)
    {
        var pipe = new Pipe();
        var writing = WriteToPipeAsync(pipe.Writer, write);
        try
        {
            using var staged = await store.StageAsync(account, pipe.Reader.AsStream(leaveOpen: true), long.MaxValue, cancel);
            await writing;
            await store.PublishAsync(account, staged, key, cancel);
        }
        finally
        {
            await pipe.Reader.CompleteAsync(); // ends the writer when staging fails
        }
    }

    private static async Task WriteToPipeAsync(PipeWriter pipe, Func<Stream, Task> write)
    {
        try
        {
            await write(pipe.AsStream(leaveOpen: true));
            await pipe.CompleteAsync();
        }
        catch (Exception error)
        {
            await pipe.CompleteAsync(error);
            throw;
        }
    }
}
