using System.Security.Cryptography;
using System.Text;

namespace Scopix.Durability;

/// <summary>Creates files whose bytes are determined by their names.</summary>
internal static class TestContent
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
        + "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=");

    /// <summary>Creates a text of a hundred to ten thousand bytes.</summary>
    public static byte[] CreateNote(string name)
    {
        var random = new Random(CreateSeed(name));
        var text = new StringBuilder($"Inspection {name}\n\n");
        for (var line = random.Next(4, 400); line > 0; line--) text.Append("Pump ").Append(random.Next()).Append(" was repaired.\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Creates a JPEG that is padded to the given size.</summary>
    public static byte[] CreatePhoto(string name, int size)
    {
        var bytes = new byte[size];
        new Random(CreateSeed(name)).NextBytes(bytes);
        Picture.CopyTo(bytes, 0);
        return bytes;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static int CreateSeed(string name) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
