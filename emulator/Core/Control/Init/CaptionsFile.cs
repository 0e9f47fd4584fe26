namespace Scopix.Emulator.Control.Init;

/// <summary>
/// The captions of a folder: an object whose names are paths of files, and whose values are descriptions or objects with more.
/// </summary>
internal sealed class CaptionsFile
{
    private readonly string _name;
    private readonly Dictionary<string, (int Line, int Column)> _places = new(StringComparer.Ordinal);

    private CaptionsFile(string name) => _name = name;

    public Dictionary<string, JsonObject> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the file; there are no captions without one.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="InitProblemsException">It is not such an object.</exception>
    public static CaptionsFile Read(string path, string name)
    {
        var captions = new CaptionsFile(name);
        if (!File.Exists(path)) return captions;
        var json = File.ReadAllBytes(path);
        try
        {
            captions.Read(json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsSpan(3) : json);
        }
        catch (JsonException error)
        {
            throw new InitProblemsException([new InitProblem(name, (int)(error.LineNumber ?? 0) + 1,
                (int)(error.BytePositionInLine ?? 0) + 1, "", JsonProblem.Describe(error))]);
        }
        return captions;
    }

    public InitProblem CreateProblem(string path, string field, string issue)
    {
        var (line, column) = _places.GetValueOrDefault(path);
        return new InitProblem(_name, line, column, FieldPath.Join(path, field), issue);
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var problems = new List<InitProblem>();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new InitProblemsException([new InitProblem(_name, 1, 1, "", "must be a JSON object with paths of files")]);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var path = reader.GetString()!;
            var before = json[..(int)reader.TokenStartIndex];
            var place = (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
            var isNew = _places.TryAdd(path, place);
            reader.Read();
            var entry = JsonNode.Parse(ref reader) switch
            {
                JsonObject all => all,
                JsonValue value when value.GetValueKind() == JsonValueKind.String => new JsonObject { ["description"] = value },
                _ => null,
            };
            if (!isNew) problems.Add(new InitProblem(_name, place.Item1, place.Item2, path, "is there twice"));
            else if (entry is null) problems.Add(CreateProblem(path, "", "must be a description, or an object with more"));
            else Entries.Add(path, entry);
        }
        reader.Read(); // reports what follows the object
        if (problems.Count > 0) throw new InitProblemsException(problems);
    }
}
