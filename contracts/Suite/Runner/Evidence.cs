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
    public static void ExpectSchema(string schema, ApiResponse response) => ExpectSchema(schema, response.Body);

    /// <summary>Expects that a JSON text fits a schema, of which NJsonSchema is the second opinion.</summary>
    public static void ExpectSchema(string schema, string json)
    {
        var violations = SchemaCatalog.Validate(schema, json);

        foreach (var violation in violations.OrderBy(v => v.Evidence.Evidence == EvidenceKind.Assumed ? 0 : 1))
            violation.Evidence.Expect(false, $"{schema} {violation.Path}: expected {violation.Expected}, was {violation.Got}");
        if (violations.Count == 0)
            Documented($"schema {schema}").Expect(NJsonSchemas.Accepts(schema, json), $"the body fits {schema}, also for NJsonSchema");
    }

    /// <summary>Expects that the object has every property that the schema names, required or not.</summary>
    public static void ExpectEveryProperty(string schema, JsonElement actual)
    {
        foreach (var (name, property) in SchemaCatalog.Load(schema).Properties)
            property.Evidence.Expect(actual.TryGetProperty(name, out _), $"{schema}: '{name}' is present");
    }
}

/// <summary>What is expected of the target, with the evidence of the claim.</summary>
public static class Expectations
{
    /// <summary>Fails the test unless the expectation holds; an assumption that a live target refutes is only recorded.</summary>
    public static void Expect(this Claim claim, bool holds, string expectation)
    {
        ContractRun.AddClaim(claim, expectation, holds);
        if (!holds && (claim.Evidence != EvidenceKind.Assumed || !Target.IsLive || Target.IsStrict))
            Assert.Fail($"[{claim.Evidence}: {claim.Source}] {expectation}");
    }

    /// <summary>
    /// As <see cref="Expect"/>; when a refuted assumption does not fail the test, this skips it, since it cannot continue.
    /// </summary>
    public static void Require(this Claim claim, bool holds, string expectation)
    {
        claim.Expect(holds, expectation);
        if (!holds) Target.Skip($"cannot go on, an assumption is refuted: {expectation}");
    }

    /// <summary>Expects that two values are equal.</summary>
    public static void ExpectEqual<T>(this Claim claim, T expected, T actual, string what) =>
        claim.Expect(EqualityComparer<T>.Default.Equals(expected, actual),
            $"{what}: expected {FormatValue(expected)}, was {FormatValue(actual)}");

    /// <summary>Expects that two lists are equal, in order.</summary>
    public static void ExpectSequence<T>(this Claim claim, IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        claim.Expect(left.SequenceEqual(right), $"{what}: expected [{string.Join(", ", left)}], was [{string.Join(", ", right)}]");
    }

    /// <summary>Expects a status.</summary>
    public static void ExpectStatus(this Claim claim, int status, ApiResponse response) =>
        claim.Expect(response.Status == status, $"expected {status}, was {response}");

    /// <summary>
    /// Expects that a request is refused. The refusal has this claim's evidence; the status, the code and the field are assumed.
    /// </summary>
    public static void ExpectRefusal(this Claim claim, ApiResponse response, int status, string? field = null, string code = "VALIDATION_ERROR")
    {
        claim.Expect(response.Status is >= 400 and < 500, $"expected a refusal, was {response}");

        var reading = Assumed($"how this is refused: {claim.Source}");
        reading.ExpectStatus(status, response);
        if (response.Status is < 400 or >= 500) return;
        Evidence.ExpectSchema("error", response);
        reading.ExpectEqual(code, $"{response.Json.Find("error.code")}", $"error.code of {response}");
        if (field is not null)
            reading.ExpectEqual(field, $"{response.Json.Find("error.details.field")}", $"error.details.field of {response}");
    }

    private static string FormatValue<T>(T value) => value is null ? "null" : $"'{value}'";
}
