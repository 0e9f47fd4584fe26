namespace Scopix.Contracts.Checks.Traffic;

/// <summary>One way in which a service differs from the contracts. It has no value of a body, and no key.</summary>
/// <param name="Operations">The operations that showed it, in the order in which they did.</param>
/// <param name="Place">
/// Where: <c>status</c>, a header, a path of the response's body (<c>items[].title</c>), or a part of the request
/// (<c>request.query.limit</c>).
/// </param>
/// <param name="Kind">
/// What is wrong: <c>status</c>, <c>server error</c>; of a body <c>presence</c>, <c>type</c>, <c>value</c>, <c>form</c>, <c>size</c>,
/// <c>union</c>, <c>new field</c>; of a list <c>order</c>, <c>filter</c>, <c>extra items</c>; of a URL <c>lifetime</c>; of a resource
/// <c>state</c>, <c>constant</c>, <c>read after write</c>, <c>read after delete</c>; of a request that should be refused <c>refusal</c>.
/// </param>
/// <param name="Expected">What the contracts say.</param>
/// <param name="Got">What was there instead.</param>
/// <param name="Claim">How we know what was expected.</param>
/// <param name="Method">The verb of the first request that showed it.</param>
/// <param name="Path">The path of that request, with its ids.</param>
/// <param name="FirstRequestId">The id that the service gave that request; null without one.</param>
/// <param name="FirstAt">When that request was answered.</param>
public sealed record DriftItem(
    IReadOnlyList<string> Operations, string Place, string Kind, string Expected, string Got, Claim Claim, string Method, string Path,
    string? FirstRequestId, DateTimeOffset FirstAt)
{
    /// <summary>How many exchanges showed it.</summary>
    public long Count { get; init; } = 1;

    /// <summary>One line, e.g. <c>POST /api/v2/files/upload (files.upload): status expected 201, got 200 · documented, seed 001
    /// "Streaming Upload" · request id 7f3a</c>.</summary>
    public string Headline =>
        Redaction.RedactText($"{Method} {Path} ({Operations[0]}): {Place}{KindWord} expected {Expected}, got {Got} · {Claim}")
        + (FirstRequestId is null ? "" : $" · request id {Redaction.RedactText(FirstRequestId)}");

    /// <summary>The kind where the place does not say it already.</summary>
    private string KindWord => Kind is "status" or "presence" or "type" or "value" or "form" or "size" or "union" or "refusal" ? ""
        : $", {Kind}:";
}
