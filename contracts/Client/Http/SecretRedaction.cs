using System.Text.RegularExpressions;

namespace Scopix.Client;

/// <summary>Takes out of a text what nobody but the service may know.</summary>
internal static partial class SecretRedaction
{
    /// <summary>Leaves out the queries of URLs: a presigned URL's query is all that one needs to use it.</summary>
    public static string RemoveQueryStrings(string text) => UrlWithQuery().Replace(text, "$1?…");

    /// <summary>Leaves out keys and the queries of URLs.</summary>
    public static string RemoveSecrets(string text) => ApiKey().Replace(RemoveQueryStrings(text), "$1…");

    [GeneratedRegex(@"(https?://[^\s""'<>?]*)\?[^\s""'<>]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UrlWithQuery();

    [GeneratedRegex(@"\b([a-z]+_)[A-Za-z0-9_-]{20,}", RegexOptions.NonBacktracking)]
    private static partial Regex ApiKey();
}
