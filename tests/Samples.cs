using System.Text;

namespace Scopix.Emulator.Tests;

/// <summary>Files to upload.</summary>
public static class Samples
{
    /// <summary>Reads a fixture's bytes, e.g. <c>photo.jpg</c> or <c>hostile/script.sh</c>.</summary>
    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "media", name));

    /// <summary>Creates a photo; another number gives other bytes.</summary>
    public static byte[] Photo(int n = 0) => [.. File("photo.jpg")[..2], 0xFF, 0xFE, 0x00, 0x06, .. Encoding.ASCII.GetBytes($"{n:0000}"),
        .. File("photo.jpg")[2..]];

    /// <summary>Creates a plain text; another number gives another text.</summary>
    public static byte[] Note(int n = 0) => Encoding.UTF8.GetBytes($"Inspection note {n}\n\nThe pump was repaired.\n");
}
