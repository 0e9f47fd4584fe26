using System.Text.RegularExpressions;

namespace Scopix.Client;

/// <summary>Reads S3's errors, which are XML.</summary>
internal static partial class StorageFailure
{
    public static async Task<StorageException> OfAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancel)
    {
        var body = await Failure.BeginningAsync(response.Content, cancel);
        var status = (int)response.StatusCode;
        return new StorageException(new Failure(status, Find(Code(), body) ?? $"HTTP_{status}", Find(Message(), body) ?? response.ReasonPhrase ?? "Storage refused")
        {
            RequestId = Find(RequestId(), body),
            RetryAfter = Failure.Wait(response.Headers.RetryAfter, now),
        });
    }

    private static string? Find(Regex element, string body) => element.Match(body) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("<Code>([^<]{1,100})</Code>", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex("<Message>([^<]{1,1000})</Message>", RegexOptions.NonBacktracking)]
    private static partial Regex Message();

    [GeneratedRegex("<RequestId>([^<]{1,100})</RequestId>", RegexOptions.NonBacktracking)]
    private static partial Regex RequestId();
}
