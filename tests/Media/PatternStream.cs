namespace Scopix.Emulator.Tests.Media;

/// <summary>100 MB of a repeated pattern between a beginning and an end, generated while it is read; it counts the bytes read.</summary>
internal sealed class PatternStream(byte[] start, byte[] pattern, byte[]? end = null) : Stream
{
    public const int Size = 100_000_000;

    private readonly byte[] _block = [.. Enumerable.Repeat(pattern, 1 + (65_536 / pattern.Length)).SelectMany(bytes => bytes)];
    private readonly byte[] _end = end ?? [];

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => Size;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var source = Position < start.Length ? start.AsSpan((int)Position)
            : Position >= Size - _end.Length ? _end.AsSpan((int)Math.Min(_end.Length, Position - (Size - _end.Length)))
            : Middle();
        var length = Math.Min(buffer.Length, source.Length);
        source[..length].CopyTo(buffer);
        Position += length;
        BytesRead += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private Span<byte> Middle()
    {
        var rest = _block.AsSpan((int)((Position - start.Length) % pattern.Length));
        return rest[..(int)Math.Min(rest.Length, Size - _end.Length - Position)];
    }
}
