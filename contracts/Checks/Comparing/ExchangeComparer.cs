using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>Compares two responses to the same request: that of a reference, e.g. a service, and that of a candidate.</summary>
public static partial class ExchangeComparer
{
    private static readonly string[] Headers =
        ["Location", "Retry-After", "Content-Disposition", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

    /// <summary>Operations whose responses do not depend on processing.</summary>
    private static readonly FrozenSet<string> Unprocessed = FrozenSet.Create("folders", "projects", "direct_uploads", "llama", "telemetry");

    /// <summary>Operations whose responses have other fields while something is processed.</summary>
    private static readonly FrozenSet<string> ShowsProgress = FrozenSet.Create("jobs.get", "files.analyze", "files.trigger_variants");

    /// <summary>Compares two responses, and learns which values of a success correspond.</summary>
    /// <param name="operation">The operation that was called.</param>
    /// <param name="reference">The exchange with the reference.</param>
    /// <param name="candidate">The exchange with the candidate; its request was translated.</param>
    /// <param name="map">What is known of the account so far; it learns.</param>
    public static ExchangeComparison Compare(
        Operation operation, ObservedExchange reference, ObservedExchange candidate, ValueMap map)
    {
        using var expected = Parse(reference);
        using var got = Parse(candidate);
        if (expected is not null && reference.Status < 300) map.Processing.Observe(operation, reference, expected.RootElement);
        var wasIncomplete = map.IsIncomplete;
        var (differences, isDuplicate) = FindDifferences(operation, reference, candidate, expected, got, map);
        if (map.IsIncomplete != wasIncomplete)
            (differences, isDuplicate) = FindDifferences(operation, reference, candidate, expected, got, map);
        var isProcessing = !Unprocessed.Contains(operation.Id.Split('.')[0]) && map.Processing.IsActive(reference.ReceivedAt);
        var settled = isProcessing ? differences.Where(difference => !MayBeProcessing(operation, difference)).ToList() : differences;
        return new(settled, settled.Count < differences.Count, isDuplicate);
    }

    private static (List<Difference> Differences, bool IsDuplicateOfOneSide) FindDifferences(
        Operation operation, ObservedExchange reference, ObservedExchange candidate, JsonDocument? expected, JsonDocument? got,
        ValueMap map)
    {
        List<Difference> differences = [];
        if (reference.Status != candidate.Status)
        {
            differences.Add(new("status", "status", $"{reference.Status}", $"{candidate.Status}"));
            if (reference.Status >= 300 || candidate.Status >= 300) return (differences, false);
        }
        differences.AddRange(CompareHeaders(reference, candidate));
        if (reference.ResponseBody is null || candidate.ResponseBody is null) return (differences, false);
        if (expected is not null && got is not null)
        {
            var schema = operation.Responses.GetValueOrDefault($"{reference.Status}")
                ?? operation.Responses.GetValueOrDefault($"{candidate.Status}");
            var body = new BodyComparer(map, ListContext.Create(operation, reference, expected.RootElement));
            body.Compare(schema is null ? null : SchemaCatalog.Load(schema), expected.RootElement, got.RootElement);
            differences.AddRange(body.Differences);
            return (differences, body.IsDuplicateOfOneSide);
        }
        if (expected is null != got is null)
            differences.Add(new("body", "form", expected is null ? "no JSON" : "JSON", got is null ? "no JSON" : "JSON"));
        return (differences, false);
    }

    /// <summary>Whether the progress of processing can explain a difference: a refusal, a word, a number, a null, an item.</summary>
    private static bool MayBeProcessing(Operation operation, Difference difference) => difference.Kind switch
    {
        "presence" => ShowsProgress.Contains(operation.Id),
        "form" or "identity" => false,
        "type" => difference.Reference == "null" || difference.Candidate == "null",
        "status" => difference.Reference[0] != difference.Candidate[0],
        _ => true,
    };

    private static IEnumerable<Difference> CompareHeaders(ObservedExchange reference, ObservedExchange candidate)
    {
        if (reference.ResponseType != candidate.ResponseType)
            yield return new("Content-Type", "value", DescribeType(reference.ResponseType), DescribeType(candidate.ResponseType));
        foreach (var name in Headers)
        {
            var (expected, got) = (reference.ResponseHeaders.ContainsKey(name), candidate.ResponseHeaders.ContainsKey(name));
            if (expected != got) yield return new(name, "presence", Describe(expected), Describe(got));
        }
    }

    private static string DescribeType(string? type) => type is null ? "none" : MediaType().IsMatch(type) ? type : "(text)";

    private static string Describe(bool isPresent) => isPresent ? "present" : "absent";

    private static JsonDocument? Parse(ObservedExchange exchange) =>
        exchange.ResponseBody is { IsEmpty: false } body ? UnicodeJson.TryParse(body) : null;

    [GeneratedRegex("^[a-z]{1,20}/[a-z0-9.+-]{1,80}$")]
    private static partial Regex MediaType();
}

/// <summary>What a comparison of two responses found.</summary>
/// <param name="Differences">The differences; none when the responses agree.</param>
/// <param name="IsUnsettled">
/// Whether further differences were left out, because the reference was still processing what the candidate has finished.
/// </param>
/// <param name="IsDuplicateOfOneSide">
/// Whether one side alone says that it has a file already, and other resources from before can be the reason.
/// </param>
public sealed record ExchangeComparison(IReadOnlyList<Difference> Differences, bool IsUnsettled, bool IsDuplicateOfOneSide = false);
