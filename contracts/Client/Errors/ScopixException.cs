using System.Text.Json;

namespace Scopix.Client;

/// <summary>
/// A request that failed: the base of all that this client throws about the service. Its texts hold no key and no signature.
/// </summary>
public class ScopixException : Exception
{
    /// <summary>A failure with a message.</summary>
    public ScopixException(string message, Exception? inner = null) : base(SecretRedaction.RemoveSecrets(message), inner)
    {
    }

    internal ScopixException(ErrorDetails failure) : base(failure.Summary) =>
        (Status, Code, Details, RequestId, RetryAfter) =
            (failure.Status, failure.Code, failure.Details, failure.RequestId, failure.RetryAfter);

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? Status { get; }

    /// <summary>The API's error code, e.g. <c>VALIDATION_ERROR</c>; <c>HTTP_&lt;status&gt;</c> when the answer has none.</summary>
    public string? Code { get; private protected init; }

    /// <summary>What the API adds to the message; its shape depends on the code.</summary>
    public JsonElement? Details { get; }

    /// <summary>The request's id, to be quoted to support.</summary>
    public string? RequestId { get; }

    /// <summary>How long the service asks to wait, as of the answer.</summary>
    public TimeSpan? RetryAfter { get; }
}
