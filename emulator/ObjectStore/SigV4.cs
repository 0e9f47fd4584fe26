using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// AWS Signature Version 4 in the query string, signing and verifying (public: "Authenticating Requests: Using Query
/// Parameters" in the S3 reference). What is signed here says <c>UNSIGNED-PAYLOAD</c>; a body's hash in x-amz-content-sha256
/// may have been signed in its place.
/// </summary>
internal static class SigV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string Region = "us-east-1";
    public const string Service = "s3";
    public const string Terminal = "aws4_request";
    public const string SignatureParameter = "X-Amz-Signature";
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    public const int LongestSeconds = 604_800;

    private const string TokenHeader = "x-amz-security-token";
    private const int MostKeys = 4096;
    private const int MostUrls = 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);
    private static readonly ConcurrentDictionary<(string Secret, string Day), byte[]> SigningKeys = new();
    private static readonly ConcurrentDictionary<Plain, Uri> Urls = new();
    private static int _urls;

    /// <summary>Signs a URL, valid from the account's present second on.</summary>
    /// <param name="account">Who signs.</param>
    /// <param name="method">The one method it is good for: GET, HEAD, PUT.</param>
    /// <param name="origin">Scheme and host that the client will send; a path in it is not used.</param>
    /// <param name="path">The unescaped path, beginning with a slash.</param>
    /// <param name="lifetime">1 second to 7 days; fractions of a second are dropped.</param>
    /// <param name="query">Further parameters, unescaped; they are signed too.</param>
    /// <param name="headers">Headers that the client must send just so, names in lower case; Host is always signed.</param>
    /// <param name="payload">The lower-case hex SHA-256 of the body, if only that body will do.</param>
    public static Uri Presign(StorageAccount account, string method, Uri origin, string path, TimeSpan lifetime,
        (string Name, string Value)[]? query = null, (string Name, string Value)[]? headers = null,
        string payload = UnsignedPayload)
    {
        var seconds = (long)lifetime.TotalSeconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1, nameof(lifetime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, LongestSeconds, nameof(lifetime));
        var now = account.Now().ToUnixTimeSeconds();
        if (query is not null || headers is not null || payload != UnsignedPayload)
            return Presign(account, method, origin, path, now, seconds, query ?? [], headers ?? [], payload);
        var plain = new Plain(account.AccessKeyId, account.SecretKey, method, origin.OriginalString, path, now, seconds);
        if (Urls.TryGetValue(plain, out var known)) return known;
        if (Interlocked.Increment(ref _urls) > MostUrls) // asking the dictionary for its count takes three times as long as signing
        {
            Urls.Clear();
            _urls = 1;
        }
        return Urls[plain] = Presign(account, method, origin, path, now, seconds, [], [], payload);
    }

    private static Uri Presign(StorageAccount account, string method, Uri origin, string path, long now, long seconds,
        (string Name, string Value)[] query, (string Name, string Value)[] headers, string payload)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(now).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var host = HostOf(origin);
        (string Name, string Value)[] signed = [("host", host), .. headers];
        Array.Sort(signed, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var names = string.Join(';', signed.Select(header => header.Name));

        List<(string Name, string Value)> parameters =
        [
            ("X-Amz-Algorithm", Algorithm), ("X-Amz-Credential", UriEncoding.Escape(account.AccessKeyId + "/" + Scope(time))),
            ("X-Amz-Date", time), ("X-Amz-Expires", seconds.ToString(CultureInfo.InvariantCulture)),
            ("X-Amz-SignedHeaders", UriEncoding.Escape(names)),
        ];
        foreach (var (name, value) in query) parameters.Add((UriEncoding.Escape(name), UriEncoding.Escape(value)));
        var canonicalQuery = S3Query.Canonical(parameters);
        var canonicalPath = UriEncoding.Escape(path, keepSlash: true);
        var canonical = Canonical(method, canonicalPath, canonicalQuery, names, signed.Select(header => header.Value), payload);
        var signature = Sign(account.SecretKey, time, StringToSign(time, canonical));
        return new Uri($"{origin.Scheme}://{host}{canonicalPath}?{canonicalQuery}&{SignatureParameter}={signature}");
    }

    /// <summary>All that a URL without further parameters and headers follows from: whoever asks for the same within a second gets the same.</summary>
    private readonly record struct Plain(
        string AccessKeyId, string SecretKey, string Method, string Origin, string Path, long Now, long Seconds)
    {
        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(AccessKeyId, Path, Now);
    }

    /// <summary>Tells who signed a request, or refuses it. Time is checked before the signature, as S3 does.</summary>
    /// <exception cref="S3Error">Every way to fail has its own code.</exception>
    public static StorageAccount Verify(S3Request request, Func<string, StorageAccount?> accountByAccessKey)
    {
        var claim = SigV4Claim.Read(request.Query);
        var account = accountByAccessKey(claim.AccessKeyId) ?? throw S3Error.InvalidAccessKeyId(claim.AccessKeyId);
        if (request.FromHeaderOrQuery(TokenHeader) is { } token) throw S3Error.InvalidToken(token);
        var now = account.Now();
        if (claim.SignedAt - now > Skew) throw S3Error.NotYetValid(claim.SignedAt, claim.End, now);
        if (now - claim.SignedAt > claim.Lifetime) throw S3Error.Expired(claim.Seconds, claim.End, now);
        RefuseUnsigned(request.Headers, claim.SignedHeaders.Split(';'));
        if (Try(request, claim, account, UnsignedPayload) is not { } mismatch) return account;
        var fits = BodyClaims.PayloadHash(request) is { } hash && Try(request, claim, account, hash) is null;
        return fits ? account : throw mismatch;
    }

    /// <summary>Null when the signature fits a payload hash, else what S3 says.</summary>
    private static S3Error? Try(S3Request request, SigV4Claim claim, StorageAccount account, string payload)
    {
        var names = claim.SignedHeaders.Split(';');
        var canonical = Canonical(request.Method, UriEncoding.Canonical(request.RawPath, path: true), request.Query.Canonical(),
            claim.SignedHeaders, names.Select(name => name == "host" ? request.Host : request.Headers[name].ToString()), payload);
        var time = claim.SignedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var toSign = StringToSign(time, canonical);
        var expected = Sign(account.SecretKey, time, toSign);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(claim.Signature))
            ? null
            : S3Error.SignatureDoesNotMatch(claim.AccessKeyId, toSign, claim.Signature, canonical);
    }

    /// <summary>The Host header a client sends to an origin: punycode, brackets around IPv6, default ports left out.</summary>
    public static string HostOf(Uri origin)
    {
        var host = origin.HostNameType == UriHostNameType.IPv6 ? origin.Host : origin.IdnHost;
        return origin.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{origin.Port}");
    }

    /// <summary>
    /// Host and every <c>x-amz-*</c> header of the request have to be signed, checksums too (public: aws/aws-sdk-js-v3
    /// issue 3906, aws/aws-sdk issue 338). Only the payload's hash need not be: no signature of a URL foresees it.
    /// </summary>
    private static void RefuseUnsigned(IHeaderDictionary headers, string[] signed)
    {
        var unsigned = headers.Keys.Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Where(name => name != BodyClaims.ContentSha256Header)
            .Except(signed).Order(StringComparer.Ordinal).ToList();
        if (unsigned.Count > 0) throw S3Error.HeadersNotSigned(unsigned);
    }

    private static string Canonical(string method, string path, string query, string names, IEnumerable<string> values,
        string payload)
    {
        var canonical = new StringBuilder(512).Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach (var (name, value) in names.Split(';').Zip(values))
            canonical.Append(name).Append(':').Append(Trimmed(value)).Append('\n');
        return canonical.Append('\n').Append(names).Append('\n').Append(payload).ToString();
    }

    /// <summary>A header's value without spaces at its ends and without more than one in a row.</summary>
    private static string Trimmed(string value) =>
        value.Contains(' ', StringComparison.Ordinal)
            ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : value;

    private static string Scope(string time) => $"{time.AsSpan(0, 8)}/{Region}/{Service}/{Terminal}";

    private static string StringToSign(string time, string canonical) =>
        $"{Algorithm}\n{time}\n{Scope(time)}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";

    private static string Sign(string secret, string time, string toSign) =>
        Convert.ToHexStringLower(Hmac(SigningKey(secret, time[..8]), toSign));

    private static byte[] SigningKey(string secret, string day)
    {
        if (SigningKeys.TryGetValue((secret, day), out var known)) return known;
        if (SigningKeys.Count >= MostKeys) SigningKeys.Clear();
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), day), Region), Service), Terminal);
        return SigningKeys[(secret, day)] = key;
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
