namespace Scopix.Contracts.Checks;

/// <summary>One expectation that did not hold.</summary>
/// <param name="Place">
/// Where: <c>status</c>, a path of the body without the numbers of items (<c>items[].title</c>), or the expectation in words.
/// </param>
/// <param name="Kind">
/// What is wrong: <c>status</c>; for a body <c>presence</c>, <c>type</c>, <c>value</c>, <c>form</c>, <c>size</c>, <c>union</c>; for a
/// list <c>order</c>, <c>missing items</c>, <c>extra items</c>, <c>other items</c>; <c>claim</c> for an expectation in words.
/// </param>
/// <param name="Expected">What was expected; empty for an expectation in words.</param>
/// <param name="Got">What was there instead; may be empty for an expectation in words.</param>
/// <param name="Claim">How we know what was expected.</param>
public sealed record Deviation(string Place, string Kind, string Expected, string Got, Claim Claim)
{
    private const int MaxTextLength = 160;

    /// <summary>A status that was not expected.</summary>
    public static Deviation OfStatus(string expected, int got, Claim claim) => new("status", "status", expected, $"{got}", claim);

    /// <summary>A body that does not fit its schema.</summary>
    public static Deviation OfSchema(Violation violation) =>
        new(violation.Place.Length == 0 ? "body" : violation.Place, violation.Kind, violation.Expected, violation.Got, violation.Evidence);

    /// <summary>A list with other items than expected.</summary>
    public static Deviation OfList(string place, IReadOnlyList<string> expected, IReadOnlyList<string> got, Claim claim)
    {
        var (missing, extra) = (expected.Except(got).Any(), got.Except(expected).Any());
        var kind = (missing, extra) switch
        {
            (true, true) => "other items",
            (true, false) => "missing items",
            (false, true) => "extra items",
            _ when expected.Count < got.Count => "extra items",
            _ when expected.Count > got.Count => "missing items",
            _ => "order",
        };
        return new(place, kind, $"[{string.Join(", ", expected)}]", $"[{string.Join(", ", got)}]", claim);
    }

    /// <summary>A case that broke off with an error, so that it judges nothing.</summary>
    public static Deviation OfError(string message) =>
        new("the case can go on", "claim", "", message, new(EvidenceKind.Documented, "no claim: the case broke"));

    /// <summary>An expectation in words, which may end with <c>, was …</c>.</summary>
    public static Deviation OfSentence(string expectation, Claim claim)
    {
        var end = expectation.IndexOf(", was ", StringComparison.Ordinal);
        return end < 0
            ? new(expectation, "claim", "", "", claim)
            : new(expectation[..end], "claim", "", expectation[(end + ", was ".Length)..], claim);
    }

    /// <summary>E.g. <c>status expected 201, got 200</c>.</summary>
    public string Summary => Redaction.RedactText((Kind, Got.Length) switch
    {
        ("claim", 0) => $"not true: {Cut(Place)}",
        ("claim", _) => $"not true: {Cut(Place)}, got {Cut(Got)}",
        ("order", _) => $"{Place}: order expected {Cut(Expected)}, got {Cut(Got)}",
        _ => $"{Place} expected {Cut(Expected)}, got {Cut(Got)}",
    });

    private static string Cut(string text) => Redaction.RedactAndCut(text.ReplaceLineEndings(" "), MaxTextLength);
}

/// <summary>A deviation that a case of a suite met.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="Deviation">What did not hold.</param>
/// <param name="Exchange">The exchange that shows it; null when none does.</param>
/// <param name="Path">The place in the exchange's body, with the numbers of items; empty for the body itself.</param>
public sealed record CaseDeviation(string Case, Deviation Deviation, Exchange? Exchange, string Path = "")
{
    /// <summary>The id of the operation; empty when there is none.</summary>
    public string Operation => Exchange?.Operation?.Id ?? "";

    /// <summary>E.g. <c>POST /api/v2/files/upload (files.upload): status expected 201, got 200 · documented, seed 001 "Streaming
    /// Upload" · request id 7f3a</c>.</summary>
    public string Headline => (Exchange is null ? "" : $"{Exchange.Title}: ") + $"{Deviation.Summary} · {Deviation.Claim}"
        + (Exchange?.RequestId is { } id ? $" · request id {id}" : "");

    /// <summary>The curl command and at most two lines of the body.</summary>
    public IEnumerable<string> Details => Exchange is null
        ? [] : BodyExcerpt.Create(Exchange.Body, Path).Prepend(CurlCommand.Format(Exchange));
}
