using System.Security.Cryptography;

namespace Scopix.Storage;

/// <summary>The digests of a request body, computed as it is received: its MD5, and those that the request declares.</summary>
internal sealed class BodyDigests(DeclaredBody declared) : IDisposable
{
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    private readonly IncrementalHash? _sha256 =
        declared.ContentSha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private readonly Checksum? _checksum = declared.Checksum?.Algorithm.CreateChecksum();

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _md5.AppendData(bytes);
        _sha256?.AppendData(bytes);
        _checksum?.Append(bytes);
    }

    /// <summary>Compares the body with what was declared.</summary>
    /// <returns>The quoted ETag, which is the MD5.</returns>
    /// <exception cref="S3Error">BadDigest, XAmzContentSHA256Mismatch.</exception>
    public string Verify()
    {
        var (md5, sha256) = (_md5.GetHashAndReset(), _sha256?.GetHashAndReset());
        if (declared.ContentSha256 is { } content && !content.AsSpan().SequenceEqual(sha256))
            throw S3Error.ContentSha256Mismatch(content, sha256!);
        if (declared.Md5 is { } given && !given.AsSpan().SequenceEqual(md5)) throw S3Error.BadMd5(given, md5);
        if (declared.Checksum is { } checksum && !checksum.Value.AsSpan().SequenceEqual(_checksum!.GetValue()))
            throw S3Error.BadChecksum(checksum.Algorithm.Name);
        return $"\"{Convert.ToHexStringLower(md5)}\"";
    }

    /// <summary>S3's ETag of a multipart object: the MD5 of the parts' MD5s, and the number of parts.</summary>
    public static string ComputeCompositeETag(IReadOnlyCollection<StoredPart> parts)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts) md5.AppendData(Convert.FromHexString(part.ETag.AsSpan().Trim('"')));
        var hex = Convert.ToHexStringLower(md5.GetHashAndReset());
        return string.Create(CultureInfo.InvariantCulture, $"\"{hex}-{parts.Count}\"");
    }

    public void Dispose()
    {
        _md5.Dispose();
        _sha256?.Dispose();
        _checksum?.Dispose();
    }
}
