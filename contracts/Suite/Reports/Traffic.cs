using System.Text.Json.Nodes;

namespace Scopix.Contracts.Reports;

/// <summary>Something in an answer that no schema names.</summary>
public sealed record Drift(string Operation, int Status, string Path, string What);

/// <summary>The requests and answers of a run, by operation: what was sent, which statuses came, what stood in the bodies.</summary>
public sealed class Traffic
{
    private const int LargestBody = 8 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<int, Shape>> _answers = [];
    private readonly Dictionary<(string, int), int> _counts = [];
    private readonly Dictionary<string, SortedSet<string>> _sent = [];
    private readonly HashSet<Drift> _drift = [];

    /// <summary>Takes in one exchange with an operation.</summary>
    public void Note(Operation operation, string query, HttpContent? content, int status, string? json)
    {
        var sent = Sent(query, content).ToList();
        using var body = json is null || json.Length > LargestBody ? null : Parsed(json);
        lock (_gate)
        {
            var known = Of(_sent, operation.Id);
            known.UnionWith(sent);
            _counts[(operation.Id, status)] = _counts.GetValueOrDefault((operation.Id, status)) + 1;
            var shape = Of(Of(_answers, operation.Id), status);
            if (body is not null) shape.Observe(SchemaOf(operation, status), body.RootElement, "", Drifted);
        }

        void Drifted(string path, string what) => _drift.Add(new(operation.Id, status, path, what));
    }

    /// <summary>The names a request sends: of its query, of a form's parts, paths of a JSON body.</summary>
    public static IEnumerable<string> Sent(string query, HttpContent? content) => Query(query).Concat(Sent(content));

    /// <summary>How often an operation answered a status.</summary>
    public int Count(string operation, int status) => _counts.GetValueOrDefault((operation, status));

    /// <summary>The statuses an operation answered, with what stood in the bodies.</summary>
    public IReadOnlyDictionary<int, Shape> Answers(string operation) => Of(_answers, operation);

    /// <summary>The names an operation was sent: queries, form parts, paths of JSON bodies.</summary>
    public IReadOnlySet<string> Names(string operation) => Of(_sent, operation);

    /// <summary>What no schema names.</summary>
    public IReadOnlyCollection<Drift> Unknown => _drift;

    private static NJsonSchema.JsonSchema? SchemaOf(Operation operation, int status) =>
        operation.Responses.GetValueOrDefault($"{status}") is { } name ? Schemas.Load(name) : null;

    private static IEnumerable<string> Query(string query) =>
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Redaction.Name(Uri.UnescapeDataString(pair.Split('=')[0])));

    private static IEnumerable<string> Sent(HttpContent? content) => content switch
    {
        MultipartFormDataContent form => form.Select(part => part.Headers.ContentDisposition?.Name?.Trim('"')).OfType<string>().Select(Redaction.Name),
        StringContent { Headers.ContentType.MediaType: "application/json" } text when Node(text) is { } node => Paths(node, ""),
        _ => [],
    };

    private static JsonNode? Node(StringContent content)
    {
        try
        {
            return JsonNode.Parse(content.ReadAsStream());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject body => body.SelectMany(p =>
            Paths(p.Value, Join(path, Redaction.Name(p.Key))).Prepend(Join(path, Redaction.Name(p.Key)))),
        JsonArray list => list.SelectMany(item => Paths(item, path + "[]")),
        _ => [],
    };

    private static JsonDocument? Parsed(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key)
        where TKey : notnull
        where TValue : new() => all.TryGetValue(key, out var value) ? value : all[key] = new();
}
