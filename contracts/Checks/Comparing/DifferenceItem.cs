namespace Scopix.Contracts.Checks.Comparing;

/// <summary>One way in which a candidate differs from the reference.</summary>
/// <param name="Operations">The operations that showed it, in the order in which they did.</param>
/// <param name="Difference">What differs.</param>
/// <param name="Method">The verb of the first request that showed it.</param>
/// <param name="Path">The path of that request, with its ids.</param>
/// <param name="FirstRequestId">The id that the reference gave that request; null without one.</param>
/// <param name="FirstAt">When that request was answered.</param>
public sealed record DifferenceItem(
    IReadOnlyList<string> Operations, Difference Difference, string Method, string Path, string? FirstRequestId, DateTimeOffset FirstAt)
{
    /// <summary>How many exchanges showed it.</summary>
    public long Count { get; init; } = 1;

    /// <summary>One line, e.g. <c>POST /api/v2/folders (folders.create): status: the service says 409, the emulator says 201</c>.</summary>
    /// <param name="sides">What the two sides are called.</param>
    public string FormatHeadline(ComparedSides sides)
    {
        var (place, kind) = (Difference.Place, Difference.Kind);
        var what = kind is "status" or "value" or "type" or "presence" ? place : $"{place}, {kind}";
        return Redaction.RedactText($"{Method} {Path} ({Operations[0]}): {what}: " + Describe(sides));
    }

    private string Describe(ComparedSides sides) => (Difference.Reference, Difference.Candidate) switch
    {
        (var text, "") => $"{sides.Reference} has {text}",
        ("", var text) => $"{sides.Candidate} has {text}",
        var (reference, candidate) => $"{sides.Reference} says {reference}, {sides.Candidate} says {candidate}",
    };
}

/// <summary>What the two sides of a comparison are called in sentences, e.g. <c>the service</c> and <c>the emulator</c>.</summary>
public sealed record ComparedSides(string Reference, string Candidate);
