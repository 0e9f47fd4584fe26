using System.Text.Json.Serialization;

namespace Scopix.Contracts.Reports;

/// <summary>The report as JSON in snake_case, which SCOPIX_CONTRACT_BASELINE reads.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions SerializerOptions = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Renders the whole report.</summary>
    public static string Render(RunReport report) => JsonSerializer.Serialize(report, SerializerOptions);

    /// <summary>Reads a report from its JSON.</summary>
    public static RunReport Parse(string json) => JsonSerializer.Deserialize<RunReport>(json, SerializerOptions)!;
}
