namespace Scopix.Contracts.Checks;

/// <summary>
/// Reads <c>operations.json</c> strictly. It is read in the first request with a query, where a serializer would cost more than all else.
/// </summary>
internal static class OperationReader
{
    private static readonly string[] OperationNames =
        ["id", "summary", "method", "path", "evidence", "source", "parameters", "request", "request_type", "responses", "messages"];

    private static readonly string[] ParameterNames = ["name", "in", "required", "schema", "evidence", "source", "explode", "note"];

    /// <exception cref="JsonException">A row has an unknown name.</exception>
    /// <exception cref="KeyNotFoundException">A row lacks a name.</exception>
    public static IReadOnlyList<Operation> ReadAll()
    {
        using var json = ContractResources.OpenOperations();
        using var rows = JsonDocument.Parse(json);
        return [.. rows.RootElement.Clone().EnumerateArray().Select(Read)];
    }

    private static Operation Read(JsonElement row)
    {
        RefuseOtherNames(row, OperationNames);
        return new(
            ReadText(row, "id"), ReadText(row, "summary"), ReadText(row, "method"), ReadText(row, "path"), ReadText(row, "evidence"),
            ReadText(row, "source"), [.. row.GetProperty("parameters").EnumerateArray().Select(ReadParameter)],
            row.GetProperty("request").GetString(), row.GetProperty("request_type").GetString(),
            row.GetProperty("responses").EnumerateObject().ToDictionary(response => response.Name, response => response.Value.GetString()),
            TryReadText(row, "messages"));
    }

    private static Parameter ReadParameter(JsonElement row)
    {
        RefuseOtherNames(row, ParameterNames);
        return new(
            ReadText(row, "name"), ReadText(row, "in"), row.GetProperty("required").GetBoolean(), row.GetProperty("schema"),
            ReadText(row, "evidence"), ReadText(row, "source"), !row.TryGetProperty("explode", out var explode) || explode.GetBoolean(),
            TryReadText(row, "note"));
    }

    private static void RefuseOtherNames(JsonElement row, string[] names)
    {
        foreach (var property in row.EnumerateObject())
            if (!names.Contains(property.Name)) throw new JsonException($"operations.json: {property.Name} is not a known name");
    }

    private static string ReadText(JsonElement row, string name) =>
        row.GetProperty(name).GetString() ?? throw new JsonException($"operations.json: {name} must not be null");

    private static string? TryReadText(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;
}
