using System.Security.Cryptography;

namespace Scopix.Media.Pdf;

/// <summary>The standard security handler with an empty user password (ISO 32000-2, 7.6): RC4 of 40 to 128 bits, AESV2, AESV3. Only
/// streams are decrypted; no string outside of them is needed.</summary>
internal sealed class PdfDecryptor
{
    private readonly byte[] _key;
    private readonly string _method;

    private PdfDecryptor(byte[] key, string method) => (_key, _method) = (key, method);

    /// <exception cref="UnreadableDocumentException">The empty password does not open the file, or the method is unknown.</exception>
    public static PdfDecryptor Open(PdfFilters.ResolvingDictionary encrypt, byte[] id)
    {
        var version = encrypt.GetInt("V", 0);
        var method = version switch
        {
            1 or 2 => "V2",
            4 or 5 => GetMethod(encrypt),
            _ => "unknown",
        };
        var handler = encrypt.File.Resolve(encrypt.Dictionary["Filter"]).Name;
        if (handler is not (null or "Standard") || method is not ("V2" or "AESV2" or "AESV3" or "None"))
            throw UnsupportedError;
        var key = PdfEncryptionKey.Derive(encrypt, id) ?? throw PasswordError;
        if ((method == "AESV3" && key.Length != 32) || (method == "AESV2" && key.Length < 11)) throw UnsupportedError;
        return new PdfDecryptor(key, method);
    }

    /// <summary>Decrypts whole blocks only.</summary>
    public byte[] DecryptStream(byte[] bytes, int number, int generation) => _method switch
    {
        "None" => bytes,
        "AESV3" => DecryptAes(_key, bytes),
        "AESV2" => DecryptAes(DeriveObjectKey(number, generation, "sAlT"u8), bytes),
        _ => ApplyRc4(DeriveObjectKey(number, generation, []), bytes),
    };

    /// <summary>.NET has no RC4.</summary>
    public static byte[] ApplyRc4(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes)
    {
        Span<byte> state = stackalloc byte[256];
        for (var i = 0; i < 256; i++) state[i] = (byte)i;
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }
        var output = new byte[bytes.Length];
        for (int n = 0, i = 0, j = 0; n < bytes.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            output[n] = (byte)(bytes[n] ^ state[(state[i] + state[j]) & 255]);
        }
        return output;
    }

    private static UnreadableDocumentException UnsupportedError =>
        new(UnreadableReason.Encrypted, "The PDF is encrypted in a way that is not supported.");

    private static UnreadableDocumentException PasswordError =>
        new(UnreadableReason.Encrypted, "The PDF is encrypted: it opens with a password only.");

    private static string GetMethod(PdfFilters.ResolvingDictionary encrypt)
    {
        var filter = encrypt.File.Resolve(encrypt.Dictionary["StmF"]).Name ?? "Identity";
        if (filter == "Identity") return "None";
        var filters = encrypt.File.Resolve(encrypt.Dictionary["CF"]).Dictionary;
        return encrypt.File.Resolve(encrypt.File.Resolve(filters[filter]).Dictionary["CFM"]).Name ?? "None";
    }

    private byte[] DeriveObjectKey(int number, int generation, ReadOnlySpan<byte> salt)
    {
        byte[] seed = [.. _key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)generation, (byte)(generation >> 8),
            .. salt];
        return MD5.HashData(seed)[..Math.Min(16, _key.Length + 5)];
    }

    private static byte[] DecryptAes(byte[] key, byte[] bytes)
    {
        var whole = bytes.Length / 16 * 16;
        if (whole < 32) return [];
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(bytes.AsSpan(16, whole - 16), bytes.AsSpan(0, 16), PaddingMode.None);
        var padding = plain[^1];
        return padding is >= 1 and <= 16 ? plain[..^padding] : plain;
    }
}
