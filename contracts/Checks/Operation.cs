namespace Scopix.Contracts.Checks;

/// <summary>One row of <c>operations.json</c>.</summary>
/// <param name="Id">The name used by contracts, routes, faults and reports, e.g. <c>files.get</c>.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Method">The verb, in capitals.</param>
/// <param name="Path">From the root, with <c>{parameters}</c>.</param>
/// <param name="Evidence">The evidence of the verb and the path.</param>
/// <param name="Source">The source of the evidence.</param>
/// <param name="Parameters">The parameters in path, query and headers.</param>
/// <param name="Request">The schema of the body; null when there is none.</param>
/// <param name="RequestType">The body's media type; null when there is no body.</param>
/// <param name="Responses">The schema of the body by status; null when the body is not JSON.</param>
/// <param name="Messages">The schema of a WebSocket's messages; null when there are none.</param>
public sealed record Operation(
    string Id, string Summary, string Method, string Path, string Evidence, string Source, IReadOnlyList<Parameter> Parameters,
    string? Request, string? RequestType, IReadOnlyDictionary<string, string?> Responses, string? Messages = null)
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<Operation> All { get; } = OperationReader.ReadAll();

    private static readonly Dictionary<string, Operation> ById = All.ToDictionary(operation => operation.Id);

    /// <summary>In an order in which the first match wins.</summary>
    private static readonly (Operation Operation, string[] Segments)[] Routes =
    [
        .. All.Select(operation => (Operation: operation, Segments: SplitPath(operation.Path))).OrderBy(
            route => string.Concat(route.Segments.Select(segment => IsParameter(segment) ? '1' : '0')), StringComparer.Ordinal),
    ];

    /// <summary>Every schema that the row names.</summary>
    public IEnumerable<string> SchemaNames => Responses.Values.Append(Request).Append(Messages).OfType<string>();

    /// <summary>The names of the body of a request; none when there is no body.</summary>
    public SchemaShape RequestShape => SchemaShape.Load(Request);

    /// <summary>The operation of an id; null when there is none.</summary>
    public static Operation? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>
    /// The operation that a request calls; null when there is none. A literal segment of a path wins over a <c>{parameter}</c>,
    /// from left to right.
    /// </summary>
    /// <param name="method">The verb, in any case.</param>
    /// <param name="path">The path from the root, e.g. <c>/api/v2/files/stuck</c>; a query is ignored.</param>
    public static Operation? Match(string method, string path)
    {
        var segments = SplitPath(path.Split('?')[0]);
        return Array.Find(Routes, route => route.Operation.Method.Equals(method, StringComparison.OrdinalIgnoreCase)
            && MatchesPath(route.Segments, segments)).Operation;
    }

    /// <summary>The values of the path's parameters, decoded, by name. The path must be one of this operation.</summary>
    public IReadOnlyDictionary<string, string> ReadPathValues(string path) => SplitPath(Path).Zip(SplitPath(path))
        .Where(pair => IsParameter(pair.First))
        .ToDictionary(pair => pair.First.Trim('{', '}'), pair => Uri.UnescapeDataString(pair.Second));

    /// <summary>The parameter of a name; null when there is none.</summary>
    /// <param name="place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
    /// <param name="name">The name as sent.</param>
    public Parameter? FindParameter(string place, string name)
    {
        foreach (var parameter in Parameters)
            if (parameter.Name == name && parameter.In == place) return parameter;
        return null;
    }

    private static bool MatchesPath(string[] pattern, string[] segments) =>
        pattern.Length == segments.Length && pattern.Zip(segments).All(pair => IsParameter(pair.First)
            ? pair.Second.Length > 0
            : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private static string[] SplitPath(string path) => path.Trim('/').Split('/');

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">The name as sent.</param>
/// <param name="In"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Required">True when the operation refuses a request without it.</param>
/// <param name="Schema">The allowed values, in the vocabulary of the schemas; an array is sent by repeating the name, or with
/// commas.</param>
/// <param name="Evidence">The evidence of the parameter.</param>
/// <param name="Source">The source of the evidence.</param>
/// <param name="Explode">False for an array that is sent as one text with commas.</param>
/// <param name="Note">An interpretation of the documents; null when there is none.</param>
public sealed record Parameter(
    string Name, string In, bool Required, JsonElement Schema, string Evidence, string Source, bool Explode = true, string? Note = null)
{
    private readonly Lazy<SchemaShape> _shape = new(() => SchemaShape.Create(ContractSchema.Create(Schema)));

    /// <summary>The shape of <see cref="Schema"/>.</summary>
    public SchemaShape Shape => _shape.Value;

    /// <summary>Whether several values are sent under the same name.</summary>
    public bool IsRepeated => Explode && Schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && type.ValueEquals("array");
}
