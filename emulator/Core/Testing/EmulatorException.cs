using System.Text.Json.Nodes;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator;

/// <summary>What the emulator's control API refused, in its own words.</summary>
public sealed class EmulatorException : Exception
{
    private EmulatorException(
        string message, int status, string? code, string? field) : base(message) => (Status, Code, Field) = (status, code, field);

    /// <summary>The answer's status, e.g. 422.</summary>
    public int Status { get; }

    /// <summary>The error's code, e.g. <c>VALIDATION_ERROR</c>; null when errors have none (<see cref="ErrorDialect.Fastapi"/>).</summary>
    public string? Code { get; }

    /// <summary>The field at fault, e.g. <c>operation</c>; null when it is none.</summary>
    public string? Field { get; }

    /// <summary>Reads an error of either dialect.</summary>
    internal static EmulatorException FromResponse(string request, int status, string body)
    {
        var (code, field, message) = ReadError(body);
        var said = field is null ? message : $"{field}: {message}";
        return new EmulatorException($"{request} was refused with {status}{(code is null ? "" : " " + code)}: {said}", status, code, field);
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

/// <summary>The journal does not hold what a test expects of it; the message says what came instead.</summary>
internal sealed class RequestVerificationException : Exception
{
    internal RequestVerificationException(VerificationResponse result) : base(FormatMessage(result)) => Result = result;

    /// <summary>What was found: how many, which, and those that came nearest.</summary>
    public VerificationResponse Result { get; }

    private static string FormatMessage(VerificationResponse result) => result.Message + string.Concat(result.NearMisses.Select(
        miss =>
            $"{Environment.NewLine}  {miss.Id} {miss.Method} "
            + $"{miss.Path}{string.Concat(miss.Differences.Select(difference => $"{Environment.NewLine}    {difference}"))}"));
}
