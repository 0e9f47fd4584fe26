using System.Buffers.Binary;
using System.Text;

namespace Scopix.Emulator.Tests.Videos;

/// <summary>Changes boxes of an MP4 whose <c>moov</c> is last, so that no offsets change.</summary>
internal static class Mp4
{
    /// <summary>A box with its content.</summary>
    public static byte[] Box(string type, params byte[][] content)
    {
        byte[] body = [.. content.SelectMany(part => part)];
        return [.. BigEndian(8 + body.Length), .. Encoding.Latin1.GetBytes(type), .. body];
    }

    /// <summary>A number as four big-endian bytes.</summary>
    public static byte[] BigEndian(long number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
        return bytes;
    }

    /// <summary>The video with another box at the end of the first box at the path.</summary>
    public static byte[] AppendBox(byte[] video, byte[] box, params string[] path)
    {
        var (at, end, enlarged) = (0, video.Length, video.ToArray());
        foreach (var type in path)
        {
            at = FindBox(video, type, at, end);
            var size = (int)BinaryPrimitives.ReadUInt32BigEndian(video.AsSpan(at));
            BigEndian(size + box.Length).CopyTo(enlarged, at);
            (at, end) = (at + 8 + (type switch { "stsd" => 8, "avc1" => 78, _ => 0 }), at + size);
        }

        return [.. enlarged[..end], .. box, .. enlarged[end..]];
    }

    /// <summary>The video with changed bytes at an offset after the first occurrence of a box's type.</summary>
    public static byte[] Patch(byte[] video, string type, int offset, params byte[] bytes)
    {
        var patched = video.ToArray();
        bytes.CopyTo(patched, patched.AsSpan().IndexOf(Encoding.Latin1.GetBytes(type)) + 4 + offset);
        return patched;
    }

    private static int FindBox(byte[] video, string type, int at, int end)
    {
        while (at < end && Encoding.Latin1.GetString(video, at + 4, 4) != type)
            at += (int)BinaryPrimitives.ReadUInt32BigEndian(video.AsSpan(at));
        return at;
    }
}
