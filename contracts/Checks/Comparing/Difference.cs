namespace Scopix.Contracts.Checks.Comparing;

/// <summary>One difference between two responses to the same request. It has no value of a body but words of enums and numbers.</summary>
/// <param name="Place"><c>status</c>, a header, or a path of the body, e.g. <c>items[].title</c>.</param>
/// <param name="Kind">
/// <c>status</c>, <c>presence</c>, <c>type</c>, <c>value</c>, <c>form</c> (no JSON), <c>size</c> (of a list), <c>order</c>,
/// <c>missing items</c>, <c>extra items</c>, <c>identity</c> (an id of another resource).
/// </param>
/// <param name="Reference">What the reference has, e.g. the service.</param>
/// <param name="Candidate">What the candidate has, e.g. the emulator.</param>
public sealed record Difference(string Place, string Kind, string Reference, string Candidate);
