namespace Scopix.Media;

/// <summary>GIF: size from the screen descriptor; blocks are read up to the trailer. With more than <see cref="MaxBlocks"/> blocks the
/// trailer must be the last byte that is neither zero nor white space.</summary>
internal static class GifInspector
{
    private const int MaxBlocks = 131_072;
    private const byte Trailer = 0x3B, Image = 0x2C, Extension = 0x21;

    public static MediaFacts Inspect(FileBytes bytes)
    {
        var picture = new PictureFactsBuilder("gif", "gif");
        if (!bytes.TryReadSpan(6, 7, out var screen))
        {
            picture.ReportDamage("The GIF ends within its header.");
            return picture.ToFacts();
        }
        picture.Width = BinaryPrimitives.ReadUInt16LittleEndian(screen);
        picture.Height = BinaryPrimitives.ReadUInt16LittleEndian(screen[2..]);
        if (!HasTrailer(bytes, 13 + ColorTableLength(screen[4])) && !EndsWithTrailer(bytes))
            picture.ReportDamage("The GIF is truncated: its trailer is missing.");
        return picture.ToFacts();
    }

    private static int ColorTableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static bool HasTrailer(FileBytes bytes, long at)
    {
        var blocksLeft = MaxBlocks;
        while (blocksLeft-- > 0 && bytes.TryReadSpan(at, 1, out var kind))
        {
            if (kind[0] == Trailer) return true;
            if (kind[0] == Image && bytes.TryReadSpan(at, 10, out var image)) at += 11 + ColorTableLength(image[9]);
            else if (kind[0] == Extension) at += 2;
            else return false;
            while (blocksLeft-- > 0 && bytes.TryReadSpan(at, 1, out var size) && size[0] > 0) at += 1 + size[0];
            at++;
        }
        return false;
    }

    private static bool EndsWithTrailer(FileBytes bytes)
    {
        var tail = bytes.ReadSpan(Math.Max(13, bytes.Length - 4096), 4096).TrimEnd("\0\r\n \t"u8);
        return !tail.IsEmpty && tail[^1] == Trailer;
    }
}
