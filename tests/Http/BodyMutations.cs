using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Bodies with one property at a limit, beyond it, or of another type.</summary>
internal static class BodyMutations
{
    /// <summary>
    /// Creates copies of a body, each with one property at a limit, beyond it, or of another type; in lists of objects, of the first
    /// object.
    /// </summary>
    public static IEnumerable<(string Name, BoundaryValue Probe, JsonNode Body)> Create(JsonObject schema, JsonObject example)
    {
        foreach (var (name, rule) in schema["properties"]?.AsObject().Select(property => (property.Key, property.Value!.AsObject())) ?? [])
        {
            foreach (var (boundary, body) in OfProperty(name, rule, example)) yield return (name, boundary, body);
            if (example[name] is not JsonArray { Count: > 0 } list || list[0] is not JsonObject first) continue;
            foreach (var (inner, boundary, body) in Create(rule["items"]!.AsObject(), first))
            {
                var outer = example.DeepClone().AsObject();
                outer[name] = new JsonArray(body);
                yield return ($"{name}.{inner}", boundary, outer);
            }
        }
    }

    /// <summary>Creates copies of a body, each with another value of one property.</summary>
    public static IEnumerable<(BoundaryValue Probe, JsonObject Body)> OfProperty(string name, JsonObject rule, JsonObject example)
    {
        var mistyped = BoundaryValue.GetJsonType(rule) == "string"
            ? new BoundaryValue("mistyped", 1, false) : new BoundaryValue("mistyped", "no such thing", false);
        foreach (var boundary in BoundaryValue.FromSchema(rule).Append(mistyped))
        {
            var body = example.DeepClone().AsObject();
            body[name] = boundary.Value.DeepClone();
            yield return (boundary, body);
        }
    }
}
