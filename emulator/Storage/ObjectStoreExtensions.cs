using System.IO.Pipelines;

namespace Scopix.Storage;

/// <summary>Objects that are made here and go to storage as they are made.</summary>
internal static class ObjectStoreExtensions
{
    /// <summary>Streams what is written in under a key; nothing is visible when writing or storing fails.</summary>
    /// <param name="store">Where it goes.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="write">Writes the bytes.</param>
    /// <param name="cancel">Gives up.</param>
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
            await pipe.Reader.CompleteAsync(); // else the writer would wait for ever when staging fails
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
