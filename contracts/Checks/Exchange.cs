namespace Scopix.Contracts.Checks;

/// <summary>A request and its response.</summary>
/// <param name="Operation">The operation that the request calls; null when it calls none.</param>
/// <param name="Method">The verb, in capitals.</param>
/// <param name="Url">The whole address.</param>
/// <param name="HasKey">Whether the request has an API key.</param>
/// <param name="Request">What the request sends.</param>
/// <param name="Status">The status of the response.</param>
/// <param name="RequestId">The response's <c>X-Request-ID</c>; null when it has none.</param>
/// <param name="Body">The response's body.</param>
public sealed record Exchange(
    Operation? Operation, string Method, Uri Url, bool HasKey, RequestContent Request, int Status, string? RequestId,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>E.g. <c>POST /api/v2/files/upload (files.upload)</c>; signatures are left out.</summary>
    public string Title => Operation is null
        ? $"{Method} {Redaction.RedactText(Url.AbsolutePath)}"
        : $"{Method} {Redaction.RedactText(Url.PathAndQuery)} ({Operation.Id})";
}
