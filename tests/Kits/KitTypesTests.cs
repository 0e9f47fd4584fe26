using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>
/// The types of the kits for Node and Python, and the constants of the .NET kit, are those that the contracts make; <c>make types</c>
/// writes them.
/// </summary>
public sealed class KitTypesTests
{
    /// <summary>The end of the first line of each file.</summary>
    public const string Notice = "Written from the contracts by make types; do not edit.";

    private const string ApiTitle = "The bodies of the API's requests and responses.";
    private const string ControlTitle = "The bodies of the control API: faults, stubs, the journal, snapshots and more.";
    private const string OptionsTitle = "The options of the emulator.";

    private static readonly JsonNode Api = ReadDocument("openapi.json");
    private static readonly JsonNode Control = ReadDocument("control.openapi.json");

    private static readonly TypeDeclaration OperationIds = new("OperationId", "The id of an operation.", [], [],
        new TypeForm.Words([.. ReadDocument("operations.json").AsArray().Select(operation => (string)operation!["id"]!)]));

    private static readonly Dictionary<string, string> Generated = new()
    {
        ["../emulator/Core/Testing/Operations.cs"] = CSharpNames.WriteOperations(ReadDocument("operations.json").AsArray()),
        ["../emulator/Core/Testing/StageNames.cs"] =
            CSharpNames.WriteWords("StageNames", "The processing stages of files.", ReadProperty(Control, "Fault", "stage")),
        ["../emulator/Core/Testing/StageStatuses.cs"] =
            CSharpNames.WriteWords("StageStatuses", "The statuses of a stage.", ReadProperty(Api, "link-created-answer", "crawl_status")),
        ["../emulator/Core/Testing/DatasetNames.cs"] =
            CSharpNames.WriteWords("DatasetNames", "The datasets.", ReadProperty(Control, "LoadDataset", "dataset")),
        ["../emulator/Core/Testing/FaultBundleNames.cs"] =
            CSharpNames.WriteWords("FaultBundleNames", "The bundles of faults.", ReadProperty(Control, "Fault", "bundle")),
        ["node/types/api.d.ts"] = TypeScriptWriter.Write(ApiTitle, [.. ContractTypes.Read(Api), OperationIds])
            + TypeScriptWriter.WriteResponses(ReadResponses()),
        ["node/types/control.d.ts"] = TypeScriptWriter.Write(ControlTitle, ReadControl()),
        ["node/types/options.d.ts"] = TypeScriptWriter.Write(OptionsTitle, [OptionTypes.Read(ToCamelCase)]),
        ["python/src/scopix_emulator/api_types.py"] = PythonWriter.Write(ApiTitle, [.. ContractTypes.Read(Api), OperationIds]),
        ["python/src/scopix_emulator/control_types.py"] = PythonWriter.Write(ControlTitle, ReadControl()),
        ["python/src/scopix_emulator/options.py"] =
            PythonWriter.Write(OptionsTitle, [OptionTypes.Read(name => name.Replace('-', '_'))]),
    };

    public static TheoryData<string> Names => [.. Generated.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_file_of_types_is_what_the_contracts_make(string name)
    {
        var path = Path.Combine(RepositoryRoot.Path, "kits", name);

        if (Environment.GetEnvironmentVariable("SCOPIX_TYPES") == "write")
            await File.WriteAllTextAsync(path, Generated[name], TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Should()
            .Be(Generated[name], "make types rewrites it after a change of the contracts");
    }

    private static IEnumerable<TypeDeclaration> ReadControl() =>
    [
        .. ContractTypes.Read(Control),
        ContractTypes.ReadQuery(
            Control["paths"]!["/_emulator/requests"]!["get"]!, "RequestQuery", "Selects requests of the journal.", without: "format"),
    ];

    private static IEnumerable<(string Operation, string Type)> ReadResponses() =>
        from path in Api["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        where method.Value is JsonObject operation && operation.ContainsKey("operationId")
        from response in method.Value!["responses"]!.AsObject()
        where response.Key[0] == '2' && response.Value!["content"]?["application/json"] is not null
        select ((string)method.Value["operationId"]!,
            ContractTypes.ToTypeName(((string)response.Value!["content"]!["application/json"]!["schema"]!["$ref"]!).Split('/')[^1]));

    private static JsonNode ReadProperty(JsonNode document, string schema, string property) =>
        document["components"]!["schemas"]![schema]!["properties"]![property]!;

    private static string ToCamelCase(string name)
    {
        var words = ContractTypes.ToTypeName(name);
        return char.ToLowerInvariant(words[0]) + words[1..];
    }

    private static JsonNode ReadDocument(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "contracts", name)))!;
}
