using Scopix.Emulator.Files;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Extractions;

/// <summary>What the AI has extracted from an image, by the field that shows it and by the domain under which it is reviewed.</summary>
public static class Extraction
{
    /// <summary>The check for property listings.</summary>
    public const string MlsCheck = "mls_compliance_check";

    /// <summary>The check for shops.</summary>
    public const string MarketplaceCheck = "marketplace_compliance_check";

    /// <summary>The domains that can be reviewed (seed 001, Image Operations); construction, facility_assessment, robotics, marketplace and custom schemas cannot.</summary>
    public static readonly string[] Domains =
    [
        "architectural_design", "ce_plan", "layout_region", "legend", "mining", "real_estate", "technical_diagram", "pid", "pfd", "text_regions",
        "mls_compliance", "schedule",
    ];

    /// <summary>The data that a domain's review is about; null when the image has none, or none yet.</summary>
    public static JsonElement? Of(FileRecord file, string domain) => domain switch
    {
        "text_regions" => TextRegions(file),
        "mls_compliance" => Data(file, MlsCheck),
        _ => Data(file, domain + "_data"),
    };

    /// <summary>The data of a field of an image's details: extractions once it is described, a check once it has come to a result.</summary>
    public static JsonElement? Data(FileRecord file, string field)
    {
        if (field is MlsCheck or MarketplaceCheck) return file.ComplianceStatus is not (null or "pending") && field == CheckOf(file.Compliance!.Type) ? file.Compliance.Check : null;
        return file.Revealed?.Domains is { } domains && domains.TryGetValue(field, out var data) ? data : null;
    }

    /// <summary>The fields of an image that have data, in order.</summary>
    public static IEnumerable<string> Fields(FileRecord file) =>
        [.. file.Revealed?.Domains?.Keys ?? [], .. new[] { MlsCheck, MarketplaceCheck }.Where(check => Data(file, check) is not null)];

    /// <summary>The domain under which a field is reviewed, or would be.</summary>
    public static string DomainOf(string field) => field == MlsCheck ? "mls_compliance" : field.EndsWith("_data", StringComparison.Ordinal) ? field[..^5] : field;

    /// <summary>The field that shows a compliance check.</summary>
    /// <param name="type"><c>mls</c> or <c>marketplace</c>.</param>
    public static string CheckOf(string type) => type == "mls" ? MlsCheck : MarketplaceCheck;

    private static JsonElement? TextRegions(FileRecord file) =>
        file.Revealed is { TextRegions.Count: > 0 } outcome ? JsonSerializer.SerializeToElement(outcome.TextRegions, WireJson.Wire.IReadOnlyListTextRegion) : null;
}
