using System.Buffers.Binary;

namespace Scopix.Emulator.Media;

/// <summary>AVI: size from the main header, which the format puts first.</summary>
internal static class Avi
{
    public static MediaFacts Read(FileBytes bytes)
    {
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.At(4, 4));
        var facts = new MediaFacts("video", "video/x-msvideo", "avi", "avi",
            Damage: end > bytes.Length ? "The AVI is truncated: it is shorter than its header says." : null);

        if (!bytes.TryAt(12, 60, out var head) || !head[..4].SequenceEqual("LIST"u8) || !head[8..16].SequenceEqual("hdrlavih"u8))
            return facts with { Damage = facts.Damage ?? "The AVI's main header is missing." };
        var width = BinaryPrimitives.ReadInt32LittleEndian(head[52..]);
        var height = BinaryPrimitives.ReadInt32LittleEndian(head[56..]);
        return width > 0 && height > 0 ? facts with { Width = width, Height = height } : facts;
    }
}
