using System.Security.Cryptography;
using System.Text;

namespace Scopix.Durability;

/// <summary>Files to send: a name always has the same bytes, other names have others.</summary>
internal static class TestContent
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
        + "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=");

    /// <summary>A text of some hundred bytes to some ten thousand.</summary>
    public static byte[] CreateNote(string name)
    {
        var random = new Random(CreateSeed(name));
        var text = new StringBuilder($"Inspection {name}\n\n");
        for (var line = random.Next(4, 400); line > 0; line--) text.Append("Pump ").Append(random.Next()).Append(" was repaired.\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A JPEG with as much behind it as is asked for.</summary>
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
