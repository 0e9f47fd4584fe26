using System.Text.Json.Nodes;

namespace Scopix.ContractMutations;

/// <summary>Mutants of the body of a successful response, created from its schema.</summary>
public static class BodyMutants
{
    private static readonly string[] Totals = ["total_count", "total_chunks", "total_pages", "stuck_count", "total_files", "record_count",
        "total"];

    /// <summary>Creates the mutants of an operation and a response schema.</summary>
    public static IEnumerable<Mutant> CreateFor(string operation, string schema)
    {
        var fields = SchemaField.ReadAll(schema);
        var isPaged = fields.Any(f => f.Path is "limit") || operation is "files.search" or "files.similar";
        return fields.Where(f => !EquivalentMutants.IsOptionalNull(operation, f.Path)).SelectMany(f => CreateFor(operation, f, isPaged));
    }

    private static IEnumerable<Mutant> CreateFor(string operation, SchemaField field, bool isPaged)
    {
        yield return Make("field dropped", "", (parent, name) => parent.Remove(name));
        yield return Make("field renamed", "", Rename);
        if (field.IsTyped) yield return Make("wrong type", "", (parent, name) => Set(parent, name, CreateOtherValue(parent[name])));
        if (!field.MayBeNull) yield return Make("null", "", (parent, name) => parent[name] is not null && Set(parent, name, null));
        if (EquivalentMutants.IsAlwaysNull(operation, field.Path)) yield break;
        if (field.Values.Count > 0)
            yield return Make("wrong enum value", "a foreign one",
                (parent, name) => parent[name] is not null && Set(parent, name, "no_such_value"));
        if (field.Values.Count > 1)
            yield return Make("wrong enum value", "another of the list", (parent, name) => SetAnotherValue(parent, name, field.Values));
        if (field.HasFormat)
            yield return Make("wrong format", "", (parent, name) => parent[name] is JsonValue value && Set(parent, name, $"~{value}"));
        if (field.IsWhole)
        {
            yield return Make("off-by-one count", "one more", (parent, name) => Add(parent, name, 1));
            yield return Make("off-by-one count", "one less", (parent, name) => Add(parent, name, -1));
        }

        foreach (var mutant in CreatePageMutants(Make, field, isPaged)) yield return mutant;

        Mutant Make(string kind, string how, Func<JsonObject, string, bool> change) => Mutant.ForResponses(
            kind, operation, how.Length == 0 ? field.Path : $"{field.Path}: {how}",
            response => SchemaField.ChangeAll(response, field.Path, change));
    }

    private static IEnumerable<Mutant> CreatePageMutants(
        Func<string, string, Func<JsonObject, string, bool>, Mutant> make, SchemaField field, bool isPaged)
    {
        if (Totals.Contains(field.Name))
        {
            if (isPaged && field.Path == "total_count")
                yield return make("wrong total", "the page's alone",
                    (parent, name) => PageCount(parent) is { } page && (int?)parent[name] != page && Set(parent, name, page));
            yield return make("wrong total", "ten more", (parent, name) => Add(parent, name, 10));
        }

        if (field.Name == "has_more")
        {
            yield return make("wrong has_more", "always true", (parent, name) => (bool?)parent[name] == false && Set(parent, name, true));
            yield return make("wrong has_more", "always false", (parent, name) => (bool?)parent[name] == true && Set(parent, name, false));
        }

        if (field.Name == "next_page_token")
        {
            yield return make("wrong has_more", "always null", (parent, name) => parent[name] is not null && Set(parent, name, null));
            yield return make("wrong has_more", "never null",
                (parent, name) => parent[name] is null && Set(parent, name, "WyJuYW1lLCBzZXEiXQ"));
        }

        if (field.IsList && !EquivalentMutants.IsUnordered(field.Path)) yield return make("order reversed", "", Reverse);
    }

    private static bool Set(JsonObject parent, string name, JsonNode? value)
    {
        parent[name] = value;
        return true;
    }

    private static bool Rename(JsonObject parent, string name)
    {
        var value = parent[name]?.DeepClone();
        parent.Remove(name);
        parent[name.Contains('_', StringComparison.Ordinal) ? name.Replace("_", "", StringComparison.Ordinal) : $"{name}_"] = value;
        return true;
    }

    private static JsonNode CreateOtherValue(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => new JsonObject { ["text"] = value.DeepClone() },
        System.Text.Json.JsonValueKind.Number => value.ToJsonString(),
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => value.ToJsonString(),
        System.Text.Json.JsonValueKind.Array => new JsonObject(),
        System.Text.Json.JsonValueKind.Object => new JsonArray(),
        _ => new JsonArray("not null"),
    };

    private static bool SetAnotherValue(JsonObject parent, string name, IReadOnlyList<string> values) =>
        parent[name] is JsonValue value && values.FirstOrDefault(v => v != value.ToString()) is { } other && Set(parent, name, other);

    private static bool Add(JsonObject parent, string name, long by)
    {
        if (parent[name] is not JsonValue value || !value.TryGetValue<long>(out var count)) return false;
        return Set(parent, name, count + by);
    }

    private static int? PageCount(JsonObject parent) =>
        parent.Select(p => p.Value).OfType<JsonArray>().FirstOrDefault()?.Count;

    private static bool Reverse(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray { Count: > 1 } list) return false;
        var before = list.ToJsonString();
        var items = list.Select(item => item?.DeepClone()).Reverse().ToArray();
        return Set(parent, name, new JsonArray(items)) && parent[name]!.ToJsonString() != before;
    }
}
