using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Scopix.Storage;

/// <summary>
/// Bytes into files, through one pooled buffer each. Writes are not asynchronous: they end in the page cache, and handing
/// each to another thread costs more than it frees.
/// </summary>
internal static class FileCopy
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Reads a body into a new file. Whatever fails, the file does not stay.</summary>
    /// <returns>How many bytes it has.</returns>
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

    /// <summary>Writes all bytes of one file into another, from a position on.</summary>
    public static Task<long> AppendAsync(SafeFileHandle from, SafeFileHandle to, long position, CancellationToken cancel) =>
        ReadAsync(
            from,
            bytes =>
            {
                RandomAccess.Write(to, bytes.Span, position);
                position += bytes.Length;
            },
            cancel);

    /// <summary>Reads a file from its beginning to its end.</summary>
    /// <returns>How many bytes it has.</returns>
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
