using System.Text;

namespace Scopix.Emulator.Snapshots;

/// <summary>
/// The one kind of tar entry that exported snapshots have: a regular file in the ustar form, below 8 GiB, with no more of its
/// header than name and size. Any tar program reads it; anything else is refused.
/// </summary>
internal static class TarFile
{
    /// <summary>Headers and contents fill blocks of so many bytes.</summary>
    public const int Block = 512;

    /// <summary>The most bytes of a file.</summary>
    public const long MostBytes = (8L << 30) - 1;

    private const int SumAt = 148, PrefixAt = 345;

    /// <summary>The header of a file.</summary>
    public static byte[] Header(string path, long size)
    {
        var header = new byte[Block];
        var cut = path.LastIndexOf('/');
        Put(header, 0, 100, path[(cut + 1)..]);
        Put(header, 100, 8, "0000644");
        Put(header, 108, 8, "0000000");
        Put(header, 116, 8, "0000000");
        Put(header, 124, 12, Octal(size, 11));
        Put(header, 136, 12, Octal(0, 11));
        header[156] = (byte)'0';
        Put(header, 257, 6, "ustar");
        Put(header, 263, 2, "00");
        if (cut > 0) Put(header, PrefixAt, 155, path[..cut]);
        Put(header, SumAt, 8, Octal(Sum(header), 6) + "\0 ");
        return header;
    }

    /// <summary>Path and size of a header; null when it is not one of ours, byte for byte.</summary>
    public static (string Path, long Size)? Read(byte[] header)
    {
        var (name, prefix) = (Text(header, 0, 100), Text(header, PrefixAt, 155));
        if (!TryOctal(Text(header, 124, 12), out var size) || name.Length == 0) return null;
        var path = prefix.Length == 0 ? name : prefix + "/" + name;
        return Header(path, size).AsSpan().SequenceEqual(header) ? (path, size) : null;
    }

    /// <summary>The zeros that fill a file's last block.</summary>
    public static int Padding(long size) => (int)((Block - size % Block) % Block);

    private static int Sum(byte[] header)
    {
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
            if (i is < SumAt or >= SumAt + 8) sum += header[i];
        return sum;
    }

    private static void Put(byte[] header, int at, int room, string text)
    {
        if (text.Length > room || !Ascii.IsValid(text)) throw new ArgumentException($"'{text}' does not fit into a tar header.", nameof(text));
        Encoding.ASCII.GetBytes(text, header.AsSpan(at));
    }

    private static string Text(byte[] header, int at, int room)
    {
        var bytes = header.AsSpan(at, room);
        var end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');

    private static bool TryOctal(string text, out long value)
    {
        value = 0;
        if (text.Length != 11 || text.Any(c => c is < '0' or > '7')) return false;
        value = Convert.ToInt64(text, 8);
        return true;
    }
}
