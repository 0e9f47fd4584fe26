using System.Text.Encodings.Web;

namespace Scopix.Contracts.Checks;

/// <summary>The few lines of a JSON body around a place.</summary>
public static class BodyExcerpt
{
    private const int MaxLineLength = 120;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>At most two lines; none for an empty body.</summary>
    /// <param name="body">The body, of any type.</param>
    /// <param name="path">E.g. <c>items[0].title</c>; empty for the body itself.</param>
    public static IReadOnlyList<string> Create(ReadOnlyMemory<byte> body, string path)
    {
        if (body.IsEmpty) return [];
        try
        {
            using var document = JsonDocument.Parse(body);
            return Create(document.RootElement, path);
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, MaxLineLength * 2)]).ReplaceLineEndings(" ");
            return [IsWorkflowCommand(text) ? $"'{Cut(text)}'" : Cut(text)];
        }
    }

    /// <summary>Whether a CI job would obey the line instead of printing it.</summary>
    private static bool IsWorkflowCommand(string line) => line.AsSpan().TrimStart() is var start
        && (start.StartsWith("::", StringComparison.Ordinal) || start.StartsWith("##[", StringComparison.Ordinal));

    private static List<string> Create(JsonElement root, string path)
    {
        var (parent, name) = (root, "");
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.Length > 0 && !TryStep(ref parent, name)) break;
            name = step;
        }
        name = name.Split('[')[0];
        if (parent.ValueKind != JsonValueKind.Object || name.Length == 0 || !parent.TryGetProperty(name, out var value))
            return [Cut(Write(parent))];
        List<string> lines = [Cut($"\"{name}\": {Write(value)}")];
        var previous = parent.EnumerateObject().TakeWhile(property => property.Name != name).LastOrDefault();
        if (previous.Value.ValueKind != JsonValueKind.Undefined) lines.Insert(0, Cut($"\"{previous.Name}\": {Write(previous.Value)},"));
        return lines;
    }

    private static bool TryStep(ref JsonElement parent, string step)
    {
        var (name, index) = step.EndsWith(']') && step.Split('[') is [var list, var number] ? (list, number.TrimEnd(']')) : (step, null);
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value)) return false;
        if (index is not null)
        {
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) return false;
            value = value[int.TryParse(index, CultureInfo.InvariantCulture, out var at) && at < value.GetArrayLength() ? at : 0];
        }
        parent = value;
        return true;
    }

    private static string Write(JsonElement value)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, WriterOptions)) value.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)Math.Min(bytes.Length, MaxLineLength * 4));
    }

    private static string Cut(string line) => Redaction.RedactAndCut(line, MaxLineLength);
}
