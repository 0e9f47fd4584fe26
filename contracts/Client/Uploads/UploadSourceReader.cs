using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Scopix.Client;

/// <summary>Bytes of a known length that can be read from any offset, repeatedly and by several readers at once.</summary>
internal sealed class UploadSourceReader : IAsyncDisposable
{
    private const int BlockSize = 1 << 20;

    private readonly Func<long, Memory<byte>, CancellationToken, ValueTask<int>> _readAt;
    private readonly IAsyncDisposable? _ownedResource;
    private string? _hash;

    private UploadSourceReader(long length, Func<long, Memory<byte>, CancellationToken, ValueTask<int>> readAt, IAsyncDisposable? owned) =>
        (Length, _readAt, _ownedResource) = (length, readAt, owned);

    public long Length { get; }

    public static UploadSourceReader FromFile(string path)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.Asynchronous);
        return new UploadSourceReader(RandomAccess.GetLength(handle),
            (at, buffer, cancel) => RandomAccess.ReadAsync(handle, buffer, at, cancel), new FileHandleOwner(handle));
    }

    public static UploadSourceReader FromBytes(ReadOnlyMemory<byte> bytes) => new(bytes.Length, (at, buffer, _) =>
    {
        var count = (int)Math.Min(buffer.Length, bytes.Length - at);
        bytes.Slice((int)at, count).CopyTo(buffer);
        return ValueTask.FromResult(count);
    }, null);

    public static UploadSourceReader FromSeekableStream(Stream stream)
    {
        var start = stream.Position;
        var turn = new SemaphoreSlim(1);
        return new UploadSourceReader(stream.Length - start, async (at, buffer, cancel) =>
        {
            await turn.WaitAsync(cancel);
            try
            {
                stream.Position = start + at;
                return await stream.ReadAsync(buffer, cancel);
            }
            finally
            {
                turn.Release();
            }
        }, null);
    }

    /// <summary>Copies a stream to a temporary file, which is deleted with the source, and computes its hash.</summary>
    public static async Task<UploadSourceReader> SpoolToTempFileAsync(Stream stream, CancellationToken cancel)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), "scopix-" + Path.GetRandomFileName()), options);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = await ReadBlocksAsync((_, buffer) => stream.ReadAsync(buffer, cancel), async read =>
            {
                hash.AppendData(read.Span);
                await file.WriteAsync(read, cancel);
            });
            var handle = file.SafeFileHandle;
            return new UploadSourceReader(length, (at, buffer, stop) => RandomAccess.ReadAsync(handle, buffer, at, stop),
                file)
            { _hash = Convert.ToHexStringLower(hash.GetHashAndReset()) };
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads some bytes, at least one.</summary>
    /// <exception cref="UploadSourceException">The source ends before its length, or cannot be read.</exception>
    public async ValueTask<int> ReadAtAsync(long at, Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            var count = await _readAt(at, buffer, cancel);
            return count > 0 ? count
                : throw new UploadSourceException($"The file ends after {at} of {Length} bytes: it has changed since the upload began.");
        }
        catch (IOException exception)
        {
            throw new UploadSourceException("The file cannot be read: " + exception.Message, exception);
        }
    }

    /// <summary>The SHA-256 of all bytes, hexadecimal; computed once.</summary>
    public async Task<string> ComputeHashAsync(CancellationToken cancel)
    {
        if (_hash is not null) return _hash;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadBlocksAsync(
            async (at, buffer) => at < Length ? await ReadAtAsync(at, buffer[..(int)Math.Min(buffer.Length, Length - at)], cancel) : 0,
            read =>
            {
                hash.AppendData(read.Span);
                return ValueTask.CompletedTask;
            });
        return _hash = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public ValueTask DisposeAsync() => _ownedResource?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<long> ReadBlocksAsync(
        Func<long, Memory<byte>, ValueTask<int>> read, Func<ReadOnlyMemory<byte>, ValueTask> take)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            long at = 0;
            for (int count; (count = await read(at, buffer)) > 0; at += count) await take(buffer.AsMemory(0, count));
            return at;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed class FileHandleOwner(SafeFileHandle handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            handle.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
