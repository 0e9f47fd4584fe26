using System.Text.RegularExpressions;

namespace Scopix.Contracts.Checks.Observing;

/// <summary>Finds the decisions that recordings refute, or may refute.</summary>
internal sealed partial class RefutationFinder
{
    /// <summary>Statuses that refuse a request for similar reasons: instead of one of them, a service may use another.</summary>
    private static readonly int[][] SimilarRefusals = [[404, 410], [400, 406, 411, 413, 414, 415, 422, 431], [409, 412, 423, 425]];

    private readonly Dictionary<string, List<ExpectedRefusal>> _expected;
    private readonly HashSet<(string Operation, int Status)> _seen;
    private readonly List<Refutation> _found = [];

    private RefutationFinder(string claims, IReadOnlyList<Recording> recordings)
    {
        _expected = ReadExpectedRefusals(claims);
        _seen = [.. recordings.Select(recording => (recording.Operation, recording.Status))];
    }

    /// <summary>The rows of all recordings, sorted, each with the earliest date.</summary>
    /// <param name="claims">The JSON of <c>claims.json</c>, which says how requests are refused.</param>
    /// <param name="recordings">All recordings of the folder <c>observed</c>.</param>
    /// <param name="earlier">The rows that were found before: their dates are kept.</param>
    public static IReadOnlyList<Refutation> Find(
        string claims, IReadOnlyList<Recording> recordings, IReadOnlyList<Refutation> earlier)
    {
        var finder = new RefutationFinder(claims, recordings);
        foreach (var recording in recordings) finder.Add(recording);
        var dates = earlier.Concat(finder._found).GroupBy(GetKey).ToDictionary(same => same.Key, same => same.Min(row => row.On)!);
        return
        [
            .. finder._found.DistinctBy(GetKey).Where(row => row.Outcome == Refutation.Refuted || !finder.IsExplained(row))
                .Select(row => row with { On = dates[GetKey(row)] })
                .OrderBy(row => row.Decision, StringComparer.Ordinal).ThenBy(row => row.Outcome, StringComparer.Ordinal)
                .ThenBy(row => row.Operation, StringComparer.Ordinal).ThenBy(row => row.Status)
                .ThenBy(row => row.Place, StringComparer.Ordinal).ThenBy(row => row.Got, StringComparer.Ordinal),
        ];
    }

    private static (string, string, string, int, string, string) GetKey(Refutation row) =>
        (row.Decision, row.Outcome, row.Operation, row.Status, row.Place, row.Got);

    /// <summary>Whether the decision is refuted anyhow, or the reason of the status is known from the request.</summary>
    private bool IsExplained(Refutation perhaps) => _found.Exists(row =>
        row.Outcome == Refutation.Refuted && row.Operation == perhaps.Operation && (row.Decision == perhaps.Decision
            || (row.Status == perhaps.Status && row.Place.StartsWith("request.", StringComparison.Ordinal))));

    private void Add(Recording recording)
    {
        foreach (var (source, place, expected, got) in recording.Contradicted ?? [])
            Add(recording, source, Refutation.Refuted, place, expected, got);
        if (Operation.Find(recording.Operation) is not { } operation) return;
        if (operation.Responses.TryGetValue($"{recording.Status}", out var schema))
            AddShapes(recording, schema);
        else if (recording.Status == 405 && operation.Evidence == "assumed")
            Add(recording, operation.Source, Refutation.Refuted, "verb", $"{operation.Method} is allowed", "405");
        else if (recording.Status is >= 400 and < 500 and not (401 or 403 or 405 or 429))
            AddOtherRefusal(recording);
    }

    private void AddShapes(Recording recording, string? schema)
    {
        foreach (var deviation in recording.Answers.SelectMany(answer => ShapeDeviation.Find(schema, answer.Body)))
            if (FindAssumption(deviation.Property.Evidence) is { } source && !HasRow(recording, deviation.Place))
                Add(recording, source, Refutation.Refuted, deviation.Place, deviation.Expected, deviation.Got);
    }

    private bool HasRow(Recording recording, string place) =>
        _found.Exists(row => (row.Operation, row.Status, row.Place) == (recording.Operation, recording.Status, place));

    /// <summary>
    /// A status that the operation does not have, instead of a similar one that was assumed for a refusal and was never recorded.
    /// </summary>
    private void AddOtherRefusal(Recording recording)
    {
        var similar = Array.Find(SimilarRefusals, statuses => statuses.Contains(recording.Status)) ?? [];
        foreach (var (source, status) in _expected.GetValueOrDefault(recording.Operation, []))
            if (similar.Contains(status) && !_seen.Contains((recording.Operation, status)))
                Add(recording, source, Refutation.PerhapsRefuted, "status", $"{status}", $"{recording.Status}");
    }

    private void Add(Recording recording, string source, string outcome, string place, string expected, string got)
    {
        if (AssumptionDecision.Find(source) is { } decision)
            _found.Add(new(decision.Id, outcome, recording.RecordedOn, recording.Operation, recording.Status, place, expected, got));
    }

    /// <summary>The source of an assumption, also of one that became observed and was contradicted later; null for what is known.</summary>
    internal static string? FindAssumption(Claim claim) => claim.Evidence switch
    {
        EvidenceKind.Assumed => claim.Source,
        EvidenceKind.Observed when claim.Source.Split(EvidenceMerge.AssumedBefore, 2) is [_, var source] => source,
        _ => null,
    };

    private static Dictionary<string, List<ExpectedRefusal>> ReadExpectedRefusals(string claims)
    {
        using var json = JsonDocument.Parse(claims);
        return json.RootElement.EnumerateArray().Where(claim => claim.FindText("evidence") == "assumed")
            .Select(claim => (Operation: claim.FindText("operation")!, Source: claim.FindText("source")!,
                Status: AssertedStatus().Match(claim.FindText("sentence")!)))
            .Where(claim => claim.Status.Success)
            .GroupBy(claim => claim.Operation, claim => new ExpectedRefusal(
                claim.Source, int.Parse(claim.Status.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)))
            .ToDictionary(same => same.Key, same => same.Distinct().ToList());
    }

    [GeneratedRegex(": status (4[0-9][0-9])$")]
    private static partial Regex AssertedStatus();

    /// <summary>A refusal with a status, which is assumed.</summary>
    private sealed record ExpectedRefusal(string Source, int Status);
}
