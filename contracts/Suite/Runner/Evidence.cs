namespace Scopix.Contracts;

/// <summary>How an assertion is known to be true.</summary>
public enum EvidenceKind
{
    /// <summary>A seed document says so.</summary>
    Documented,

    /// <summary>Another public document says so.</summary>
    Public,

    /// <summary>It was seen on the live service.</summary>
    Observed,

    /// <summary>Our reading: a live target may refute it without failing the run.</summary>
    Assumed,
}

/// <summary>Where every assertion of the suite begins: <c>Documented("seed 001, Telemetry").That(…)</c>.</summary>
public static class Evidence
{
    /// <summary>A seed says so: which one, and its section.</summary>
    public static Claim Documented(string source) => new(EvidenceKind.Documented, source);

    /// <summary>Another public document says so: which page.</summary>
    public static Claim Public(string page) => new(EvidenceKind.Public, page);

    /// <summary>Seen on the live service: when (ISO date).</summary>
    public static Claim Observed(string date) => new(EvidenceKind.Observed, date);

    /// <summary>Nobody says so; why we think it.</summary>
    public static Claim Assumed(string reason) => new(EvidenceKind.Assumed, reason);

    /// <summary>The body fits a schema; each violation counts with the evidence of the property it concerns.</summary>
    public static void ExpectSchema(string schema, ApiResponse response) => ExpectSchema(schema, response.Body);

    /// <summary>The JSON text fits a schema.</summary>
    public static void ExpectSchema(string schema, string json)
    {
        var violations = Schemas.Validate(schema, json);

        foreach (var violation in violations.OrderBy(v => v.Evidence == EvidenceKind.Assumed ? 0 : 1))
            new Claim(violation.Evidence, violation.Source).Expect(false, $"{schema} {violation.Path}: {violation.Expectation}");
        if (violations.Count == 0)
            Documented($"schema {schema}").Expect(true, $"the body fits {schema}");
    }

    /// <summary>The object has every property that the schema names, required or not.</summary>
    public static void ExpectEveryProperty(string schema, JsonElement actual)
    {
        foreach (var (name, property) in Schemas.Load(schema).Properties)
            Schemas.GetEvidence(property).Expect(actual.TryGetProperty(name, out _), $"{schema}: '{name}' is present");
    }
}

/// <summary>One assertion's evidence; <paramref name="Source"/> is a section, a page, a date or a reason.</summary>
public readonly record struct Claim(EvidenceKind Evidence, string Source)
{
    /// <summary>Fails the test unless it holds; an assumption that a live target refutes is only noted.</summary>
    public void Expect(bool holds, string expectation)
    {
        ContractRun.AddClaim(this, expectation, holds);
        if (!holds && (Evidence != EvidenceKind.Assumed || !Target.IsLive || Target.IsStrict))
            Assert.Fail($"[{Evidence}: {Source}] {expectation}");
    }

    /// <summary>
    /// As <see cref="Expect"/>, and a test that cannot go on without it is skipped where a refuted assumption does not fail.
    /// </summary>
    public void Require(bool holds, string expectation)
    {
        Expect(holds, expectation);
        if (!holds) Target.Skip($"cannot go on, an assumption is refuted: {expectation}");
    }

    /// <summary>The two are equal.</summary>
    public void ExpectEqual<T>(T expected, T actual, string what) =>
        Expect(EqualityComparer<T>.Default.Equals(expected, actual),
            $"{what}: expected {FormatValue(expected)}, was {FormatValue(actual)}");

    /// <summary>The two lists are equal, in order.</summary>
    public void ExpectSequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        Expect(left.SequenceEqual(right), $"{what}: expected [{string.Join(", ", left)}], was [{string.Join(", ", right)}]");
    }

    /// <summary>The answer has this status.</summary>
    public void ExpectStatus(int status, ApiResponse response) => Expect(response.Status == status, $"expected {status}, was {response}");

    /// <summary>
    /// The request is refused. That it is has this claim's evidence; the status, the code and the field are our reading.
    /// </summary>
    public void ExpectRefusal(ApiResponse response, int status, string? field = null, string code = "VALIDATION_ERROR")
    {
        Expect(response.Status is >= 400 and < 500, $"expected a refusal, was {response}");

        var reading = Assumed($"how this is refused: {Source}");
        reading.ExpectStatus(status, response);
        if (response.Status is < 400 or >= 500) return;
        ExpectSchema("error", response);
        reading.ExpectEqual(code, $"{response.Json.Find("error.code")}", $"error.code of {response}");
        if (field is not null)
            reading.ExpectEqual(field, $"{response.Json.Find("error.details.field")}", $"error.details.field of {response}");
    }

    private static string FormatValue<T>(T value) => value is null ? "null" : $"'{value}'";
}
