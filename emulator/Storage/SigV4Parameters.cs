namespace Scopix.Storage;

/// <summary>The six <c>X-Amz-*</c> parameters of a presigned URL. Only their format is checked here.</summary>
/// <param name="SignedAt">X-Amz-Date, whole seconds, UTC.</param>
/// <param name="LifetimeSeconds">X-Amz-Expires, 1–604800.</param>
internal sealed record SigV4Parameters(
    string AccessKeyId, DateTimeOffset SignedAt, int LifetimeSeconds, string SignedHeaders, string Signature)
{
    private static readonly string[] SigV4Indicators = ["X-Amz-Algorithm", "X-Amz-Credential", SigV4.SignatureParameter];

    public DateTimeOffset ExpiresAt => DateTimeOffset.MaxValue - SignedAt < Lifetime ? DateTimeOffset.MaxValue : SignedAt + Lifetime;

    public TimeSpan Lifetime => TimeSpan.FromSeconds(LifetimeSeconds);

    /// <summary>A parameter that is given twice counts as missing, since it could mean either value.</summary>
    /// <exception cref="S3Error">AccessDenied (unsigned), InvalidRequest (SigV2), AuthorizationQueryParametersError.</exception>
    public static SigV4Parameters Read(S3Query query)
    {
        if (!Array.Exists(SigV4Indicators, query.Has))
            throw query.Has("AWSAccessKeyId") || query.Has("Signature") ? S3Error.SigV2NotSupported() : S3Error.AccessDenied();
        if (ReadRequired(query, "X-Amz-Algorithm") != SigV4.Algorithm)
            throw S3Error.InvalidQueryParameters($"X-Amz-Algorithm only supports \"{SigV4.Algorithm}\"");
        var (credential, date) = (ReadRequired(query, "X-Amz-Credential"), ReadRequired(query, "X-Amz-Date"));
        var expires = ReadRequired(query, "X-Amz-Expires");
        var (headers, signature) = (ReadRequired(query, "X-Amz-SignedHeaders"), ReadRequired(query, SigV4.SignatureParameter));
        if (!DateTimeOffset.TryParseExact(date, SigV4.TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var signedAt))
            throw S3Error.InvalidQueryParameters("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        return new(ParseAccessKeyId(credential, date[..8]), signedAt, ParseLifetime(expires), headers, signature);
    }

    private static string ReadRequired(S3Query query, string name) => query.FindSingle(name) ?? throw S3Error.InvalidQueryParameters(
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, "
        + "X-Amz-SignedHeaders, and X-Amz-Expires parameters.");

    private static int ParseLifetime(string expires)
    {
        var digits = expires.StartsWith('-') ? expires[1..] : expires;
        if (!digits.All(char.IsAsciiDigit) || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            throw S3Error.InvalidQueryParameters("X-Amz-Expires should be a number");
        if (digits.Length < expires.Length) throw S3Error.InvalidQueryParameters("X-Amz-Expires must be non-negative");
        return seconds switch
        {
            < 1 => throw S3Error.InvalidQueryParameters("X-Amz-Expires must be at least 1 second"),
            > SigV4.MaxLifetimeSeconds => throw S3Error.InvalidQueryParameters("X-Amz-Expires must be less than a week (in seconds); "
                + "that is, the given X-Amz-Expires must be less than 604800 seconds"),
            _ => (int)seconds,
        };
    }

    private static string ParseAccessKeyId(string credential, string day)
    {
        var parts = credential.Split('/');
        if (parts is not [{ Length: > 0 } id, var date, var region, var service, var terminal])
            throw CreateCredentialError("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        if (date != day)
            throw S3Error.InvalidQueryParameters(
                $"Invalid credential date \"{date}\". This date is not the same as X-Amz-Date: \"{day}\".");
        if (region != SigV4.Region)
            throw CreateCredentialError($"the region '{region}' is wrong; expecting '{SigV4.Region}'", ("Region", SigV4.Region));
        if (service != SigV4.Service)
            throw CreateCredentialError($"incorrect service \"{service}\". This endpoint belongs to \"{SigV4.Service}\".");
        return terminal == SigV4.Terminal
            ? id
            : throw CreateCredentialError($"incorrect terminal \"{terminal}\". This endpoint uses \"{SigV4.Terminal}\".");
    }

    private static S3Error CreateCredentialError(string problem, params (string, string)[] details) =>
        S3Error.InvalidQueryParameters("Error parsing the X-Amz-Credential parameter; " + problem, details);
}
