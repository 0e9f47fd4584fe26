using Scopix.Contracts.Checks.Observing;
using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks;

/// <summary>
/// One recorded response, as types: a string is <c>"string"</c>, a value that an enum declares is <c>"=value"</c>, an object
/// without declared names is <c>"object"</c>, and a list has each shape of item once.
/// </summary>
/// <param name="Sent">
/// The names that the requests with this response sent: of their queries, of forms' parts, and the paths of JSON bodies.
/// </param>
/// <param name="ContentType">The media type of the response; null without one.</param>
/// <param name="Body">The shape of the body; null without one.</param>
/// <param name="Headers">The names of the response's headers, sorted; null in a recording of an earlier version.</param>
public sealed record RecordedResponse(
    IReadOnlyList<string> Sent, string? ContentType, JsonNode? Body, IReadOnlyList<string>? Headers = null);

/// <summary>The responses of one operation with one status, on one day.</summary>
/// <param name="Operation">The id of the operation.</param>
/// <param name="Status">The status of the responses.</param>
/// <param name="RecordedOn">The date, as <c>2026-01-15</c>.</param>
/// <param name="Answers">The distinct shapes.</param>
/// <param name="Contradicted">
/// The assumptions that these exchanges contradicted, as a proxy judged them, which knows the requests too; null when there are none.
/// </param>
public sealed record Recording(
    string Operation, int Status, string RecordedOn, IReadOnlyList<RecordedResponse> Answers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RecordedContradiction>? Contradicted = null);

/// <summary>
/// Records the distinct shapes of responses, the first <see cref="MaxShapesPerStatus"/> of each operation and status, as
/// <c>OPERATION.STATUS.json</c> in a folder. Values are not written; see <see cref="Redaction"/>.
/// </summary>
public sealed class Recorder(string folder, DateTimeOffset today)
{
    /// <summary>How many distinct shapes are recorded for one operation and status.</summary>
    public const int MaxShapesPerStatus = 8;

    private const int MaxBodyLength = 4 << 20;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Operation, int Status), Dictionary<string, RecordedResponse>> _shapes = [];
    private readonly Dictionary<(string Operation, int Status), List<RecordedContradiction>> _contradicted = [];

    /// <summary>
    /// Records one exchange. Of a shape that is recorded already, only further names that were sent are added; when the limit is reached,
    /// a new shape is left out.
    /// </summary>
    /// <param name="operation">The operation that was called.</param>
    /// <param name="query">The query of the request, of which the names are recorded.</param>
    /// <param name="content">The body of the request, of which the names are recorded.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="contentType">The media type of the response; null without one.</param>
    /// <param name="json">The body of the response; null when it is no JSON.</param>
    /// <param name="headers">The names of the response's headers, which tell an emulator from the service.</param>
    public void Record(
        Operation operation, string query, HttpContent? content, int status, string? contentType, string? json, IEnumerable<string> headers)
    {
        if (json?.Length > MaxBodyLength) return;
        Record(operation, status, RecordedTraffic.GetSentNames(query, content), contentType, json, headers);
    }

    /// <summary>
    /// Records what a proxy saw, with the names of the headers. Names that a client sent and no contract has may be data, and are not
    /// written. An exchange whose body is not known is left out.
    /// </summary>
    /// <param name="operation">The operation that was called.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="judgements">What it says about the contracts; the assumptions that it contradicts are recorded.</param>
    public void Record(Operation operation, ObservedExchange exchange, IReadOnlyList<Judgement> judgements)
    {
        if (exchange.ResponseBody?.Length > MaxBodyLength) return;
        var json = exchange.ResponseType?.Contains("json", StringComparison.Ordinal) == true
            ? exchange.ResponseBody is { } body ? Encoding.UTF8.GetString(body.Span) : null : "";
        if (json is null) return;
        var known = operation.Parameters.Select(parameter => parameter.Name)
            .Concat(SchemaShape.Load(operation.Request).Fields.Select(field => field.Path)).ToHashSet();
        var sent = RecordedTraffic.GetSentNames(exchange).Select(name => known.Contains(name) ? name : "(name)");
        Record(operation, exchange.Status, sent, exchange.ResponseType, json, exchange.ResponseHeaders.Keys);
        var key = (operation.Id, exchange.Status);
        lock (_lock)
            _contradicted[key] = [.. _contradicted.GetValueOrDefault(key, []).Union(ContradictedAssumptions.Find(judgements))];
    }

    private void Record(
        Operation operation, int status, IEnumerable<string> names, string? contentType, string? json, IEnumerable<string> headers)
    {
        var schema = operation.Responses.GetValueOrDefault($"{status}");
        var response = new RecordedResponse(
            SortNames(names), contentType is null ? null : NormalizeMediaType(contentType), Redact(json, schema),
            SortNames(headers.Select(Redaction.RedactName)));
        lock (_lock)
        {
            if (!_shapes.TryGetValue((operation.Id, status), out var shapes)) _shapes[(operation.Id, status)] = shapes = [];
            var key = GetKey(response);
            if (shapes.TryGetValue(key, out var known)) shapes[key] = AddNames(known, response);
            else if (shapes.Count < MaxShapesPerStatus) shapes[key] = response;
        }
    }

    private static RecordedResponse AddNames(RecordedResponse known, RecordedResponse same) => known with
    {
        Sent = SortNames(known.Sent.Concat(same.Sent)),
        Headers = known.Headers is null ? same.Headers : SortNames(known.Headers.Concat(same.Headers ?? [])),
    };

    private static List<string> SortNames(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    private static string GetKey(RecordedResponse response) => $"{response.ContentType} {response.Body?.ToJsonString()}";

    /// <summary>
    /// Writes the files. What earlier recordings in the folder have is kept, and a file without a new shape or name is left as it is. A
    /// recording that contains a key, which would be a defect of ours, is not written.
    /// </summary>
    public void Write()
    {
        Directory.CreateDirectory(folder);
        foreach (var ((operation, status), shapes) in _shapes)
        {
            var contradicted = _contradicted.GetValueOrDefault((operation, status), []);
            AddToFolder(folder, new(operation, status, $"{today:yyyy-MM-dd}", [.. shapes.Values], OrNull(contradicted)));
        }
    }

    /// <summary>Adds what is new in a recording to the file of its operation and status; returns whether anything was.</summary>
    /// <exception cref="InvalidOperationException">The recording contains a key.</exception>
    public static bool AddToFolder(string folder, Recording recording)
    {
        var file = Path.Combine(folder, $"{recording.Operation}.{recording.Status}.json");
        var earlier = File.Exists(file) ? Parse(File.ReadAllText(file)) : null;
        List<RecordedResponse> answers = [.. earlier?.Answers ?? []];
        List<RecordedContradiction> contradicted = [.. (earlier?.Contradicted ?? []).Union(recording.Contradicted ?? [])];
        var isChanged = contradicted.Count > (earlier?.Contradicted?.Count ?? 0);
        foreach (var answer in recording.Answers)
        {
            var index = answers.FindIndex(known => GetKey(known) == GetKey(answer));
            if (index < 0 && answers.Count >= MaxShapesPerStatus) continue;
            if (index < 0)
            {
                answers.Add(answer);
                isChanged = true;
                continue;
            }
            var more = AddNames(answers[index], answer);
            isChanged |= more.Sent.Count > answers[index].Sent.Count || more.Headers?.Count > (answers[index].Headers?.Count ?? 0);
            answers[index] = more;
        }
        if (!isChanged) return false;
        var text = JsonSerializer.Serialize(
            recording with { Answers = answers, Contradicted = OrNull(contradicted) }, RecordingJsonContext.Readable.Recording);
        if (Redaction.HoldsSecret(text))
            throw new InvalidOperationException($"the recording of {recording.Operation} {recording.Status} would hold a key");
        File.WriteAllText(file, text + "\n");
        return true;
    }

    /// <summary>Reads a recording from its JSON.</summary>
    public static Recording Parse(string json) => JsonSerializer.Deserialize(json, RecordingJsonContext.Readable.Recording)!;

    private static List<RecordedContradiction>? OrNull(List<RecordedContradiction> list) => list.Count == 0 ? null : list;

    private static string NormalizeMediaType(string type) =>
        type is "application/json" or "text/html" or "text/plain" or "text/csv" or "application/problem+json" ? type : "other";

    private static JsonNode? Redact(string? json, string? schema)
    {
        if (string.IsNullOrEmpty(json)) return null;
        try
        {
            using var body = JsonDocument.Parse(json);
            return Redact(body.RootElement, schema is null ? null : SchemaCatalog.Load(schema));
        }
        catch (JsonException)
        {
            return "(no JSON)";
        }
    }

    private static JsonNode Redact(JsonElement value, ContractSchema? schema)
    {
        var actual = schema is null ? null : SchemaFields.SelectBranch(schema, value);
        return value.ValueKind switch
        {
            JsonValueKind.Object => RedactObject(value, actual),
            JsonValueKind.Array => RedactArray(value, actual),
            JsonValueKind.String when actual?.Enumeration.Contains(value.GetString()) == true => $"={value.GetString()}",
            _ => JsonTypes.GetType(value),
        };
    }

    private static JsonNode RedactObject(JsonElement value, ContractSchema? actual)
    {
        var names = actual is null ? null : SchemaFields.GetProperties(actual);
        if (names is { Count: 0 }) return "object";

        var body = new JsonObject();
        foreach (var property in value.EnumerateObject())
        {
            var schema = names?.GetValueOrDefault(property.Name);
            body[schema is null ? Redaction.RedactName(property.Name) : property.Name] = Redact(property.Value, schema);
        }

        return body;
    }

    private static JsonArray RedactArray(JsonElement list, ContractSchema? actual)
    {
        var items = list.EnumerateArray().Select(item => Redact(item, actual?.Items)).DistinctBy(item => item.ToJsonString());
        return [.. items.OrderBy(item => item.ToJsonString(), StringComparer.Ordinal)];
    }
}
