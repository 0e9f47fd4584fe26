using System.Security.Cryptography;

namespace Scopix.Media.Pdf;

/// <summary>A file's key from the empty user password (ISO 32000-2, 7.6.4), verified with <c>/U</c>.</summary>
internal static class PdfEncryptionKey
{
    private static readonly byte[] Padding =
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>Null when the empty password is wrong.</summary>
    public static byte[]? Derive(PdfFilters.ResolvingDictionary encrypt, byte[] id)
    {
        var revision = encrypt.GetInt("R", 0);
        var user = encrypt.File.Resolve(encrypt.Dictionary["U"]).Bytes ?? [];
        if (revision is 5 or 6) return DeriveWithSha(encrypt, user, revision);
        if (revision is < 2 or > 4 || user.Length < 32) return null;
        var key = DeriveWithMd5(encrypt, id, revision);
        return IsCorrect(key, user, id, revision) ? key : null;
    }

    private static byte[] DeriveWithMd5(PdfFilters.ResolvingDictionary encrypt, byte[] id, int revision)
    {
        var owner = encrypt.File.Resolve(encrypt.Dictionary["O"]).Bytes ?? [];
        var permissions = new byte[4];
        var flags = (long)encrypt.File.Resolve(encrypt.Dictionary["P"]).ToDouble();
        BinaryPrimitives.WriteInt32LittleEndian(permissions, unchecked((int)flags));
        var metadata = encrypt.File.Resolve(encrypt.Dictionary["EncryptMetadata"]);
        var leavesMetadata = revision >= 4 && metadata is { Kind: PdfKind.Boolean, Number: 0 };
        byte[] ending = leavesMetadata ? [0xFF, 0xFF, 0xFF, 0xFF] : [];
        byte[] seed = [.. Padding, .. owner.Take(32), .. permissions, .. id, .. ending];
        var length = revision == 2 ? 5 : Math.Clamp(encrypt.GetInt("V", 0) == 4 ? 16 : encrypt.GetInt("Length", 40) / 8, 5, 16);
        var key = MD5.HashData(seed);
        for (var i = 0; i < 50 && revision >= 3; i++) key = MD5.HashData(key.AsSpan(0, length));
        return key[..length];
    }

    private static bool IsCorrect(byte[] key, byte[] user, byte[] id, int revision)
    {
        if (revision == 2) return PdfDecryptor.ApplyRc4(key, Padding).AsSpan().SequenceEqual(user.AsSpan(0, 32));
        var expected = MD5.HashData([.. Padding, .. id]);
        for (var i = 0; i < 20; i++) expected = PdfDecryptor.ApplyRc4([.. key.Select(b => (byte)(b ^ i))], expected);
        return expected.AsSpan().SequenceEqual(user.AsSpan(0, 16));
    }

    private static byte[]? DeriveWithSha(PdfFilters.ResolvingDictionary encrypt, byte[] user, int revision)
    {
        var encryptedKey = encrypt.File.Resolve(encrypt.Dictionary["UE"]).Bytes ?? [];
        if (user.Length < 48 || encryptedKey.Length < 32) return null;
        if (!Hash(user[32..40], revision).AsSpan().SequenceEqual(user.AsSpan(0, 32))) return null;
        using var aes = Aes.Create();
        aes.Key = Hash(user[40..48], revision);
        return aes.DecryptCbc(encryptedKey.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    /// <summary>Algorithm 2.B for an empty password; revision 5 has its first step alone.</summary>
    private static byte[] Hash(byte[] salt, int revision)
    {
        var hash = SHA256.HashData(salt);
        if (revision == 5) return hash;
        using var aes = Aes.Create();
        for (int round = 0, last = 0; round < 64 || last > round - 32; round++)
        {
            var repeated = Enumerable.Repeat(hash, 64).SelectMany(bytes => bytes).ToArray();
            aes.Key = hash[..16];
            var mixed = aes.EncryptCbc(repeated, hash.AsSpan(16, 16), PaddingMode.None);
            hash = (mixed.Take(16).Sum(b => b) % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            last = mixed[^1];
        }
        return hash[..32];
    }
}
