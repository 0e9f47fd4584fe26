using System.Text.Encodings.Web;

namespace Scopix.Contracts.Checks.Observing;

/// <summary>Reads and replaces texts in JSON by their pointers, and leaves everything else as it is written.</summary>
internal static class JsonTextEditor
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>All texts by their JSON pointers, e.g. <c>/properties/title/type</c>; names with a slash are not escaped.</summary>
    public static Dictionary<string, string> ReadTexts(ReadOnlySpan<byte> json)
    {
        Dictionary<string, string> texts = [];
        Visit(json, (pointer, _, _, text) => texts[pointer] = text);
        return texts;
    }

    /// <summary>The JSON with other texts at some pointers.</summary>
    public static byte[] Replace(byte[] json, IReadOnlyDictionary<string, string> texts)
    {
        using var result = new MemoryStream();
        var copied = 0;
        Visit(json, (pointer, start, end, _) =>
        {
            if (!texts.TryGetValue(pointer, out var text)) return;
            result.Write(json, copied, start - copied);
            result.Write(Encoding.UTF8.GetBytes($"\"{Encoder.Encode(text)}\""));
            copied = end;
        });
        result.Write(json, copied, json.Length - copied);
        return result.ToArray();
    }

    private static void Visit(ReadOnlySpan<byte> json, Action<string, int, int, string> visit)
    {
        var reader = new Utf8JsonReader(json);
        List<(string Pointer, int Index)> path = []; // the pointer of each open object (index -1) or list (index of its next item)
        var name = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.RemoveAt(path.Count - 1);
                    continue;
            }
            var step = path.Count == 0 ? "" : path[^1].Index < 0 ? "/" + name : "/" + path[^1].Index;
            if (path.Count > 0 && path[^1].Index >= 0) path[^1] = (path[^1].Pointer, path[^1].Index + 1);
            var pointer = path.Count == 0 ? "" : path[^1].Pointer + step;
            if (reader.TokenType == JsonTokenType.String)
                visit(pointer, (int)reader.TokenStartIndex, (int)reader.BytesConsumed, reader.GetString()!);
            else if (reader.TokenType is JsonTokenType.StartObject) path.Add((pointer, -1));
            else if (reader.TokenType is JsonTokenType.StartArray) path.Add((pointer, 0));
        }
    }
}
