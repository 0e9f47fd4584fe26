using System.Security.Cryptography;
using System.Text;

namespace Scopix.Storage;

/// <summary>
/// AWS Signature Version 4 in the query string, for signing and verifying (public: "Authenticating Requests: Using Query Parameters" in the
/// S3 reference). URLs signed here have <c>UNSIGNED-PAYLOAD</c>; others may have signed the hash in x-amz-content-sha256 instead.
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
    public const int MaxLifetimeSeconds = 604_800;

    private static readonly string[] SignedMethods = ["GET", "PUT", "HEAD"];

    private const string TokenHeader = "x-amz-security-token";
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(15);

    /// <summary>Signs a URL, valid from the account's current second on.</summary>
    /// <param name="method">The one method that the URL is valid for: GET, HEAD, PUT.</param>
    /// <param name="origin">Scheme and host that the client will send; a path in it is ignored.</param>
    /// <param name="path">Unescaped, with a leading slash.</param>
    /// <param name="lifetime">1 second to 7 days; fractions of a second are dropped.</param>
    /// <param name="query">Further parameters, unescaped, which are signed too.</param>
    /// <param name="headers">Headers that the client must send unchanged, names in lower case; Host is always signed.</param>
    /// <param name="payload">The lower-case hex SHA-256 of the only body that is accepted, or UNSIGNED-PAYLOAD.</param>
    public static Uri Presign(StorageAccount account, string method, Uri origin, string path, TimeSpan lifetime,
        (string Name, string Value)[]? query = null, (string Name, string Value)[]? headers = null,
        string payload = UnsignedPayload)
    {
        var (seconds, now) = (GetSeconds(lifetime), account.Now());
        return query is null && headers is null && payload == UnsignedPayload
            ? new Uri(Encoding.UTF8.GetString(new UrlSigner(account, method, origin, now, seconds).Sign(path)))
            : Presign(account, method, origin, path, now, seconds, query ?? [], headers ?? [], payload);
    }

    /// <summary>The whole seconds of a URL's lifetime.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not between 1 second and 7 days.</exception>
    public static long GetSeconds(TimeSpan lifetime)
    {
        var seconds = (long)lifetime.TotalSeconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1, nameof(lifetime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, MaxLifetimeSeconds, nameof(lifetime));
        return seconds;
    }

    private static Uri Presign(StorageAccount account, string method, Uri origin, string path, DateTimeOffset now, long seconds,
        (string Name, string Value)[] query, (string Name, string Value)[] headers, string payload)
    {
        var (time, host) = (FormatTime(now), GetHostHeader(origin));
        (string Name, string Value)[] signed = [("host", host), .. headers];
        Array.Sort(signed, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var names = string.Join(';', signed.Select(header => header.Name));

        var canonicalQuery = CreateQuery(account, time, seconds, names, query);
        var canonicalPath = UriEncoding.Escape(path, keepSlash: true);
        var canonical =
            CreateCanonicalRequest(method, canonicalPath, canonicalQuery, names, signed.Select(header => header.Value), payload);
        var signature = Sign(account.SecretKey, time, CreateStringToSign(time, Hash(canonical)));
        return new Uri($"{origin.Scheme}://{host}{canonicalPath}?{canonicalQuery}&{SignatureParameter}={signature}");
    }

    /// <summary>The parameters of a presigned URL in their canonical form, without the signature.</summary>
    /// <param name="time">As <see cref="FormatTime"/> writes it.</param>
    /// <param name="signedHeaders">Names in lower case, sorted, separated by semicolons.</param>
    /// <param name="query">Further parameters, unescaped.</param>
    public static string CreateQuery(
        StorageAccount account, string time, long seconds, string signedHeaders, params ReadOnlySpan<(string Name, string Value)> query)
    {
        List<(string Name, string Value)> parameters =
        [
            ("X-Amz-Algorithm", Algorithm),
            ("X-Amz-Credential", UriEncoding.Escape(account.AccessKeyId + "/" + CreateCredentialScope(time))),
            ("X-Amz-Date", time), ("X-Amz-Expires", seconds.ToString(CultureInfo.InvariantCulture)),
            ("X-Amz-SignedHeaders", UriEncoding.Escape(signedHeaders)),
        ];
        foreach (var (name, value) in query) parameters.Add((UriEncoding.Escape(name), UriEncoding.Escape(value)));
        return S3Query.ToCanonical(parameters);
    }

    public static string FormatTime(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Finds the account that signed a request. Time is checked before the signature, as in S3.</summary>
    /// <exception cref="S3Error">Each failure has its own code.</exception>
    public static StorageAccount Verify(S3Request request, Func<string, StorageAccount?> accountByAccessKey)
    {
        var signature = SigV4Parameters.Read(request.Query);
        var account = accountByAccessKey(signature.AccessKeyId) ?? throw S3Error.InvalidAccessKeyId(signature.AccessKeyId);
        if (request.FromHeaderOrQuery(TokenHeader) is { } token) throw S3Error.InvalidToken(token);
        var now = account.Now();
        if (signature.SignedAt - now > MaxClockSkew) throw S3Error.NotYetValid(signature.SignedAt, signature.ExpiresAt, now);
        if (now - signature.SignedAt > signature.Lifetime) throw S3Error.Expired(signature.LifetimeSeconds, signature.ExpiresAt, now);
        ThrowIfUnsigned(request.Headers, signature.SignedHeaders.Split(';'));
        if (FindMismatch(request, signature, account, UnsignedPayload) is not { } mismatch) return account;
        var fits = DeclaredBody.ReadPayloadHash(request) is { } hash && FindMismatch(request, signature, account, hash) is null;
        if (fits) return account;
        mismatch.Hint = DescribeSignedMethod(request, signature, account);
        throw mismatch;
    }

    /// <summary>The method that a URL was signed for, in a sentence; null when it is not another one, or the signature fits none.</summary>
    public static string? DescribeSignedMethod(S3Request request, Func<string, StorageAccount?> accountByAccessKey)
    {
        if (!request.Query.Has(SignatureParameter)) return null;
        try
        {
            var signature = SigV4Parameters.Read(request.Query);
            return accountByAccessKey(signature.AccessKeyId) is { } account ? DescribeSignedMethod(request, signature, account) : null;
        }
        catch (S3Error)
        {
            return null;
        }
    }

    private static string? DescribeSignedMethod(S3Request request, SigV4Parameters signature, StorageAccount account)
    {
        var signed = Array.Find(SignedMethods, method => method != request.Method
            && FindMismatch(request with { Method = method }, signature, account, UnsignedPayload) is null);
        return signed is null ? null : $"this URL is signed for {signed}";
    }

    /// <summary>Null when the signature matches a payload hash.</summary>
    private static S3Error? FindMismatch(S3Request request, SigV4Parameters signature, StorageAccount account, string payload)
    {
        var names = signature.SignedHeaders.Split(';');
        var canonical =
            CreateCanonicalRequest(request.Method, UriEncoding.Canonicalize(request.RawPath, path: true), request.Query.ToCanonical(),
            signature.SignedHeaders, names.Select(name => name == "host" ? request.Host : request.Headers[name].ToString()), payload);
        var time = FormatTime(signature.SignedAt);
        var toSign = CreateStringToSign(time, Hash(canonical));
        var expected = Sign(account.SecretKey, time, toSign);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature.Signature))
            ? null
            : S3Error.SignatureDoesNotMatch(signature.AccessKeyId, toSign, signature.Signature, canonical);
    }

    /// <summary>The Host header that a client sends: punycode, brackets around IPv6, no default port.</summary>
    public static string GetHostHeader(Uri origin)
    {
        var host = origin.HostNameType == UriHostNameType.IPv6 ? origin.Host : origin.IdnHost;
        return origin.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{origin.Port}");
    }

    /// <summary>
    /// Host and every <c>x-amz-*</c> header must be signed, checksums too (public: aws/aws-sdk-js-v3 issue 3906, aws/aws-sdk issue 338),
    /// except the payload hash, which is not known when a URL is signed.
    /// </summary>
    private static void ThrowIfUnsigned(IHeaderDictionary headers, string[] signed)
    {
        var unsigned = headers.Keys.Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Where(name => name != DeclaredBody.ContentSha256Header)
            .Except(signed).Order(StringComparer.Ordinal).ToList();
        if (unsigned.Count > 0) throw S3Error.HeadersNotSigned(unsigned);
    }

    private static string CreateCanonicalRequest(string method, string path, string query, string names, IEnumerable<string> values,
        string payload)
    {
        var canonical = new StringBuilder(512).Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach (var (name, value) in names.Split(';').Zip(values))
            canonical.Append(name).Append(':').Append(CollapseSpaces(value)).Append('\n');
        return canonical.Append('\n').Append(names).Append('\n').Append(payload).ToString();
    }

    /// <summary>A header's value without spaces at its ends and without more than one in a row.</summary>
    private static string CollapseSpaces(string value) =>
        value.Contains(' ', StringComparison.Ordinal)
            ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : value;

    private static string CreateCredentialScope(string time) => $"{time.AsSpan(0, 8)}/{Region}/{Service}/{Terminal}";

    /// <param name="hash">The SHA-256 of the canonical request in lower-case hex.</param>
    public static string CreateStringToSign(string time, string hash) => $"{Algorithm}\n{time}\n{CreateCredentialScope(time)}\n{hash}";

    private static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static string Sign(string secret, string time, string toSign)
    {
        Span<byte> signature = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SigningKey.Get(secret, time[..8]).Sign(Encoding.UTF8.GetBytes(toSign), signature);
        return Encoding.ASCII.GetString(signature);
    }
}
