using System.Text.RegularExpressions;

namespace Scopix.Contracts.Reports;

/// <summary>The age of the evidence: the documents of <c>contracts/sources.json</c>, and the dates of observations.</summary>
public static partial class SourceCatalogue
{
    private static readonly IReadOnlyList<EvidenceSource> AllSources = JsonSerializer.Deserialize<List<EvidenceSource>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sources.json")), JsonSerializerOptions.Web)!;

    /// <summary>The documents that claims cite, strongest evidence first, each with its age on a day.</summary>
    public static IReadOnlyList<SourceReport> Summarize(IEnumerable<Claim> claims, DateTimeOffset today) =>
    [
        .. claims.GroupBy(claim => (claim.Evidence, Found: FindSource(claim)))
            .Select(same => CreateReport(same.Key.Evidence, same.Key.Found, same.Count(), today))
            .OrderBy(source => source.Evidence).ThenByDescending(source => source.Claims),
    ];

    private static EvidenceSource FindSource(Claim claim) => claim.Evidence switch
    {
        EvidenceKind.Assumed => new("", "our own reading", null, "no document"),
        EvidenceKind.Observed => new("", "seen on the live service", Date().Match(claim.Source).Value, "the day of the recording"),
        _ when claim.Source.StartsWith("schema ", StringComparison.Ordinal) =>
            new("", "the schemas as a whole", null, "each property names its own source"),
        _ => AllSources.FirstOrDefault(source => claim.Source.Contains(source.Names, StringComparison.OrdinalIgnoreCase))
            ?? new("", "other public pages", null, "stored copies without a date"),
    };

    private static SourceReport CreateReport(EvidenceKind evidence, EvidenceSource found, int claims, DateTimeOffset today)
    {
        var isDated = DateOnly.TryParseExact(found.Dated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var age = isDated ? DateOnly.FromDateTime(today.UtcDateTime).DayNumber - day.DayNumber : (int?)null;
        return new(found.Document, evidence, isDated ? found.Dated! : "undated", age, found.By, claims);
    }

    /// <summary>The source of an observation is a date, or begins as <c>recording of 2026-01-15</c>.</summary>
    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Date();

    private sealed record EvidenceSource(string Names, string Document, string? Dated, string? By);
}
