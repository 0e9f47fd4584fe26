using System.Buffers;
using System.Net;

namespace Scopix.Client;

/// <summary>
/// A byte range of a source as a request's body. It is sent in blocks, and each block restarts the time limit of the attempt.
/// </summary>
internal sealed class UploadSourceContent(
    UploadSourceReader source, long offset, long length, IdleTimeout idleTimeout, Action<int>? sent) : HttpContent
{
    /// <summary>Larger bodies are sent with <c>Expect: 100-continue</c>.</summary>
    public const long ExpectContinueThreshold = 1 << 20;

    private const int BufferSize = 128 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < length;)
            {
                var count = await source
                    .ReadAtAsync(offset + done, buffer.AsMemory(0, (int)Math.Min(BufferSize, length - done)), cancellationToken);
                await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                done += count;
                idleTimeout.Restart();
                sent?.Invoke(count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
