using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Scopix.Emulator.Control.Init;

/// <summary>
/// The text of one init file, with the place of each of its fields. Paths of fields are those of JSON: <c>files[2].title</c>. A tenant is
/// named by its number, <c>tenants[0]</c>, since keys are not shown.
/// </summary>
/// <param name="isReadAgain">True for a file whose stubs and faults are replaced when it is saved.</param>
internal sealed class InitSource(string name, byte[] json, string? folder, bool isReadAgain = true)
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private readonly List<InitProblem> _problems = [];

    /// <summary>The folder that paths in the file are relative to; null for the body of a request.</summary>
    public string? Folder => folder;

    public bool IsFile => folder is not null && isReadAgain;

    /// <summary>What is wrong with the file so far.</summary>
    public IReadOnlyList<InitProblem> Problems => _problems;

    /// <summary>Reads the document; null when there are problems.</summary>
    public InitDocument? Read()
    {
        if (json.AsSpan().StartsWith("\uFEFF"u8)) json = json[3..];
        if (!Utf8.IsValid(json)) return Fail(0, "", "is not valid UTF-8");
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return Fail(0, "", "must be a JSON object");
            ReadValue(ref reader, ControlJsonContext.Shared.InitDocument, "");
            reader.Read();
        }
        catch (JsonException error)
        {
            return Fail(GetOffset(error), "", JsonProblem.Describe(error));
        }
        try
        {
            return _problems.Count > 0 ? null : JsonSerializer.Deserialize(json, ControlJsonContext.Shared.InitDocument);
        }
        catch (JsonException error)
        {
            var end = GetOffset(error); // behind the value, which belongs to the last field before it
            var field = _offsets.Where(field => field.Value < end).MaxBy(field => field.Value).Key ?? "";
            return Fail(_offsets.GetValueOrDefault(field), field, DescribeValue(error));
        }
    }

    /// <summary>Adds a problem at a field, or at the nearest one around it.</summary>
    public void Report(string field, string issue)
    {
        var known = field;
        while (!_offsets.ContainsKey(known) && known.Length > 0) known = known[..Math.Max(0, known.LastIndexOfAny(['.', '[']))];
        Fail(_offsets.GetValueOrDefault(known), field, issue);
    }

    /// <summary>Adds the problem of a check that throws.</summary>
    public void Check(string field, Action check)
    {
        try
        {
            check();
        }
        catch (ApiError error)
        {
            Report(string.IsNullOrEmpty(error.Field) ? field : FieldPath.Join(field, error.Field), error.Issue ?? error.Message);
        }
    }

    private InitDocument? Fail(int offset, string field, string issue)
    {
        var before = json.AsSpan(0, offset);
        var start = before.LastIndexOf((byte)'\n') + 1;
        _problems.Add(new InitProblem(name, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1, field, issue));
        return null;
    }

    private void ReadValue(ref Utf8JsonReader reader, JsonTypeInfo? type, string path)
    {
        if (reader.TokenType == JsonTokenType.StartObject && type?.Kind == JsonTypeInfoKind.Object) ReadObject(ref reader, type, path);
        else if (reader.TokenType == JsonTokenType.StartObject && type?.Kind == JsonTypeInfoKind.Dictionary)
            ReadTenants(ref reader, path);
        else if (reader.TokenType == JsonTokenType.StartArray && type?.Kind == JsonTypeInfoKind.Enumerable)
            ReadItems(ref reader, Find(type.ElementType!), path);
        else reader.Skip();
    }

    private void ReadObject(ref Utf8JsonReader reader, JsonTypeInfo type, string path)
    {
        var (start, seen) = ((int)reader.TokenStartIndex, new HashSet<string>(StringComparer.Ordinal));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (at, field) = ((int)reader.TokenStartIndex, ReadName(ref reader));
            var property = type.Properties.FirstOrDefault(property => property.Name == field);
            var child = FieldPath.Join(path, field);
            _offsets.TryAdd(child, at);
            if (property is null)
                Fail(at, child, "is not a known field" + NameSuggestion.Describe(field, type.Properties.Select(known => known.Name)));
            else if (!seen.Add(field)) Fail(at, child, "is there twice");
            reader.Read();
            ReadValue(ref reader, property is null ? null : Find(property.PropertyType), child);
        }
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false } && !seen.Contains(property.Name))
                Fail(start, FieldPath.Join(path, property.Name), "is required");
    }

    private void ReadTenants(ref Utf8JsonReader reader, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = $"{path}[{seen.Count}]";
            _offsets[child] = (int)reader.TokenStartIndex;
            if (!seen.Add(ReadName(ref reader))) Fail(_offsets[child], child, "is the key of a tenant above");
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) Fail((int)reader.TokenStartIndex, child, "must be an object");
            ReadValue(ref reader, ControlJsonContext.Shared.InitTenant, child);
        }
    }

    private void ReadItems(ref Utf8JsonReader reader, JsonTypeInfo? item, string path)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var child = $"{path}[{i}]";
            _offsets[child] = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.Null) Fail(_offsets[child], child, "must not be null");
            ReadValue(ref reader, item, child);
        }
    }

    private static JsonTypeInfo? Find(Type type) => ControlJsonContext.Shared.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    private static string ReadName(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // an unpaired surrogate: no field has such a name
        }
    }

    private int GetOffset(JsonException error)
    {
        var offset = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--) offset += json.AsSpan(offset).IndexOf((byte)'\n') + 1;
        return (int)Math.Min(offset + (error.BytePositionInLine ?? 0), json.Length);
    }

    private static string DescribeValue(JsonException error)
    {
        if (error.Message.Contains("doesn't allow", StringComparison.Ordinal)) return "must not be null";
        if (error.InnerException?.Message.Contains("UTF-16", StringComparison.Ordinal) == true)
            return "must be Unicode text: it contains an unpaired surrogate";
        return error.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? "is of the wrong type" : error.Message.Split(" Path:")[0];
    }
}
