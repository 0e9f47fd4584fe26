using System.Buffers.Binary;

namespace Scopix.Emulator.Media;

/// <summary>
/// The tracks of an MP4 or MOV: size of the first picture track as displayed (its matrix applied), and whether there is sound
/// alone.
/// </summary>
internal sealed class IsoMovie
{
    private readonly FileBytes _bytes;
    private int _boxesLeft = FileBytes.MaxParts;
    private (int Width, int Height) _track;
    private string _handler = "";

    private IsoMovie(FileBytes bytes) => _bytes = bytes;

    public int? Width { get; private set; }

    public int? Height { get; private set; }

    public bool HasVideo { get; private set; }

    public bool HasSound { get; private set; }

    public string? Damage { get; private set; } = "The video has no movie header (moov): it is truncated or was never finished.";

    public static IsoMovie Read(FileBytes bytes)
    {
        var movie = new IsoMovie(bytes);
        movie.Boxes(0, bytes.Length, depth: 0);
        return movie;
    }

    /// <summary>Walks the boxes between two offsets, into those that hold tracks; all levels share one allowance.</summary>
    private void Boxes(long at, long end, int depth)
    {
        while (at + 8 <= end && _boxesLeft-- > 0 && _bytes.TryAt(at, 8, out var head))
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(head), body = at + 8;
            var type = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
            if (size == 1 && _bytes.TryAt(body, 8, out var large))
                (size, body) = (BinaryPrimitives.ReadInt64BigEndian(large), body + 8);
            if (size == 0) size = end - at;
            if (size < body - at || size > end - at)
            {
                if (depth == 0) Damage = "The video is truncated: a part of it is longer than the file.";
                return;
            }

            Box(type, body, at + size, depth);
            at += size;
        }
    }

    private void Box(uint type, long body, long end, int depth)
    {
        switch (depth, type)
        {
            case (0, 0x6D6F6F76): // moov
                Damage = null;
                Boxes(body, end, 1);
                break;
            case (1, 0x7472616B): // trak
                (_track, _handler) = (default, "");
                Boxes(body, end, 2);
                TrackDone();
                break;
            case (2, 0x6D646961): // mdia
                Boxes(body, end, 3);
                break;
            case (2, 0x746B6864): // tkhd
                _track = Size(body);
                break;
            case (3, 0x68646C72) when _bytes.TryAt(body + 8, 4, out var handler): // hdlr
                _handler = System.Text.Encoding.Latin1.GetString(handler);
                break;
        }
    }

    private void TrackDone()
    {
        HasSound |= _handler == "soun";
        if (_handler != "vide") return;
        HasVideo = true;
        if (Width is null && _track is { Width: > 0, Height: > 0 }) (Width, Height) = _track;
    }

    /// <summary>Size in whole pixels from a track header, whose numbers are 16.16 fixed point.</summary>
    private (int Width, int Height) Size(long body)
    {
        var matrix = body + (_bytes.At(body, 1) is [1] ? 52 : 40);
        if (!_bytes.TryAt(matrix, 44, out var header)) return default;
        int Part(ReadOnlySpan<byte> from) => (int)(BinaryPrimitives.ReadUInt32BigEndian(from) >> 16);
        var (width, height) = (Part(header[36..]), Part(header[40..]));
        var turned = BinaryPrimitives.ReadInt32BigEndian(header) == 0 && BinaryPrimitives.ReadInt32BigEndian(header[4..]) != 0;
        return turned ? (height, width) : (width, height);
    }
}
