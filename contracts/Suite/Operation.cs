using System.Text.Json.Serialization;

namespace Scopix.Contracts;

/// <summary>One row of <c>operations.json</c>.</summary>
public sealed record Operation(
    string Id, string Method, string Path, string Evidence, string Source, string? Request,
    IReadOnlyDictionary<string, string?> Responses)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All rows.</summary>
    public static IReadOnlyList<Operation> All { get; } = JsonSerializer.Deserialize<List<Operation>>(
        File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "operations.json")), Strict)!;

    /// <summary>The operation that a request is for, or null: a literal segment of a path wins over a <c>{parameter}</c>, from left to right.</summary>
    /// <param name="method">The verb, in any case.</param>
    /// <param name="path">The path from the root, e.g. <c>/api/v2/files/stuck</c>; a query is passed over.</param>
    public static Operation? Match(string method, string path)
    {
        var segments = Segments(path.Split('?')[0]);
        return All.Where(o => o.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && o.Takes(segments))
            .MinBy(o => string.Concat(Segments(o.Path).Select(s => IsParameter(s) ? '1' : '0')), StringComparer.Ordinal);
    }

    private bool Takes(string[] segments)
    {
        var pattern = Segments(Path);
        return pattern.Length == segments.Length && pattern.Zip(segments).All(pair => IsParameter(pair.First)
            ? pair.Second.Length > 0
            : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Segments(string path) => path.Trim('/').Split('/');

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
