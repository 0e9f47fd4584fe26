using System.Buffers.Binary;

namespace Scopix.Emulator.Media;

/// <summary>
/// GIF: size from the screen descriptor, and the trailer byte as the last one that is neither zero nor white space.
/// </summary>
internal static class Gif
{
    public static MediaFacts Read(FileBytes bytes)
    {
        var picture = new Picture("gif", "gif");
        if (!bytes.TryAt(6, 7, out var screen))
        {
            picture.Broken("The GIF ends within its header.");
            return picture.Facts();
        }

        picture.Width = BinaryPrimitives.ReadUInt16LittleEndian(screen);
        picture.Height = BinaryPrimitives.ReadUInt16LittleEndian(screen[2..]);
        var tail = bytes.At(Math.Max(13, bytes.Length - 4096), 4096).TrimEnd("\0\r\n \t"u8);
        if (tail.IsEmpty || tail[^1] != 0x3B) picture.Broken("The GIF is truncated: its trailer is missing.");
        return picture.Facts();
    }
}
