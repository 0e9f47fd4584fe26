using System.Text.RegularExpressions;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Takes secrets and signatures out of what is shown: API keys, S3's signed parameters, the headers that carry them.</summary>
internal static partial class Redaction
{
    private static readonly string[] SecretHeaders = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Emulator-Token",
        "X-API-Key"];

    /// <summary>True for a header whose value is never kept.</summary>
    public static bool IsSecretHeader(
        string header) => Array.Exists(SecretHeaders, secret => secret.Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>A text without keys and signatures, also where it is JSON or a URL.</summary>
    public static string Redact(string text) =>
        ApiKeyRegex().Replace(SecretParameterRegex().Replace(text, "$1[redacted]"), "[redacted key]");

    [GeneratedRegex(@"((?:X-Amz-[A-Za-z-]{1,40}|api_key|token)=)[^&""'\s\\]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretParameterRegex();

    [GeneratedRegex(@"\b(?:scopix_[A-Za-z0-9]{8}[A-Za-z0-9_-]{12,}|llx-[A-Za-z0-9_-]{8,})", RegexOptions.CultureInvariant)]
    private static partial Regex ApiKeyRegex();
}
