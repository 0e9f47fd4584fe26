namespace Scopix.Media;

/// <summary>Orientation, make, model, DateTimeOriginal and OffsetTimeOriginal from a TIFF block of at most 64 KiB. Two directories of at
/// most 512 entries are read and no pointer is followed twice, so the time is bounded. The time is UTC, also when it has no offset, and
/// null outside the years 1826–2199 (a clock that was never set). Orientations 5–8 swap width and height.</summary>
internal sealed record ExifData(DateTimeOffset? CapturedAt, bool SwapsWidthAndHeight)
{
    public const int MaxBytes = 65_536;
    private const int MaxEntries = 512;

    /// <summary>Make and model of the camera; null when there is none.</summary>
    public string? Camera { get; init; }

    public static readonly ExifData None = new(null, false);
    private static readonly string[] Formats = ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];
    private const ushort Make = 0x010F, Model = 0x0110, Orientation = 0x0112,
        ExifDirectoryPointer = 0x8769, DateTimeOriginal = 0x9003, OffsetTimeOriginal = 0x9011;

    /// <summary>Reads a TIFF block, with or without a leading <c>Exif\0\0</c>. An invalid block gives <see cref="None"/>.</summary>
    public static ExifData Parse(ReadOnlySpan<byte> block)
    {
        if (block.StartsWith("Exif\0\0"u8)) block = block[6..];
        if (block.Length < 8 || block.Length > MaxBytes) return None;
        bool bigEndian;
        if (block.StartsWith("MM\0*"u8)) bigEndian = true;
        else if (block.StartsWith("II*\0"u8)) bigEndian = false;
        else return None;

        var first = ReadUInt32(block[4..], bigEndian);
        var orientation = FindEntry(block, first, Orientation, bigEndian);
        var swaps = !orientation.IsEmpty && ReadUInt16(orientation[8..], bigEndian) is >= 5 and <= 8;
        var pointer = FindEntry(block, first, ExifDirectoryPointer, bigEndian);
        var camera = JoinCamera(ReadAscii(block, FindEntry(block, first, Make, bigEndian), bigEndian),
            ReadAscii(block, FindEntry(block, first, Model, bigEndian), bigEndian));
        if (pointer.IsEmpty) return new ExifData(null, swaps) { Camera = camera };

        var second = ReadUInt32(pointer[8..], bigEndian);
        var time = ReadAscii(block, FindEntry(block, second, DateTimeOriginal, bigEndian), bigEndian);
        var offset = ReadAscii(block, FindEntry(block, second, OffsetTimeOriginal, bigEndian), bigEndian);
        return new ExifData(ParseTime(time, offset), swaps) { Camera = camera };
    }

    /// <summary>The model, after the make where it does not begin with it; letters that are not usual in such names are left out.</summary>
    private static string? JoinCamera(string make, string model)
    {
        var (maker, device) = (Clean(make), Clean(model));
        var startsWithMaker = maker.Length > 0 && device.StartsWith(maker.Split(' ')[0], StringComparison.OrdinalIgnoreCase);
        var camera = device.Length == 0 || startsWithMaker ? device : $"{maker} {device}".Trim();
        return camera.Length == 0 ? null : camera;

        static string Clean(string text) =>
            string.Concat(text.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '_' or '/')).Trim();
    }

    private static ReadOnlySpan<byte> FindEntry(ReadOnlySpan<byte> block, uint directory, ushort tag, bool bigEndian)
    {
        if (directory > block.Length - 2) return [];
        var entries = block[((int)directory + 2)..];
        int stated = ReadUInt16(block[(int)directory..], bigEndian);
        var count = Math.Min(Math.Min(stated, MaxEntries), entries.Length / 12);
        for (var i = 0; i < count; i++)
            if (ReadUInt16(entries[(i * 12)..], bigEndian) == tag) return entries.Slice(i * 12, 12);
        return [];
    }

    private static string ReadAscii(ReadOnlySpan<byte> block, ReadOnlySpan<byte> entry, bool bigEndian)
    {
        if (entry.IsEmpty) return "";
        long length = ReadUInt32(entry[4..], bigEndian), at = ReadUInt32(entry[8..], bigEndian);
        if (length <= 4) return "";
        if (length > 64 || at + length > block.Length) return "";
        return Encoding.ASCII.GetString(block.Slice((int)at, (int)length)).TrimEnd('\0', ' ');
    }

    private static DateTimeOffset? ParseTime(string time, string offset)
    {
        if (!DateTime.TryParseExact(time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        if (local.Year is < 1826 or > 2199) return null;
        return new DateTimeOffset(local, ParseOffset(offset)).ToUniversalTime();
    }

    private static TimeSpan ParseOffset(string text)
    {
        var digits = text.TrimStart('+', '-');
        if (!TimeSpan.TryParseExact(digits, @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) return TimeSpan.Zero;
        if (offset > TimeSpan.FromHours(14)) return TimeSpan.Zero;
        return text.StartsWith('-') ? -offset : offset;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
