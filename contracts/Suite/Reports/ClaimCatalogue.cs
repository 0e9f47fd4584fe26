using System.Security.Cryptography;
using System.Text.Encodings.Web;

namespace Scopix.Contracts.Reports;

/// <summary>One claim of the suite, as data for other languages and for reports.</summary>
/// <param name="Id">Stays the same between versions as long as the case, the claim and its source do.</param>
/// <param name="Operation">The operation whose response is judged; empty for a request that calls none, such as one to storage.</param>
/// <param name="Case">The test that makes the claim, e.g. <c>UploadsContract.An_uploaded_video_is_recognized</c>.</param>
/// <param name="Sentence">What is claimed, in words.</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="Source">The section, page, date or reason.</param>
public sealed record CatalogueClaim(string Id, string Operation, string Case, string Sentence, EvidenceKind Evidence, string Source)
{
    /// <summary>Creates the claim of a test.</summary>
    /// <param name="operation">The id of the operation whose response is judged; empty for a request that calls none.</param>
    /// <param name="test">The test's display name.</param>
    /// <param name="claim">Its evidence.</param>
    /// <param name="label">What is claimed, without values of a run.</param>
    public static CatalogueClaim Create(string operation, string test, Claim claim, string label)
    {
        var name = ClaimCatalogue.GetCaseName(test);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{operation}\n{name}\n{label}\n{claim.Source}"));
        return new(
            Convert.ToHexStringLower(hash.AsSpan(0, 5)), operation, name, DescribeSituation(name) + label, claim.Evidence, claim.Source);
    }

    /// <summary>What is claimed, without the situation that the case makes.</summary>
    public string GetLabel() => Sentence[DescribeSituation(Case).Length..];

    private static string DescribeSituation(string name) =>
        $"{name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ')}: ";
}

/// <summary>All claims of the suite, in <c>contracts/claims.json</c>.</summary>
public static class ClaimCatalogue
{
    private static readonly JsonSerializerOptions SerializerOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly Lazy<IReadOnlyList<CatalogueClaim>> Read = new(() => JsonSerializer.Deserialize<List<CatalogueClaim>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "claims.json")), SerializerOptions)!);

    /// <summary>The claims of the file beside the program.</summary>
    public static IReadOnlyList<CatalogueClaim> All => Read.Value;

    /// <summary>Writes the claims, each on a line of its own, sorted by operation and id.</summary>
    public static string Render(IEnumerable<CatalogueClaim> claims)
    {
        var lines = claims.DistinctBy(claim => claim.Id).OrderBy(claim => claim.Operation, StringComparer.Ordinal)
            .ThenBy(claim => claim.Case, StringComparer.Ordinal).ThenBy(claim => claim.Id, StringComparer.Ordinal)
            .Select(claim => "  " + JsonSerializer.Serialize(claim, SerializerOptions));
        return $"[\n{string.Join(",\n", lines)}\n]\n";
    }

    /// <summary>The class and method of a test, without its namespace and arguments.</summary>
    public static string GetCaseName(string displayName) =>
        displayName.Split('(')[0].Replace("Scopix.Contracts.", "", StringComparison.Ordinal);
}
