using System.Collections.Concurrent;
using NJsonSchema;

namespace Scopix.Contracts.Runner;

/// <summary>The schemas of <c>contracts/schemas</c> as NJsonSchema reads them: the second opinion on what fits a schema.</summary>
public static class NJsonSchemas
{
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Cache = new();

    /// <summary>The folder of the schemas.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "schemas");

    /// <summary>The schema of a name, with its references to other files resolved.</summary>
    public static JsonSchema Load(string name) => Cache.GetOrAdd(name, n => new(() =>
        JsonSchema.FromFileAsync(Path.Combine(Folder, $"{n}.schema.json")).GetAwaiter().GetResult())).Value;

    /// <summary>Whether a JSON text fits a schema.</summary>
    public static bool Accepts(string name, string json) => Load(name).Validate(json).Count == 0;
}
