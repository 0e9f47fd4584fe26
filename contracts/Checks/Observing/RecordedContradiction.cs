namespace Scopix.Contracts.Checks.Observing;

/// <summary>How an exchange contradicted an assumption, as a recording keeps it: names, types, statuses and words of enums.</summary>
/// <param name="Source">The source of the assumption, which leads to its decision.</param>
/// <param name="Place">Where: a path of the body, a part of the request, or <c>status</c>.</param>
/// <param name="Expected">What was assumed.</param>
/// <param name="Got">What was there instead.</param>
public sealed record RecordedContradiction(string Source, string Place, string Expected, string Got);
