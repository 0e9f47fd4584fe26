namespace Scopix.Contracts;

/// <summary>How an assertion is known to be true.</summary>
public enum Tier
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
    public static Claim Documented(string source) => new(Tier.Documented, source);

    /// <summary>Another public document says so: which page.</summary>
    public static Claim Public(string page) => new(Tier.Public, page);

    /// <summary>Seen on the live service: when (ISO date).</summary>
    public static Claim Observed(string date) => new(Tier.Observed, date);

    /// <summary>Nobody says so; why we think it.</summary>
    public static Claim Assumed(string reason) => new(Tier.Assumed, reason);

    /// <summary>The body fits a schema; each violation counts with the evidence of the property it concerns.</summary>
    public static void Fits(string schema, Answer answer) => Fits(schema, answer.Body);

    /// <summary>The JSON text fits a schema.</summary>
    public static void Fits(string schema, string json)
    {
        var violations = Schemas.Violations(schema, json);

        foreach (var violation in violations.OrderBy(v => v.Tier == Tier.Assumed ? 0 : 1))
            new Claim(violation.Tier, violation.Source).That(false, $"{schema} {violation.Path}: {violation.Expectation}");
        if (violations.Count == 0)
            Documented($"schema {schema}").That(true, $"the body fits {schema}");
    }

    /// <summary>The object has every property that the schema names, required or not.</summary>
    public static void NamesEveryProperty(string schema, JsonElement actual)
    {
        foreach (var (name, property) in Schemas.Load(schema).Properties)
            Schemas.EvidenceOf(property).That(actual.TryGetProperty(name, out _), $"{schema}: '{name}' is present");
    }
}

/// <summary>One assertion's evidence; <paramref name="Source"/> is a section, a page, a date or a reason.</summary>
public readonly record struct Claim(Tier Tier, string Source)
{
    /// <summary>Fails the test unless it holds; an assumption that a live target refutes is only noted.</summary>
    public void That(bool holds, string expectation)
    {
        Report.Add(this, expectation, holds);
        if (!holds && (Tier != Tier.Assumed || !Target.IsLive || Target.IsStrict))
            Assert.Fail($"[{Tier}: {Source}] {expectation}");
    }

    /// <summary>As <see cref="That"/>, and a test that cannot go on without it is skipped where a refuted assumption does not fail.</summary>
    public void Must(bool holds, string expectation)
    {
        That(holds, expectation);
        if (!holds) Target.Skip($"cannot go on, an assumption is refuted: {expectation}");
    }

    /// <summary>The two are equal.</summary>
    public void Equal<T>(T expected, T actual, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what}: expected {Show(expected)}, was {Show(actual)}");

    /// <summary>The two lists are equal, in order.</summary>
    public void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        That(left.SequenceEqual(right), $"{what}: expected [{string.Join(", ", left)}], was [{string.Join(", ", right)}]");
    }

    /// <summary>The answer has this status.</summary>
    public void Answers(int status, Answer answer) => That(answer.Status == status, $"expected {status}, was {answer}");

    /// <summary>
    /// The request is refused. That it is has this claim's evidence; the status, the code and the field are our reading.
    /// </summary>
    public void Refuses(Answer answer, int status, string? field = null, string code = "VALIDATION_ERROR")
    {
        That(answer.Status is >= 400 and < 500, $"expected a refusal, was {answer}");

        var reading = Assumed($"how this is refused: {Source}");
        reading.Answers(status, answer);
        if (answer.Status is < 400 or >= 500) return;
        Fits("error", answer);
        reading.Equal(code, $"{answer.Json.Find("error.code")}", $"error.code of {answer}");
        if (field is not null) reading.Equal(field, $"{answer.Json.Find("error.details.field")}", $"error.details.field of {answer}");
    }

    private static string Show<T>(T value) => value is null ? "null" : $"'{value}'";
}
