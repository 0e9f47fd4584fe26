namespace Scopix.Emulator.Tests.Storage;

/// <summary>A body of zeros that is never held in memory; it can fail instead of ending.</summary>
internal sealed class ZeroStream(long length, bool fails = false) : Stream
{
    private long _remaining = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_remaining == 0 && fails) throw new IOException("The client went away.");
        var read = (int)Math.Min(_remaining, count);
        Array.Clear(buffer, offset, read);
        _remaining -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
