namespace Scopix.Media;

/// <summary>Bounded reads from a seekable file. All format readers use it, so hostile lengths cannot make them read far.</summary>
internal sealed class FileBytes(Stream stream, long start = 0)
{
    /// <summary>The most segments, chunks, boxes or directory entries that a reader visits in one file.</summary>
    public const int MaxElements = 16_384;
    private readonly byte[] _window = new byte[1024];
    private long _windowStart;
    private int _windowLength;

    public long Length { get; } = stream.Length - start;

    public FileBytes Slice(long offset) => new(stream, start + offset);

    /// <summary>Up to <paramref name="count"/> bytes at an offset, fewer at the end of the file; valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadSpan(long offset, int count)
    {
        if (offset < 0 || offset >= Length || count <= 0) return [];
        count = (int)Math.Min(count, Length - offset);
        if (count > _window.Length)
        {
            var bytes = new byte[count];
            return bytes.AsSpan(0, Read(offset, bytes));
        }
        if (offset < _windowStart || offset + count > _windowStart + _windowLength)
        {
            _windowLength = Read(offset, _window);
            _windowStart = offset;
        }
        var start = (int)(offset - _windowStart);
        return _window.AsSpan(start, Math.Min(count, Math.Max(0, _windowLength - start)));
    }

    /// <summary>Exactly <paramref name="count"/> bytes at an offset, or false; valid until the next call.</summary>
    public bool TryReadSpan(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = ReadSpan(offset, count);
        return bytes.Length == count;
    }

    /// <summary>A big-endian integer of 1 to 8 bytes; 0 when the file ends before it.</summary>
    public long ReadBigEndian(long offset, int count)
    {
        var value = 0L;
        if (TryReadSpan(offset, count, out var bytes))
            foreach (var part in bytes) value = (value << 8) | part;
        return value;
    }

    public int Read(long offset, Span<byte> buffer)
    {
        stream.Position = start + offset;
        return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    }

    /// <summary>Whether a short pattern occurs between two offsets. The caller bounds the range.</summary>
    public bool Contains(long start, long end, ReadOnlySpan<byte> pattern)
    {
        end = Math.Min(end, Length);
        if (start < 0 || end - start < pattern.Length) return false;
        var buffer = new byte[(int)Math.Min(end - start, 65_536)];
        for (var at = start; at + pattern.Length <= end; at += buffer.Length - pattern.Length + 1)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at));
            if (part[..Read(at, part)].IndexOf(pattern) >= 0) return true;
            if (at + part.Length >= end) return false;
        }
        return false;
    }
}
