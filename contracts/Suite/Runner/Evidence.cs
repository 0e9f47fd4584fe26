namespace Scopix.Contracts.Runner;

/// <summary>Starts every assertion of the suite: <c>Documented("seed 001, Telemetry").Expect(…)</c>.</summary>
public static class Evidence
{
    /// <summary>A seed says so; the source is its number and section.</summary>
    public static Claim Documented(string source) => new(EvidenceKind.Documented, source);

    /// <summary>Another public document says so; the source is the page.</summary>
    public static Claim Public(string page) => new(EvidenceKind.Public, page);

    /// <summary>It was seen on the live service; the source is the date (ISO).</summary>
    public static Claim Observed(string date) => new(EvidenceKind.Observed, date);

    /// <summary>No document says so; the source is the reason for the assumption.</summary>
    public static Claim Assumed(string reason) => new(EvidenceKind.Assumed, reason);

    /// <summary>Expects that the body fits a schema; each violation has the evidence of its property.</summary>
    public static void ExpectSchema(string schema, ApiResponse response) => ExpectSchema(schema, response.Body, response.Exchange);

    /// <summary>Expects that a JSON text fits a schema, of which NJsonSchema is the second opinion.</summary>
    public static void ExpectSchema(string schema, string json, Exchange? exchange = null)
    {
        var violations = SchemaCatalog.Validate(schema, json);

        foreach (var violation in violations) Expectations.Fail(Deviation.OfSchema(violation), exchange, violation.Path);
        if (violations.Count == 0)
            Documented($"schema {schema}").Expect(NJsonSchemas.Accepts(schema, json), $"the body fits {schema}, also for NJsonSchema");
    }

    /// <summary>Expects that the object has every property that the schema names, required or not.</summary>
    public static void ExpectEveryProperty(string schema, JsonElement actual)
    {
        foreach (var (name, property) in SchemaCatalog.Load(schema).Properties)
        {
            if (actual.TryGetProperty(name, out _)) property.Evidence.Expect(true, $"{name} is present");
            else Expectations.Fail(new(name, "presence", "present", "absent", property.Evidence));
        }
    }
}
