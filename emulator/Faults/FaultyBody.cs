namespace Scopix.Emulator.Faults;

/// <summary>
/// An answer's body on its way out: ended after so many bytes (the headers promise the rest, so Kestrel closes the connection), or with its first byte and every
/// 1,024th after it inverted.
/// </summary>
/// <param name="inner">Where bytes go.</param>
/// <param name="cutAfter">Bytes that are let through; null changes bytes instead.</param>
internal sealed class FaultyBody(Stream inner, long? cutAfter) : Stream
{
    private const int Stride = 1024;

    private long _at;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        if (cutAfter is not { } most)
        {
            await inner.WriteAsync(Changed(bytes.ToArray()), cancel);
            return;
        }
        var room = (int)Math.Clamp(most - _at, 0, bytes.Length);
        _at += bytes.Length;
        await inner.WriteAsync(bytes[..room], cancel);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancel) =>
        WriteAsync(buffer.AsMemory(offset, count), cancel).AsTask();

    public override Task FlushAsync(CancellationToken cancel) => inner.FlushAsync(cancel);

    public override void Flush() => inner.Flush();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private byte[] Changed(byte[] bytes)
    {
        for (var i = (Stride - _at % Stride) % Stride; i < bytes.Length; i += Stride) bytes[i] ^= 0xFF;
        _at += bytes.Length;
        return bytes;
    }
}
