using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Every parameter of operations.json is accepted at its limit and refused by name beyond it.</summary>
public sealed class ParameterWalkTests
{
    /// <summary>Parameters that are refused with a documented status other than 422.</summary>
    private static readonly Dictionary<string, int> DocumentedStatuses = new() { ["domain_name"] = 400 };

    /// <summary>
    /// Valid values that return neither the operation's success nor, for an id in a path, 404; by operation, parameter and value, or
    /// for all other values by operation and parameter.
    /// </summary>
    private static readonly Dictionary<string, int> ExpectedStatuses = new()
    {
        ["files.variant variant_type=legend_annotated"] = 404, // the picture has another category
        ["files.variant variant_type=architectural_design_annotated"] = 404,
        ["files.review_extraction domain_name"] = 404, // the picture has only text regions
        ["files.review_extraction domain_name=text_regions"] = 200,
        ["folders.delete mode=delete_all"] = 404, // the previous mode has deleted the folder
    };

    public static TheoryData<string> Ids => [.. ContractsFolder.ScopixOperations.Where(row => row["parameters"]!.AsArray().Count > 0)
        .Select(row => (string)row["id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_parameter_is_accepted_at_its_limit_and_refused_beyond_it(string id)
    {
        await using var api = await TestApi.OpenTenantAsync();
        var (operation, resources) = (ContractsFolder.GetOperation(id), await ExistingResources.CreateAsync(api));

        foreach (var parameter in operation["parameters"]!.AsArray().Select(parameter => parameter!.AsObject()))
        {
            foreach (var boundary in BoundaryValue.FromSchema(parameter["schema"]!.AsObject())
                .Where(boundary => FormatValue(parameter, boundary.Value).Length > 0))
            {
                var response = await SendAsync(api, operation, resources, parameter, boundary.Value);

                var because = $"{id} {parameter["name"]} {boundary.Reason}: {response.Status} {response.Text}";
                if (boundary.IsValid) response.Status.Should().Be(GetExpectedStatus(operation, parameter, boundary), because);
                else ShouldBeRefused(response, parameter, because);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_error_for_a_missing_required_parameter_names_the_parameter(string id)
    {
        await using var api = await TestApi.OpenTenantAsync();
        var (operation, resources) = (ContractsFolder.GetOperation(id), await ExistingResources.CreateAsync(api));

        foreach (var parameter in operation["parameters"]!.AsArray()
            .Where(parameter => (bool)parameter!["required"]! && (string?)parameter["in"] == "query"))
        {
            var response = await api.SendAsync(new HttpMethod((string)operation["method"]!), resources.FillPath(operation));

            response.ShouldFail(422, "VALIDATION_ERROR", (string)parameter!["name"]!);
        }
    }

    [Fact]
    public void More_than_250_boundary_values_of_parameters_are_checked() =>
        ContractsFolder.ScopixOperations.SelectMany(row => row["parameters"]!.AsArray())
        .Sum(parameter => BoundaryValue.FromSchema(parameter!["schema"]!.AsObject()).Count()).Should().BeGreaterThan(250);

    private static void ShouldBeRefused(TestResponse response, JsonObject parameter, string because)
    {
        var name = (string)parameter["name"]!;
        response.Status.Should().Be(DocumentedStatuses.GetValueOrDefault(name, 422), because);
        response.ShouldBeAnEnvelope();
        response.Field.Should().Be(name, because);
    }

    /// <summary>A well-formed id in a path does not exist; every other valid value succeeds.</summary>
    private static int GetExpectedStatus(JsonObject operation, JsonObject parameter, BoundaryValue boundary)
    {
        var key = $"{operation["id"]} {parameter["name"]}";
        if (ExpectedStatuses.TryGetValue($"{key}={boundary.Value}", out var status)) return status;
        if (ExpectedStatuses.TryGetValue(key, out status)) return status;
        return boundary.Reason == "well-formed" && (string?)parameter["in"] == "path"
            ? 404
            : operation["responses"]!.AsObject().Select(response => int.Parse(response.Key, CultureInfo.InvariantCulture)).Min();
    }

    private static Task<TestResponse> SendAsync(
        TestApi api, JsonObject operation, ExistingResources resources, JsonObject parameter, JsonNode value)
    {
        var (name, text, method) =
            ((string)parameter["name"]!, FormatValue(parameter, value), new HttpMethod((string)operation["method"]!));
        return (string?)parameter["in"] switch
        {
            "path" => api.SendAsync(method, resources.FillPath(operation, name, text), Body(operation)),
            "header" => api.SendAsync(method, resources.FillPath(operation), Body(operation), (name, text)),
            _ => api.SendAsync(method, resources.FillPath(operation) + "?" + text, Body(operation)),
        };
    }

    private static StringContent? Body(JsonObject operation) => (string?)operation["request"] is { } schema
        ? new StringContent(ContractsFolder.ReadExamples(schema)[0].ToJsonString(), null, "application/json")
        : null;

    /// <summary>Formats a value for a request; empty when it cannot be sent, since an empty value counts as absent.</summary>
    private static string FormatValue(JsonObject parameter, JsonNode value)
    {
        var texts = value is JsonArray array ? array.Select(item => item!.ToString()).ToArray() : [value.ToString()];
        if (texts.Any(text => text.Length == 0)) return "";
        if ((string?)parameter["in"] != "query") return texts[0] == "?" ? "nonsense!" : texts[0];
        var name = (string)parameter["name"]!;
        return (bool?)parameter["explode"] == false
            ? $"{name}={Uri.EscapeDataString(string.Join(',', texts))}"
            : string.Join('&', texts.Select(text => $"{name}={Uri.EscapeDataString(text)}"));
    }
}
