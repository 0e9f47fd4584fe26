using System.Collections.Concurrent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>Validates responses with the schemas in <c>contracts/schemas</c>.</summary>
internal static class SchemaValidation
{
    private static readonly ConcurrentDictionary<string, Task<JsonSchema>> LoadedSchemas = new();

    /// <summary>The violations, one line each.</summary>
    public static async Task<IEnumerable<string>> FindProblemsAsync(string schema, string json)
    {
        var loaded = await LoadedSchemas
            .GetOrAdd(schema,
                name => JsonSchema.FromFileAsync(Path.Combine(RepositoryRoot.Path, "contracts", "schemas", $"{name}.schema.json")));
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return loaded.Validate(await JToken.ReadFromAsync(reader)).Select(error => $"{schema}: {error}");
    }
}
