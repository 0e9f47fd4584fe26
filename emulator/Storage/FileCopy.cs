using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Scopix.Storage;

/// <summary>
/// Copies bytes into files through pooled buffers. Writes are synchronous: they end in the page cache, and handing them to another thread
/// costs more than it saves.
/// </summary>
internal static class FileCopy
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Writes a body into a new file, and deletes the file on any failure.</summary>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="BodyTooLargeException">The body has more than <paramref name="maxBytes"/> bytes.</exception>
    public static async Task<long> WriteBodyAsync(
        string path, Stream body, long maxBytes, Action<ReadOnlySpan<byte>> each, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
            long size = 0;
            while (await body.ReadAtLeastAsync(buffer, BufferBytes, throwOnEndOfStream: false, cancel) is > 0 and var read)
            {
                if (size + read > maxBytes) throw new BodyTooLargeException(maxBytes);
                each(buffer.AsSpan(0, read));
                RandomAccess.Write(file, buffer.AsSpan(0, read), size);
                size += read;
            }

            return size;
        }
        catch
        {
            if (File.Exists(path)) File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Copies a whole file into another one at a position.</summary>
    public static Task<long> AppendAsync(SafeFileHandle from, SafeFileHandle to, long position, CancellationToken cancel) =>
        ReadAsync(
            from,
            bytes =>
            {
                RandomAccess.Write(to, bytes.Span, position);
                position += bytes.Length;
            },
            cancel);

    /// <summary>Reads a file from start to end.</summary>
    /// <returns>The size in bytes.</returns>
    public static async Task<long> ReadAsync(SafeFileHandle file, Action<ReadOnlyMemory<byte>> each, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            while (await RandomAccess.ReadAsync(file, buffer.AsMemory(0, BufferBytes), size, cancel) is > 0 and var read)
            {
                each(buffer.AsMemory(0, read));
                size += read;
            }

            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
