using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>A form as JSON: a text, or a list when a name was sent several times; files as <c>{"filename","size_bytes"}</c>.</summary>
internal static class SentFormConverter
{
    public static JsonElement ToJson(SentForm form)
    {
        var json = new JsonObject();
        foreach (var (name, values) in form.Fields) json[name] = ToJsonValue(values);
        foreach (var part in form.Files.GroupBy(file => file.Part))
        {
            JsonNode[] files = [.. part.Select(file => new JsonObject { ["filename"] = file.Filename, ["size_bytes"] = file.SizeBytes })];
            json[part.Key] = files.Length == 1 ? files[0] : new JsonArray(files);
        }
        return JsonSerializer.SerializeToElement(json, EngineJsonContext.Shared.JsonObject);
    }

    private static JsonNode? ToJsonValue(StringValues values) =>
        values.Count == 1 ? (JsonNode?)values[0] : new JsonArray([.. values.Select(value => (JsonNode?)value)]);
}
