using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>
/// The three EXIF tags that matter here, from a TIFF block of at most 64 KiB: orientation, DateTimeOriginal, OffsetTimeOriginal.
/// Two directories of at most 512 entries are looked at and no pointer is followed twice, so that no block, however made,
/// takes long.
/// </summary>
/// <param name="CapturedAt">UTC; a time without an offset is taken as UTC; null outside the years 1826–2199 (a camera whose
/// clock was never set).</param>
/// <param name="IsTurned">Orientation 5–8: width and height change places when displayed.</param>
internal sealed record Exif(DateTimeOffset? CapturedAt, bool IsTurned)
{
    public const int MaxBytes = 65_536;
    private const int MaxEntries = 512;
    public static readonly Exif None = new(null, false);

    private static readonly string[] Formats = ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    private const ushort Orientation = 0x0112, SubDirectory = 0x8769, DateTimeOriginal = 0x9003, OffsetTimeOriginal = 0x9011;

    /// <summary>Reads a TIFF block, with or without the <c>Exif\0\0</c> before it. Nonsense reads as nothing.</summary>
    public static Exif Read(ReadOnlySpan<byte> block)
    {
        if (block.StartsWith("Exif\0\0"u8)) block = block[6..];
        if (block.Length < 8 || block.Length > MaxBytes) return None;
        bool big;
        if (block.StartsWith("MM\0*"u8)) big = true;
        else if (block.StartsWith("II*\0"u8)) big = false;
        else return None;

        var first = UInt32(block[4..], big);
        var turned = Entry(block, first, Orientation, big) is var o && !o.IsEmpty && UInt16(o[8..], big) is >= 5 and <= 8;
        var pointer = Entry(block, first, SubDirectory, big);
        if (pointer.IsEmpty) return new Exif(null, turned);

        var second = UInt32(pointer[8..], big);
        var time = Ascii(block, Entry(block, second, DateTimeOriginal, big), big);
        var offset = Ascii(block, Entry(block, second, OffsetTimeOriginal, big), big);
        return new Exif(Time(time, offset), turned);
    }

    private static ReadOnlySpan<byte> Entry(ReadOnlySpan<byte> block, uint directory, ushort tag, bool big)
    {
        if (directory > block.Length - 2) return [];
        var entries = block[((int)directory + 2)..];
        int stated = UInt16(block[(int)directory..], big);
        var count = Math.Min(Math.Min(stated, MaxEntries), entries.Length / 12);
        for (var i = 0; i < count; i++)
            if (UInt16(entries[(i * 12)..], big) == tag) return entries.Slice(i * 12, 12);
        return [];
    }

    private static string Ascii(ReadOnlySpan<byte> block, ReadOnlySpan<byte> entry, bool big)
    {
        if (entry.IsEmpty) return "";
        long length = UInt32(entry[4..], big), at = UInt32(entry[8..], big);
        if (length <= 4) return "";
        if (length > 64 || at + length > block.Length) return "";
        return Encoding.ASCII.GetString(block.Slice((int)at, (int)length)).TrimEnd('\0', ' ');
    }

    private static DateTimeOffset? Time(string time, string offset)
    {
        if (!DateTime.TryParseExact(time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        if (local.Year is < 1826 or > 2199) return null;
        return new DateTimeOffset(local, Offset(offset)).ToUniversalTime();
    }

    private static TimeSpan Offset(string text)
    {
        var digits = text.TrimStart('+', '-');
        if (!TimeSpan.TryParseExact(digits, @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) return TimeSpan.Zero;
        if (offset > TimeSpan.FromHours(14)) return TimeSpan.Zero;
        return text.StartsWith('-') ? -offset : offset;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool big) =>
        big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool big) =>
        big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
