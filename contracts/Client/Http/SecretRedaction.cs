using System.Text.RegularExpressions;

namespace Scopix.Client;

/// <summary>Removes secrets from a text.</summary>
internal static partial class SecretRedaction
{
    /// <summary>Removes the queries of URLs: the query of a presigned URL gives access.</summary>
    public static string RemoveQueryStrings(string text) => UrlWithQuery().Replace(text, "$1?…");

    /// <summary>Removes keys and the queries of URLs.</summary>
    public static string RemoveSecrets(string text) => ApiKey().Replace(RemoveQueryStrings(text), "$1…");

    [GeneratedRegex(@"(https?://[^\s""'<>?]*)\?[^\s""'<>]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UrlWithQuery();

    [GeneratedRegex(@"\b([a-z]+_)[A-Za-z0-9_-]{20,}", RegexOptions.NonBacktracking)]
    private static partial Regex ApiKey();
}
