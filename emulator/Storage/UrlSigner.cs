using System.Security.Cryptography;
using System.Text;

namespace Scopix.Storage;

/// <summary>
/// Signs URLs that differ only in their path: for one method, account, host, second and lifetime, without further parameters and
/// headers. What they share is made once, and each URL is UTF-8 from the start.
/// </summary>
internal sealed class UrlSigner
{
    private const int HexHashLength = 2 * SHA256.HashSizeInBytes;

    private readonly SigningKey _key;
    private readonly byte[] _origin, _afterPath, _beforeCanonicalPath, _afterCanonicalPath, _beforeHash;

    /// <param name="seconds">The lifetime of the URLs.</param>
    public UrlSigner(StorageAccount account, string method, Uri origin, DateTimeOffset now, long seconds)
    {
        var (time, host) = (SigV4.FormatTime(now), SigV4.GetHostHeader(origin));
        var query = SigV4.CreateQuery(account, time, seconds, "host");
        _key = SigningKey.Get(account.SecretKey, time[..8]);
        _origin = Encoding.UTF8.GetBytes($"{origin.Scheme}://{host}");
        _afterPath = Encoding.UTF8.GetBytes($"?{query}&{SigV4.SignatureParameter}=");
        _beforeCanonicalPath = Encoding.UTF8.GetBytes(method + "\n");
        _afterCanonicalPath = Encoding.UTF8.GetBytes($"\n{query}\nhost:{host}\n\nhost\n{SigV4.UnsignedPayload}");
        _beforeHash = Encoding.UTF8.GetBytes(SigV4.CreateStringToSign(time, ""));
    }

    /// <summary>The signed URL in UTF-8.</summary>
    /// <param name="path">Unescaped, with a leading slash.</param>
    public byte[] Sign(string path)
    {
        var escaped = UriEncoding.Escape(path, keepSlash: true); // ASCII
        var url = new byte[_origin.Length + escaped.Length + _afterPath.Length + HexHashLength];
        _origin.CopyTo(url, 0);
        Encoding.ASCII.GetBytes(escaped, url.AsSpan(_origin.Length));
        _afterPath.CopyTo(url, _origin.Length + escaped.Length);
        WriteSignature(url.AsSpan(_origin.Length, escaped.Length), url.AsSpan(url.Length - HexHashLength));
        return url;
    }

    private void WriteSignature(ReadOnlySpan<byte> path, Span<byte> signature)
    {
        var length = _beforeCanonicalPath.Length + path.Length + _afterCanonicalPath.Length;
        var canonical = length <= 1024 ? stackalloc byte[length] : new byte[length];
        _beforeCanonicalPath.CopyTo(canonical);
        path.CopyTo(canonical[_beforeCanonicalPath.Length..]);
        _afterCanonicalPath.CopyTo(canonical[^_afterCanonicalPath.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, hash);
        Span<byte> toSign = stackalloc byte[_beforeHash.Length + HexHashLength];
        _beforeHash.CopyTo(toSign);
        Convert.TryToHexStringLower(hash, toSign[_beforeHash.Length..], out _);
        _key.Sign(toSign, signature);
    }
}
