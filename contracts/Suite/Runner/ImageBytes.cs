namespace Scopix.Contracts.Runner;

/// <summary>Checks that downloaded pictures are complete.</summary>
public static class ImageBytes
{
    /// <summary>Whether a PNG, JPEG, GIF or WebP is complete; for another format, whether there are any bytes.</summary>
    public static bool IsComplete(byte[] bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] =>
            bytes.AsSpan().EndsWith<byte>([(byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82]),
        [0xFF, 0xD8, ..] => bytes is [.., 0xFF, 0xD9],
        [(byte)'G', (byte)'I', (byte)'F', ..] => bytes is [.., (byte)';'],
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] when bytes.Length > 8 => BitConverter.ToUInt32(bytes, 4) + 8 == bytes.Length,
        _ => bytes.Length > 0,
    };
}
