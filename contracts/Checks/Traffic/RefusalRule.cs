using System.Text.RegularExpressions;

namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// A request that the contract refuses is refused, with the status of our reading. Only what is certain is judged: a request that may be
/// refused for several reasons is accepted by none of them.
/// </summary>
internal static class RefusalRule
{
    private const int MaxJsonBytes = 1 << 20;

    private static readonly Claim MissingKey = new(EvidenceKind.Assumed, "a missing key is told as an invalid one");
    private static readonly Claim LlamaMissingKey = new(EvidenceKind.Assumed, "run-llama/llamacloud-demo issue 45");
    private static readonly Claim MalformedId =
        new(EvidenceKind.Assumed, "how this is refused: as the OpenAPI file of March 2026 has it for files");
    private static readonly Claim LlamaMalformed = new(EvidenceKind.Assumed, "FastAPI on a missing field");
    private static readonly Claim QueryRefused = new(EvidenceKind.Assumed, "how this is refused: seed 001, File Listing & Retrieval");
    private static readonly Claim FieldRefused = new(EvidenceKind.Assumed, "how this is refused: seed 001, Semantic Search & Analyze");
    private static readonly Claim TooLarge = new(EvidenceKind.Assumed, "a limit of ours");

    public static void Check(JudgedExchange judged)
    {
        var status = judged.Exchange.Status;
        if (status is 403 or 429 or >= 500 || Predict(judged) is not { } expected) return;
        if (status == 401 && expected.Status != 401) return;
        if (status is 400 or 413 && status != expected.Status && judged.Operation.Responses.ContainsKey($"{status}"))
            return; // a reason of the operation's own
        if (status is 404 or 409 && expected.Status != 401 && !expected.IsOfPath) return; // the service looks for the resource first
        var got = judged.IsSuccess ? $"{status}: accepted" : $"{status}";
        if (judged.IsSuccess) judged.Break(expected.Contradicted, expected.Place, "refusal", $"{expected.Status}", got);
        else judged.Judge(expected.Reading, status == expected.Status, expected.Place, "refusal", $"{expected.Status}", got);
    }

    private static Refusal? Predict(JudgedExchange judged)
    {
        var (exchange, isLlama) = (judged.Exchange, judged.Exchange.IsLlamaCloud);
        if (exchange.Account is null && judged.Operation.Id != "telemetry.log")
            return new("request.key", 401, isLlama ? LlamaMissingKey : MissingKey, isLlama ? LlamaMissingKey : MissingKey);
        List<Refusal> found = [.. FindPathRefusals(judged), .. FindQueryRefusals(judged), .. FindBodyRefusals(judged)];
        return found.Select(refusal => refusal.Status).Distinct().Count() == 1 ? found[0] : null;
    }

    private static IEnumerable<Refusal> FindPathRefusals(JudgedExchange judged)
    {
        foreach (var parameter in judged.Operation.Parameters.Where(parameter => parameter.In == "path"))
            if (judged.PathValues.TryGetValue(parameter.Name, out var value) && !IsWellFormed(parameter.Schema, value))
                yield return new($"request.path.{parameter.Name}", 422, judged.Exchange.IsLlamaCloud ? LlamaMalformed : MalformedId,
                    judged.Exchange.IsLlamaCloud ? LlamaMalformed : MalformedId);
    }

    private static bool IsWellFormed(JsonElement schema, string value) =>
        (schema.FindText("pattern") is not { } pattern || Regex.IsMatch(value, pattern))
        && (schema.FindText("format") != "uuid" || Guid.TryParseExact(value, "D", out _))
        && (schema.Find("enum") is not { } words || words.EnumerateArray().Any(word => ContractSchema.FormatWord(word) == value));

    private static IEnumerable<Refusal> FindQueryRefusals(JudgedExchange judged)
    {
        foreach (var (name, value) in judged.Exchange.Query)
        {
            var parameter = judged.Operation.Parameters.FirstOrDefault(known => known.In == "query" && known.Name == name);
            if (parameter is null || value.Length == 0 || IsAllowed(parameter.Schema, value)) continue;
            if (judged.Exchange.Query.Count(sent => sent.Name == name) > 1) continue; // which of them counts is not known
            var kind = Enum.Parse<EvidenceKind>(parameter.Evidence, ignoreCase: true);
            yield return new($"request.query.{name}", 422, new(kind, parameter.Source),
                judged.Exchange.IsLlamaCloud ? LlamaMalformed : QueryRefused);
        }
    }

    /// <summary>Whether a text may be sent; what cannot be told from the schema of a number or an enum may be.</summary>
    private static bool IsAllowed(JsonElement schema, string value)
    {
        if (schema.Find("enum") is { } words) return words.EnumerateArray().Any(word => ContractSchema.FormatWord(word) == value);
        if (schema.FindText("type") is not ("integer" or "number")) return true;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return false;
        return !(number < schema.Find("minimum")?.GetDouble()) && !(number > schema.Find("maximum")?.GetDouble());
    }

    private static IEnumerable<Refusal> FindBodyRefusals(JudgedExchange judged)
    {
        var exchange = judged.Exchange;
        if (exchange.RequestJson?.Length > MaxJsonBytes) yield return new("request.body", 413, TooLarge, TooLarge);
        foreach (var violation in FindViolations(judged))
            yield return new("request." + (violation.Place.Length == 0 ? "body" : violation.Place), 422, violation.Evidence,
                exchange.IsLlamaCloud ? LlamaMalformed : FieldRefused);
    }

    private static IEnumerable<Violation> FindViolations(JudgedExchange judged)
    {
        var exchange = judged.Exchange;
        if (judged.Operation.Request is not { } name || exchange.RequestType != judged.Operation.RequestType) return [];
        var schema = SchemaCatalog.Load(name);
        if (exchange.Form is { IsWhole: true } form) return FormRule.Find(schema, form);
        return exchange.RequestType == "application/json" && judged.Request is { } body ? SchemaValidator.Validate(schema, body) : [];
    }

    /// <summary>Why a request is refused.</summary>
    /// <param name="Place">What of the request is refused, e.g. <c>request.query.limit</c>.</param>
    /// <param name="Status">The expected status.</param>
    /// <param name="Contradicted">The claim that a service contradicts which accepts the request.</param>
    /// <param name="Reading">The claim that the refusal has this status.</param>
    private sealed record Refusal(string Place, int Status, Claim Contradicted, Claim Reading)
    {
        public bool IsOfPath => Place.StartsWith("request.path.", StringComparison.Ordinal);
    }
}
