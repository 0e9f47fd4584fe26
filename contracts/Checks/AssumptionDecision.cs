namespace Scopix.Contracts.Checks;

/// <summary>One decision that assumptions rest on: a row of <c>contracts/assumptions.json</c>.</summary>
/// <param name="Id">Lower case with hyphens, e.g. <c>missing-resources</c>.</param>
/// <param name="Title">A few words.</param>
/// <param name="Question">What was assumed, as a question that an engineer of the service can answer with yes or no.</param>
/// <param name="SettledBy">The request that settles it, in words.</param>
/// <param name="Sources">The sources of the assumptions that rest on it; one that ends in <c>*</c> is a prefix.</param>
public sealed record AssumptionDecision(
    string Id, string Title, string Question, [property: JsonPropertyName("settled_by")] string SettledBy, IReadOnlyList<string> Sources)
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<AssumptionDecision> All { get; } = ReadAll();

    /// <summary>The operations whose verb, parameters or fields are assumptions that rest on the decision.</summary>
    [JsonIgnore]
    public IReadOnlyList<Operation> Operations => field ??= [.. Operation.All.Where(CoversAny)];

    /// <summary>Reads the decisions.</summary>
    /// <exception cref="JsonException">The text is not a list of decisions.</exception>
    public static IReadOnlyList<AssumptionDecision> Parse(string json) =>
        JsonSerializer.Deserialize(json, AssumptionsJsonContext.Default.ListAssumptionDecision)!;

    /// <summary>The decision that an assumption with this source rests on; null when there is none.</summary>
    public static AssumptionDecision? Find(string source) => All.FirstOrDefault(decision => decision.Covers(source));

    /// <summary>Whether an assumption with this source rests on the decision.</summary>
    public bool Covers(string source) => Sources.Any(own =>
        own.EndsWith('*') ? source.StartsWith(own[..^1], StringComparison.Ordinal) : source == own);

    /// <summary>Whether a claim is an assumption that rests on the decision.</summary>
    public bool Covers(Claim claim) => claim.Evidence == EvidenceKind.Assumed && Covers(claim.Source);

    /// <summary>Whether the verb of an operation is an assumption that rests on the decision.</summary>
    public bool CoversVerb(Operation operation) => operation.Evidence == "assumed" && Covers(operation.Source);

    private bool CoversAny(Operation operation) => CoversVerb(operation)
        || operation.Parameters.Any(parameter => parameter.Evidence == "assumed" && Covers(parameter.Source))
        || operation.SchemaNames.Any(name => SchemaShape.Load(name).Fields.Any(each => Covers(each.Evidence)));

    private static List<AssumptionDecision> ReadAll()
    {
        using var rows = ContractResources.OpenAssumptions();
        return JsonSerializer.Deserialize(rows, AssumptionsJsonContext.Default.ListAssumptionDecision)!;
    }
}
