namespace Scopix.Contracts.Runner;

/// <summary>
/// What is expected of the target, with the evidence of the claim. An expectation that does not hold is noted, and fails the case at its
/// end; an assumption that a live target refutes is noted alone. Only what cannot be continued ends the case at once.
/// </summary>
public static class Expectations
{
    /// <summary>Expects what the words say; they may end with <c>, was …</c>.</summary>
    public static void Expect(this Claim claim, bool holds, string expectation)
    {
        var sentence = Deviation.OfSentence(expectation, claim);
        if (holds) ContractRun.AddClaim(claim, sentence.Place, holds: true);
        else Fail(sentence);
    }

    /// <summary>As <see cref="Expect"/>, and ends the case, which cannot continue without it.</summary>
    public static void Require(this Claim claim, bool holds, string expectation)
    {
        var sentence = Deviation.OfSentence(expectation, claim);
        if (holds) ContractRun.AddClaim(claim, sentence.Place, holds: true);
        else Stop(sentence);
    }

    /// <summary>Expects that two values are equal. <paramref name="what"/> is the path of a field, or words.</summary>
    public static void ExpectEqual<T>(this Claim claim, T expected, T actual, string what)
    {
        if (EqualityComparer<T>.Default.Equals(expected, actual)) ContractRun.AddClaim(claim, what, holds: true);
        else Fail(new(what, "value", FormatValue(expected), FormatValue(actual), claim));
    }

    /// <summary>Expects that two lists are equal, in order.</summary>
    public static void ExpectSequence<T>(this Claim claim, IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        if (left.SequenceEqual(right)) ContractRun.AddClaim(claim, what, holds: true);
        else Fail(Deviation.OfList(what, [.. left.Select(item => $"{item}")], [.. right.Select(item => $"{item}")], claim));
    }

    /// <summary>Expects a status. The case ends when the response is of another kind, e.g. a refusal instead of a success.</summary>
    public static void ExpectStatus(this Claim claim, int status, ApiResponse response)
    {
        if (response.Status == status)
        {
            ContractRun.AddClaim(claim, $"status {status}", holds: true, response.Exchange);
            return;
        }
        var deviation = Deviation.OfStatus($"{status}", response.Status, claim);
        if (response.Status / 100 == status / 100) Fail(deviation, response.Exchange);
        else Stop(deviation, response.Exchange);
    }

    /// <summary>
    /// Expects that a request is refused. The refusal has this claim's evidence; the status, the code and the field are assumed.
    /// </summary>
    public static void ExpectRefusal(
        this Claim claim, ApiResponse response, int status, string? field = null, string code = "VALIDATION_ERROR")
    {
        if (response.Status is < 400 or >= 500)
            Stop(Deviation.OfStatus($"a refusal ({status})", response.Status, claim), response.Exchange);

        ContractRun.AddClaim(claim, "refused", holds: true, response.Exchange);
        var reading = Evidence.Assumed($"how this is refused: {claim.Source}");
        reading.ExpectStatus(status, response);
        Evidence.ExpectSchema("error", response);
        reading.ExpectEqual(code, $"{response.Json.Find("error.code")}", "error.code");
        if (field is not null) reading.ExpectEqual(field, $"{response.Json.Find("error.details.field")}", "error.details.field");
    }

    /// <summary>Notes a deviation.</summary>
    public static void Fail(Deviation deviation, Exchange? exchange = null, string path = "")
    {
        ContractRun.AddClaim(
            deviation.Claim, deviation.Kind == "status" ? $"status {deviation.Expected}" : deviation.Place, holds: false, exchange);
        if (CaseLog.Current is { } log) ContractRun.AddDeviation(log.Add(deviation, exchange, path));
        else if (FailsCase(deviation.Claim)) Assert.Fail($"{deviation.Summary} · {deviation.Claim}");
    }

    /// <summary>Notes a deviation and ends the case: as failed, or as skipped after a refuted assumption that does not fail it.</summary>
    public static void Stop(Deviation deviation, Exchange? exchange = null, string path = "")
    {
        Fail(deviation, exchange, path);
        if (CaseLog.Current is { } log && log.Deviations.Any(met => FailsCase(met.Deviation.Claim))) Assert.Fail(log.Describe());
        Target.Skip($"cannot go on, an assumption is refuted: {deviation.Summary}");
    }

    /// <summary>Whether the running case, which has passed so far, met a deviation that fails it.</summary>
    public static bool FailAtItsEnd => TestContext.Current.TestState?.Result == TestResult.Passed
        && CaseLog.Current?.Deviations.Any(met => FailsCase(met.Deviation.Claim)) == true;

    /// <summary>Fails the running case with all that it noted.</summary>
    public static void FailCase() => Assert.Fail(CaseLog.Current!.Describe());

    /// <summary>Whether a deviation from a claim fails the case.</summary>
    public static bool FailsCase(Claim claim) => claim.Evidence != EvidenceKind.Assumed || !Target.IsLive || Target.IsStrict;

    private static string FormatValue<T>(T value) => value is null ? "null" : $"'{value}'";
}
