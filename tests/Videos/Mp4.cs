using System.Buffers.Binary;
using System.Text;

namespace Scopix.Emulator.Tests.Videos;

/// <summary>Changes boxes of an MP4 whose <c>moov</c> stands last, so that nothing else moves.</summary>
internal static class Mp4
{
    /// <summary>A box with its content.</summary>
    public static byte[] Box(string type, params byte[][] content)
    {
        byte[] body = [.. content.SelectMany(part => part)];
        return [.. BigEndian(8 + body.Length), .. Encoding.Latin1.GetBytes(type), .. body];
    }

    /// <summary>Four bytes.</summary>
    public static byte[] BigEndian(long number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
        return bytes;
    }

    /// <summary>A video with one more box at the end of the first box at the path.</summary>
    public static byte[] AppendBox(byte[] film, byte[] box, params string[] path)
    {
        var (at, end, grown) = (0, film.Length, film.ToArray());
        foreach (var type in path)
        {
            at = FindBox(film, type, at, end);
            var size = (int)BinaryPrimitives.ReadUInt32BigEndian(film.AsSpan(at));
            BigEndian(size + box.Length).CopyTo(grown, at);
            (at, end) = (at + 8 + (type switch { "stsd" => 8, "avc1" => 78, _ => 0 }), at + size);
        }

        return [.. grown[..end], .. box, .. grown[end..]];
    }

    /// <summary>A video with other bytes at an offset after the first occurrence of a box's type.</summary>
    public static byte[] Patch(byte[] film, string type, int offset, params byte[] bytes)
    {
        var patched = film.ToArray();
        bytes.CopyTo(patched, patched.AsSpan().IndexOf(Encoding.Latin1.GetBytes(type)) + 4 + offset);
        return patched;
    }

    private static int FindBox(byte[] film, string type, int at, int end)
    {
        while (at < end && Encoding.Latin1.GetString(film, at + 4, 4) != type)
            at += (int)BinaryPrimitives.ReadUInt32BigEndian(film.AsSpan(at));
        return at;
    }
}
