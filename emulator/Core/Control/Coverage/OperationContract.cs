using System.Collections.Concurrent;
using System.Collections.Frozen;
using Scopix.Emulator.Control.OpenApi;

namespace Scopix.Emulator.Control.Coverage;

internal sealed class OperationContract
{
    private static readonly Lazy<IReadOnlyDictionary<string, OperationContract>> LoadedContracts = new(LoadAll);

    private static readonly ConcurrentDictionary<string, Lazy<JsonObject>> Schemas = new();

    private readonly string[] _segments;
    private readonly Lazy<SchemaShape?> _request;
    private readonly Lazy<IReadOnlyDictionary<int, SchemaShape?>> _responses;
    private readonly Lazy<FrozenSet<string>> _formNames;

    private OperationContract(JsonObject row)
    {
        (Id, Method, Evidence) = ((string)row["id"]!, (string)row["method"]!, (string)row["evidence"]!);
        _segments = SplitPath((string)row["path"]!);
        Parameters =
            row["parameters"]!.AsArray().Select(parameter => parameter!.AsObject()).Where(parameter => (string)parameter["in"]! != "path")
            .Select(parameter => new ContractParameter(
                (string)parameter["name"]!, (string)parameter["in"]!, (bool?)parameter["explode"] == false,
                (bool?)parameter["explode"] != false && parameter["schema"]!["type"] is JsonValue type && (string?)type == "array",
                SchemaShape.FromSchema(parameter["schema"]!.AsObject(), GetSchema)))
            .ToArray();
        QueryParameters = Parameters.Where(parameter => parameter.In == "query").ToFrozenDictionary(parameter => parameter.Name);
        _request = new(() => ReadShape((string?)row["request"]));
        _responses = new(() => row["responses"]!.AsObject().ToDictionary(
            response => int.Parse(response.Key, CultureInfo.InvariantCulture), response => ReadShape((string?)response.Value)));
        _formNames = new(() => (Request ?? new SchemaShape()).EnumeratePaths().ToFrozenSet());
    }

    public static IReadOnlyDictionary<string, OperationContract> All => LoadedContracts.Value;

    public string Id { get; }

    public string Method { get; }

    public string Evidence { get; }

    public IReadOnlyList<ContractParameter> Parameters { get; }

    public FrozenDictionary<string, ContractParameter> QueryParameters { get; }

    public FrozenSet<string> FormNames => _formNames.Value;

    public SchemaShape? Request => _request.Value;

    /// <summary>By status; null for a response without a body.</summary>
    public IReadOnlyDictionary<int, SchemaShape?> Responses => _responses.Value;

    /// <summary>Finds the operation of a request. From left to right, a literal segment is preferred to a placeholder.</summary>
    public static OperationContract? Match(string method, string path)
    {
        var segments = SplitPath(path);
        return All.Values
            .Where(operation => operation.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && operation.MatchesPath(segments))
            .MinBy(operation => string.Concat(operation._segments.Select(segment => segment.StartsWith('{') ? '1' : '0')),
                StringComparer.Ordinal);
    }

    private bool MatchesPath(string[] segments) => _segments.Length == segments.Length && _segments.Zip(segments).All(pair =>
        pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, OperationContract> LoadAll() =>
        ContractFiles.Api.ReadOperations().Select(row => new OperationContract(row!.AsObject())).ToDictionary(operation => operation.Id);

    private static SchemaShape? ReadShape(string? schema) =>
        schema is null ? null : SchemaShape.FromSchema(GetSchema(schema), GetSchema);

    /// <summary>Read when it is needed: the schemas of all operations take longer than a first request should.</summary>
    private static JsonObject GetSchema(string name) =>
        Schemas.GetOrAdd(name, static name => new(() => ContractFiles.ReadApiSchema(name))).Value;

    private static string[] SplitPath(string path) => path.Trim('/').Split('/');
}

/// <summary>A query parameter or header of an operation.</summary>
/// <param name="In"><c>query</c> or <c>header</c>.</param>
/// <param name="IsCommaSeparated">True when several values are sent as one text with commas.</param>
/// <param name="IsRepeated">True when several values are sent under the same name.</param>
internal sealed record ContractParameter(string Name, string In, bool IsCommaSeparated, bool IsRepeated, SchemaShape Shape)
{
    /// <summary>E.g. <c>query.tags</c>.</summary>
    public string Path => $"{In}.{Name}";

    public IEnumerable<string> AllPaths => [Path,
        .. Shape.EnumeratePaths(Path).Select(path => path.Replace("[]", "", StringComparison.Ordinal))];
}
