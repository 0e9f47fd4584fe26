namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// A response body that is truncated (Kestrel closes the connection, since Content-Length promises more), or whose first byte and every
/// 1,024th after it are inverted.
/// </summary>
/// <param name="cutAfter">The number of bytes to send; null inverts bytes instead.</param>
internal sealed class FaultyBodyStream(Stream inner, long? cutAfter) : Stream
{
    private const int CorruptionInterval = 1024;

    private long _position;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        if (cutAfter is not { } most)
        {
            await inner.WriteAsync(Corrupt(bytes.ToArray()), cancel);
            return;
        }
        var room = (int)Math.Clamp(most - _position, 0, bytes.Length);
        _position += bytes.Length;
        await inner.WriteAsync(bytes[..room], cancel);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancel) =>
        WriteAsync(buffer.AsMemory(offset, count), cancel).AsTask();

    public override Task FlushAsync(CancellationToken cancel) => inner.FlushAsync(cancel);

    public override void Flush() => inner.Flush();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Response bodies are written asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private byte[] Corrupt(byte[] bytes)
    {
        for (var i = (CorruptionInterval - _position % CorruptionInterval) % CorruptionInterval; i < bytes.Length; i += CorruptionInterval)
            bytes[i] ^= 0xFF;
        _position += bytes.Length;
        return bytes;
    }
}
