using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Scopix.Storage;

/// <summary>The SHA-256 of bytes that are read piece by piece, as lower-case hex.</summary>
internal sealed class Sha256Sum : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public string ToHex() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    public static async Task<(string Sha256, long SizeBytes)> ComputeAsync(SafeFileHandle file, CancellationToken cancel)
    {
        using var sum = new Sha256Sum();
        var size = await FileCopy.ReadAsync(file, bytes => sum.Append(bytes.Span), cancel);
        return (sum.ToHex(), size);
    }

    public static async Task<(string Sha256, long SizeBytes)> ComputeAsync(Stream body, CancellationToken cancel)
    {
        using var sum = new Sha256Sum();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0; size += read) sum.Append(buffer.AsSpan(0, read));
            return (sum.ToHex(), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
