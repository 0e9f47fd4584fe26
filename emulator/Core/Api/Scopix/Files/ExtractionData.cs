namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>What the AI has extracted from an image, by the field of the response and by the domain of the review.</summary>
internal static class ExtractionData
{
    public const string MlsCheckField = "mls_compliance_check";

    public const string MarketplaceCheckField = "marketplace_compliance_check";

    /// <summary>
    /// The domains that can be reviewed (seed 001, Image Operations); construction, facility_assessment, robotics, marketplace and
    /// custom schemas cannot.
    /// </summary>
    public static readonly string[] Domains =
    [
        "architectural_design", "ce_plan", "layout_region", "legend", "mining", "real_estate", "technical_diagram", "pid", "pfd",
        "text_regions", "mls_compliance", "schedule",
    ];

    public static JsonElement? FindByDomain(FileRecord file, string domain) => domain switch
    {
        "text_regions" => SerializeTextRegions(file),
        "mls_compliance" => FindByField(file, MlsCheckField),
        _ => FindByField(file, domain + "_data"),
    };

    /// <summary>The data of a field; null until the description, or the compliance check, is completed.</summary>
    public static JsonElement? FindByField(FileRecord file, string field)
    {
        if (field is MlsCheckField or MarketplaceCheckField)
            return file.ComplianceStatus is not (null or "pending") && field == GetCheckField(file.Compliance!.Type)
                ? file.Compliance.Check : null;
        return file.RevealedOutcome?.Domains is { } domains && domains.TryGetValue(field, out var data) ? data : null;
    }

    public static IEnumerable<string> ListFields(FileRecord file) =>
        [.. file.RevealedOutcome?.Domains?.Keys ?? [],
            .. new[] { MlsCheckField, MarketplaceCheckField }.Where(check => FindByField(file, check) is not null)];

    /// <summary>The domain of a field, whether or not it can be reviewed.</summary>
    public static string GetDomain(string field) => field == MlsCheckField
        ? "mls_compliance" : field.EndsWith("_data", StringComparison.Ordinal) ? field[..^5] : field;

    /// <summary>The field of a compliance check.</summary>
    /// <param name="type"><c>mls</c> or <c>marketplace</c>.</param>
    public static string GetCheckField(string type) => type == "mls" ? MlsCheckField : MarketplaceCheckField;

    private static JsonElement? SerializeTextRegions(FileRecord file) =>
        file.RevealedOutcome is { TextRegions.Count: > 0 } outcome
            ? JsonSerializer.SerializeToElement(outcome.TextRegions, ScopixJsonContext.Shared.IReadOnlyListTextRegion) : null;
}
