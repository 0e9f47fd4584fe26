using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator;

/// <summary>The emulator's control API refused a request. The message contains the request, the status and the reason.</summary>
public sealed class EmulatorException : Exception
{
    private EmulatorException(string message, int status, string? code, string? field) : base(message) =>
        (Status, Code, Field) = (status, code, field);

    /// <summary>The HTTP status of the response, e.g. 422.</summary>
    public int Status { get; }

    /// <summary>
    /// The error's code, e.g. <c>VALIDATION_ERROR</c>; null under <see cref="ErrorDialect.Fastapi"/>, where errors have no code.
    /// </summary>
    public string? Code { get; }

    /// <summary>The invalid field, e.g. <c>operation</c>; null when no single field is invalid.</summary>
    public string? Field { get; }

    /// <summary>Reads an error in either dialect.</summary>
    internal static EmulatorException FromResponse(string request, int status, string body)
    {
        var (code, field, message) = ReadError(body);
        var reason = field is null ? message : $"{field}: {message}";
        var error = code is null ? $"{status}" : $"{status} {code}";
        return new EmulatorException($"{request} was refused with {error}: {reason}", status, code, field);
    }

    private static (string? Code, string? Field, string Message) ReadError(string body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            if (json?["error"] is { } error)
                return ((string?)error["code"], (string?)error["details"]?["field"],
                    (string?)error["details"]?["issue"] ?? (string?)error["message"] ?? body);
            if (json?["detail"] is JsonArray issues) return (null, (string?)issues[0]!["loc"]![1], (string?)issues[0]!["msg"] ?? body);
            return (null, null, (string?)json?["detail"] ?? body);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return (null, null, body);
        }
    }
}

/// <summary>
/// The journal does not contain the expected requests. The message lists the requests that are most similar, with their
/// differences.
/// </summary>
public sealed class RequestVerificationException : Exception
{
    internal RequestVerificationException(VerificationResponse result) : base(FormatMessage(result)) => Result = result;

    /// <summary>The result of the verification: the number of matching requests, their ids, and the most similar requests.</summary>
    public VerificationResponse Result { get; }

    private static string FormatMessage(VerificationResponse result) => string.Join(
        Environment.NewLine,
        [
            result.Message,
            .. result.NearMisses.SelectMany(miss => (string[])
            [
                $"  {miss.Id} {miss.Method} {miss.Path}", .. miss.Differences.Select(difference => "    " + difference),
            ]),
        ]);
}
