using System.Text.Json;

namespace Scopix.Client;

/// <summary>
/// A request that failed: the base of all exceptions that this client throws about the service. Its messages contain no key and
/// no signature.
/// </summary>
public class ScopixException : Exception
{
    /// <summary>Creates an exception with a message.</summary>
    public ScopixException(string message, Exception? inner = null) : base(SecretRedaction.RemoveSecrets(message), inner)
    {
    }

    internal ScopixException(ErrorDetails failure) : base(failure.Summary) =>
        (Status, Code, Details, RequestId, RetryAfter) =
            (failure.Status, failure.Code, failure.Details, failure.RequestId, failure.RetryAfter);

    /// <summary>The HTTP status; null when there was no response.</summary>
    public int? Status { get; }

    /// <summary>
    /// The API's error code, e.g. <c>VALIDATION_ERROR</c>; <c>HTTP_&lt;status&gt;</c> when the response has none.
    /// </summary>
    public string? Code { get; private protected init; }

    /// <summary>Details that the API adds to the message; their shape depends on the code.</summary>
    public JsonElement? Details { get; }

    /// <summary>The request's id, for questions to support; null when there is none.</summary>
    public string? RequestId { get; }

    /// <summary>How long the service asks to wait, counted from the response; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
