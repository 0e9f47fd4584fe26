using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks;

/// <summary>Something in a response that no schema names.</summary>
public sealed record SchemaDrift(string Operation, int Status, string Path, string What);

/// <summary>The requests and responses of a run, by operation: names sent, statuses, and shapes of the bodies.</summary>
public sealed class RecordedTraffic
{
    private const int MaxBodyLength = 8 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<int, JsonShape>> _responses = [];
    private readonly Dictionary<(string, int), int> _counts = [];
    private readonly Dictionary<string, SortedSet<string>> _sent = [];
    private readonly HashSet<SchemaDrift> _drift = [];

    /// <summary>Records one exchange with an operation.</summary>
    public void Record(Operation operation, string query, HttpContent? content, int status, string? json)
    {
        var sent = GetSentNames(query, content).ToList();
        using var body = json is null || json.Length > MaxBodyLength ? null : TryParse(json);
        lock (_lock)
        {
            var names = GetOrAdd(_sent, operation.Id);
            names.UnionWith(sent);
            _counts[(operation.Id, status)] = _counts.GetValueOrDefault((operation.Id, status)) + 1;
            var shape = GetOrAdd(GetOrAdd(_responses, operation.Id), status);
            if (body is not null) shape.Observe(LoadSchema(operation, status), body.RootElement, "", Drifted);
        }

        void Drifted(string path, string what) => _drift.Add(new(operation.Id, status, path, what));
    }

    /// <summary>The names that a request sends: of its query, of a form's parts, and the paths of a JSON body.</summary>
    public static IEnumerable<string> GetSentNames(string query, HttpContent? content) =>
        GetQueryNames(query).Concat(GetSentNames(content));

    /// <summary>The names that a request sends, as a proxy saw them.</summary>
    public static IEnumerable<string> GetSentNames(ObservedExchange exchange) => GetQueryNames(exchange.Url.Query)
        .Concat((exchange.Form?.Parts ?? []).Select(part => Redaction.RedactName(part.Name))).Concat(GetJsonNames(exchange.RequestJson));

    /// <summary>How often an operation returned a status.</summary>
    public int CountResponses(string operation, int status) => _counts.GetValueOrDefault((operation, status));

    /// <summary>The statuses that an operation returned, with the shapes of the bodies.</summary>
    public IReadOnlyDictionary<int, JsonShape> GetShapes(string operation) => GetOrAdd(_responses, operation);

    /// <summary>The names that were sent to an operation: of queries and form parts, and the paths of JSON bodies.</summary>
    public IReadOnlySet<string> GetRecordedNames(string operation) => GetOrAdd(_sent, operation);

    /// <summary>Everything in responses that no schema names.</summary>
    public IReadOnlyCollection<SchemaDrift> Drifts => _drift;

    private static ContractSchema? LoadSchema(Operation operation, int status) =>
        operation.Responses.GetValueOrDefault($"{status}") is { } name ? SchemaCatalog.Load(name) : null;

    private static IEnumerable<string> GetQueryNames(string query) =>
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => Redaction.RedactName(Uri.UnescapeDataString(pair.Split('=')[0])));

    private static IEnumerable<string> GetSentNames(HttpContent? content) => content switch
    {
        MultipartFormDataContent form =>
            form.Select(part => part.Headers.ContentDisposition?.Name?.Trim('"')).OfType<string>().Select(Redaction.RedactName),
        StringContent { Headers.ContentType.MediaType: "application/json" } text
            when TryParseNode(text) is { } node => GetJsonPaths(node, ""),
        _ => [],
    };

    private static IEnumerable<string> GetJsonNames(ReadOnlyMemory<byte>? json)
    {
        if (json is not { IsEmpty: false } text) return [];
        try
        {
            return GetJsonPaths(JsonNode.Parse(text.Span), "");
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static JsonNode? TryParseNode(StringContent content)
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

    private static IEnumerable<string> GetJsonPaths(JsonNode? node, string path) => node switch
    {
        JsonObject body => body.Select(p => (Path: SchemaFields.JoinPath(path, Redaction.RedactName(p.Key)), p.Value))
            .SelectMany(p => GetJsonPaths(p.Value, p.Path).Prepend(p.Path)),
        JsonArray list => list.SelectMany(item => GetJsonPaths(item, path + "[]")),
        _ => [],
    };

    private static JsonDocument? TryParse(string json)
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

    private static TValue GetOrAdd<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key)
        where TKey : notnull
        where TValue : new() => all.TryGetValue(key, out var value) ? value : all[key] = new();
}
