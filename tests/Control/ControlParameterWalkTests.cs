using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>Every parameter of the control API is accepted at its limit and refused by name beyond it.</summary>
public sealed class ControlParameterWalkTests
{
    /// <summary>Valid values that do not return the operation's success; by operation, parameter, and value or reason.</summary>
    private static readonly Dictionary<string, int> ExpectedStatuses = new()
    {
        ["coverage.get operation longest"] = 422, // there is no such operation
        ["imports.load replace yes"] = 422, // there is no archive
        ["imports.load replace no"] = 409, // the tenant has a file
        ["stages.apply stage text_extraction"] = 404, // the picture has two stages
        ["stages.apply stage embedding"] = 404,
        ["stages.apply stage digitization"] = 404,
        ["stages.apply stage video_analysis"] = 404,
        ["stages.apply stage crawl"] = 404,
    };

    public static TheoryData<string> Ids => [.. ControlContracts.Operations.Where(row => row["parameters"]!.AsArray().Count > 0)
        .Select(row => (string)row["operation_id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_parameter_is_accepted_at_its_limit_and_refused_beyond_it(string id)
    {
        await using var api = await ControlEmulator.OpenTenantAsync();
        var (row, resources) = (ControlContracts.GetOperation(id), await ControlResources.CreateAsync(api));

        foreach (var parameter in row["parameters"]!.AsArray().Select(parameter => parameter!.AsObject()))
        {
            var name = (string)parameter["name"]!;
            foreach (var boundary in BoundaryValue.FromSchema(parameter["schema"]!.AsObject())
                .Where(boundary => GetTexts(boundary.Value) is { Length: > 0 } texts && texts.All(text => text.Length > 0)))
            {
                var response = await SendAsync(api, row, resources, parameter, boundary.Value);

                var because = $"{id} {name} {boundary.Reason}: {response.Text}";
                if (boundary.IsValid) response.Status.Should().Be(GetExpectedStatus(row, parameter, boundary), because);
                else response.ShouldFail(422, "VALIDATION_ERROR", name);
            }
        }
    }

    [Fact]
    public void More_than_80_boundary_values_are_checked() =>
        ControlContracts.Operations.SelectMany(row => row["parameters"]!.AsArray())
            .Sum(parameter => BoundaryValue.FromSchema(parameter!["schema"]!.AsObject()).Count()).Should().BeGreaterThan(80);

    private static int GetExpectedStatus(JsonObject row, JsonObject parameter, BoundaryValue boundary)
    {
        var key = $"{row["operation_id"]} {parameter["name"]}";
        if (ExpectedStatuses.TryGetValue($"{key} {boundary.Value}", out var status)) return status;
        if (ExpectedStatuses.TryGetValue($"{key} {boundary.Reason}", out status)) return status;
        return boundary.Reason == "well-formed" && (string?)parameter["in"] == "path"
            ? 404 : int.Parse(row["responses"]!.AsObject().First().Key, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The values of a parameter: those of an array are sent one by one. An empty one counts as absent.</summary>
    private static string[] GetTexts(JsonNode value) =>
        value is JsonArray array ? [.. array.Select(item => item!.ToString())] : [value.ToString()];

    private static Task<TestResponse> SendAsync(
        TestApi api, JsonObject row, ControlResources resources, JsonObject parameter, JsonNode boundary)
    {
        var values = GetTexts(boundary);
        var value = values[0];
        var (name, isPath) = ((string)parameter["name"]!, (string?)parameter["in"] == "path");
        var path = isPath ? resources.FillPath(row, name, value == "?" ? "nonsense!" : value)
            : $"{resources.FillPath(row)}?{string.Join('&', values.Select(one => $"{name}={Uri.EscapeDataString(one)}"))}";
        var body = (string?)row["request_type"] == "application/json"
            ? ControlContracts.ReadExamples((string)row["request"]!)[0].Body.ToJsonString() : null;
        return api.SendAsync(new HttpMethod(ControlContracts.GetMethods(row)[0]), path,
            body is null ? null : new StringContent(body, null, "application/json"));
    }
}
