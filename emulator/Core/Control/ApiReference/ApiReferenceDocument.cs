using Scopix.Emulator.Control.OpenApi;

namespace Scopix.Emulator.Control.ApiReference;

/// <summary>
/// The OpenAPI documents as the API reference shows them: their only server is this emulator, so that nobody sends a request to the service
/// by mistake, and the evidence of each part is in the part's description.
/// </summary>
internal static class ApiReferenceDocument
{
    private const string ApiIntroduction = """
        This page belongs to the emulator, and its requests go to the emulator. The key is that of your tenant in the
        [dashboard](/_emulator/ui), where you also see the files, the journal and the faults.

        *Evidence* says how each part is known:

        - *documented*: one of the API's own documents says so
        - *public*: another public document says so
        - *observed*: it was seen on the live service
        - *assumed*: it is our reading

        The [OpenAPI document](/openapi.json) has the same as `x-evidence` and `x-source`.
        """;

    public static byte[] Write(ContractFiles contracts)
    {
        var document = OpenApiGenerator.Build(contracts);
        document["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "This emulator" });
        if (contracts == ContractFiles.Api) document["info"]!["description"] = ApiIntroduction;
        ShowEvidence(document["paths"]);
        ShowEvidence(document["components"]);
        return OpenApiGenerator.Serialize(document);
    }

    private static void ShowEvidence(JsonNode? node)
    {
        if (node is JsonArray items)
            foreach (var item in items) ShowEvidence(item);
        if (node is not JsonObject part) return;
        foreach (var (name, child) in part)
            if (name is not ("example" or "examples")) ShowEvidence(child);
        if (part["x-evidence"] is not JsonValue evidence) return;
        var line = $"Evidence: *{(string)evidence!}* ({(string?)part["x-source"]})";
        part["description"] = (string?)part["description"] is { } description ? $"{description}\n\n{line}" : line;
    }
}
