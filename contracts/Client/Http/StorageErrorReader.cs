using System.Text.RegularExpressions;

namespace Scopix.Client;

/// <summary>Reads S3's errors, which are XML.</summary>
internal static partial class StorageErrorReader
{
    public static async Task<StorageException> ReadExceptionAsync(
        HttpResponseMessage response, DateTimeOffset now, CancellationToken cancel)
    {
        var body = await ErrorDetails.ReadBeginningAsync(response.Content, cancel);
        var status = (int)response.StatusCode;
        return new StorageException(
            new ErrorDetails(status, FindElement(CodeElement(), body) ?? $"HTTP_{status}",
                FindElement(MessageElement(), body) ?? response.ReasonPhrase ?? "Storage refused")
            {
                RequestId = FindElement(RequestIdElement(), body),
                RetryAfter = ErrorDetails.ParseRetryAfter(response.Headers.RetryAfter, now),
            });
    }

    private static string? FindElement(Regex element, string body) =>
        element.Match(body) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("<Code>([^<]{1,100})</Code>", RegexOptions.NonBacktracking)]
    private static partial Regex CodeElement();

    [GeneratedRegex("<Message>([^<]{1,1000})</Message>", RegexOptions.NonBacktracking)]
    private static partial Regex MessageElement();

    [GeneratedRegex("<RequestId>([^<]{1,100})</RequestId>", RegexOptions.NonBacktracking)]
    private static partial Regex RequestIdElement();
}
