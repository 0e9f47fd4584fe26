using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>Writes HTTP Archives for tests.</summary>
internal static class HarFile
{
    /// <summary>An exchange.</summary>
    /// <param name="second">When it began, in the order of the exchanges.</param>
    /// <param name="method">The verb.</param>
    /// <param name="path">The path with its query.</param>
    /// <param name="body">The JSON of the request as a text, or the parts of a form as a list; null for none.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="response">The body of the response; null when it was not kept.</param>
    public static JsonObject CreateEntry(
        int second, string method, string path, JsonNode? body = null, int status = 200, string? response = null)
    {
        var request = new JsonObject { ["method"] = method, ["url"] = "https://api.scopix.ai" + path };
        if (body is JsonArray parts) request["postData"] = new JsonObject { ["params"] = parts };
        else if (body is not null)
            request["postData"] = new JsonObject { ["mimeType"] = "application/json", ["text"] = body.GetValue<string>() };
        return new JsonObject
        {
            ["startedDateTime"] = $"2026-01-01T00:00:{second:D2}Z",
            ["request"] = request,
            ["response"] = new JsonObject { ["status"] = status, ["content"] = new JsonObject { ["text"] = response } },
        };
    }

    /// <summary>Writes a file with some exchanges.</summary>
    public static string Write(DataDirectory folder, params JsonNode[] entries)
    {
        var file = Path.Combine(folder.Location, "written.har");
        File.WriteAllText(file, new JsonObject { ["log"] = new JsonObject { ["entries"] = new JsonArray(entries) } }.ToJsonString());
        return file;
    }
}
