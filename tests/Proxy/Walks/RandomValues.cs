using System.Globalization;
using System.Text.Json.Nodes;
using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Tests.Proxy.Walks;

/// <summary>Values of parameters and fields: mostly such as the contracts allow, some that they refuse.</summary>
internal sealed class RandomValues(Random random, KnownValues known)
{
    private static readonly string[] Words =
        ["kitchen", "pump", "Site A", "Tower", "crack", "résumé", "报告", "a b", "%", "helmets are worn", "x", "", "_", "2026"];

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public string PickWord() => Pick(Words);

    /// <summary>A value as a text, for paths, queries and forms.</summary>
    public string CreateText(string operation, string name, ContractSchema schema) => CreateJson(operation, name, schema) switch
    {
        JsonArray items => string.Join(',', items.Select(item => item?.ToString())),
        var value => value?.ToString() ?? "",
    };

    public JsonNode? CreateJson(string operation, string name, ContractSchema schema)
    {
        schema = schema.Actual;
        if (Chance(0.03)) return Pick<JsonNode?>([null, -1, "wrong", true, new JsonArray(), new JsonObject(), 1.5, "99999999999"]);
        if (schema.Types.Contains("null") && Chance(0.1)) return null;
        if (schema.Types.Contains("array")) return CreateArray(operation, name, schema);
        if (name is "item_reviews") return new JsonObject { ["items[0]"] = Pick(["confirmed", "rejected", "perhaps"]) };
        if (name is "field_edits" or "data") return new JsonObject { ["title"] = PickWord() };
        if (schema.Types.Contains("object") || (schema.Types.Count == 0 && schema.Properties.Count > 0))
            return CreateObject(operation, schema);
        if (schema.Enumeration.Count > 0) return Pick(schema.Enumeration);
        if (KnownValues.GetKind(operation, name) is { } kind) return CreateKnown(kind);
        if (schema.Types.Contains("boolean")) return Chance(0.5);
        if (schema.Types.Contains("integer")) return CreateInteger(schema);
        if (schema.Types.Contains("number")) return Math.Round(random.NextDouble() * (schema.Maximum ?? 1) * 1.05, 2);
        return CreateString(name, schema);
    }

    private JsonArray CreateArray(string operation, string name, ContractSchema schema)
    {
        var items = new JsonArray();
        for (var count = random.Next(Chance(0.1) ? 0 : 1, 4); count > 0; count--)
            items.Add(schema.Items is { } item ? CreateJson(operation, name, item) : JsonValue.Create(PickWord()));
        return items;
    }

    /// <summary>An object of a schema: required properties, and some others.</summary>
    public JsonObject CreateObject(string operation, ContractSchema schema)
    {
        var result = new JsonObject();
        foreach (var (name, property) in SchemaFields.GetProperties(schema.Actual))
            if (Chance(SchemaFields.IsRequired(schema, name) ? 0.98 : 0.25)) result[name] = CreateJson(operation, name, property);
        return result;
    }

    private string CreateKnown(string kind)
    {
        if (Chance(0.03)) return Guid.NewGuid().ToString();
        if (Chance(0.02)) return "no-uuid";
        return known.Pick(kind, random) ?? (kind is "hash" ? CreateHash() : kind is "time" ? "2026-01-01T00:00:00Z" : CreateId());
    }

    private string CreateId() => new Guid(random.Next(), 1, 0x4000, 0x80, 1, 2, 3, 4, 5, 6, 7).ToString();

    private string CreateHash() => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture).PadLeft(64, 'a');

    private long CreateInteger(ContractSchema schema)
    {
        var (minimum, maximum) = ((long)(schema.Minimum ?? 0), (long)(schema.Maximum ?? 100));
        if (Chance(0.05)) return Chance(0.5) ? minimum - 1 : maximum + 1;
        return Chance(0.7) ? random.NextInt64(minimum, Math.Min(maximum, minimum + 20) + 1) : random.NextInt64(minimum, maximum + 1);
    }

    private string CreateString(string name, ContractSchema schema) => name switch
    {
        "url" => Pick(["https://example.com/page", "https://example.com/", "http://example.org/a?b=c", "ftp://example.com"])
            + random.Next(9),
        "field_key" => Chance(0.03) ? "nothing"
            : Pick(["id", "title", "filename", "tags", "size_bytes", "upload_description", "created_at"]),
        "fields" => Chance(0.03) ? "nothing" : Pick(["id", "description", "created_at"]),
        "filename" => Pick(["a.jpg", "b.pdf", "c.mp4", "d.txt", "e.exe"]),
        "content_type" => Pick(["image/jpeg", "application/pdf", "video/mp4", "text/plain", "application/x-msdownload"]),
        "color" => Pick(["#ff0000", "#123456", "red"]),
        "page_number" => Pick(["1", "2", "0", "x"]),
        "etag" => "\"9e107d9d372bb6826bd81d3542a419d6\"",
        _ when schema.Format == "date-time" => "2026-01-01T00:00:00Z",
        _ when schema.MaxLength is < 3_000 and { } length && Chance(0.02) => new string('l', (int)length + 1),
        _ => PickWord(),
    };
}
