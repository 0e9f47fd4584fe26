using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>Every property of a body of the control API is accepted at its limit and refused by name beyond it.</summary>
public sealed class ControlBodyWalkTests
{
    /// <summary>Valid bodies that are refused for the state of the tenant, or because the value alone means nothing.</summary>
    private static readonly Dictionary<string, int> ExpectedStatuses = new()
    {
        ["faults.add reset no"] = 422, // a fault that does nothing
        ["faults.add corrupt no"] = 422,
        ["faults.add hold no"] = 422,
        ["faults.add stall no"] = 422,
    };

    public static TheoryData<string> Ids => [.. ControlContracts.Operations
        .Where(row => (string?)row["request_type"] == "application/json" && (string?)row["request"] != "InitDocument")
        .Select(row => (string)row["operation_id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_property_is_accepted_at_its_limit_and_refused_beyond_it(string id)
    {
        await using var api = await ControlEmulator.OpenTenantAsync();
        var (row, resources) = (ControlContracts.GetOperation(id), await ControlResources.CreateAsync(api));
        var (schema, examples) = (ControlContracts.ReadSchemaWithItems((string)row["request"]!), ReadExamples(row));

        foreach (var (name, rule) in schema["properties"]!.AsObject().Where(property => property.Value!["type"] is not null))
        {
            var example = examples.FirstOrDefault(example => example.ContainsKey(name), examples[0]);
            foreach (var (boundary, body) in BodyMutations.OfProperty(name, rule!.AsObject(), example))
            {
                var response = await SendAsync(api, row, resources, body);

                var because = $"{id} {name} {boundary.Reason}: {response.Status} {response.Text}";
                if (boundary.IsValid) GetExpectedStatuses(row, $"{id} {name} {boundary.Reason}").Should().Contain(response.Status, because);
                else if (id == "links.save" && name == "url" && response.Status == 400) response.Field.Should().Be(name, because);
                else response.ShouldFail(422, "VALIDATION_ERROR", name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_missing_property_and_an_unknown_one_are_refused_by_name(string id)
    {
        await using var api = await ControlEmulator.OpenTenantAsync();
        var (row, resources) = (ControlContracts.GetOperation(id), await ControlResources.CreateAsync(api));
        var example = ReadExamples(row)[0];

        foreach (var name in ControlContracts.ReadSchema((string)row["request"]!)["required"]?.AsArray() ?? [])
        {
            var without = example.DeepClone().AsObject();
            without.Remove((string)name!);
            (await SendAsync(api, row, resources, without)).ShouldFail(422, "VALIDATION_ERROR", (string?)name);
        }
        example["no_such"] = 1;
        (await SendAsync(api, row, resources, example)).ShouldFail(422, "VALIDATION_ERROR", "no_such");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_body_of_more_than_a_mebibyte_is_refused(string id)
    {
        await using var api = await ControlEmulator.OpenTenantAsync();
        var (row, resources) = (ControlContracts.GetOperation(id), await ControlResources.CreateAsync(api));

        var response = await SendAsync(api, row, resources, new JsonObject { ["no_such"] = new string('a', 1024 * 1024) });

        response.ShouldFail(413, "HTTP_413", "body");
    }

    /// <summary>
    /// A verification answers 409 when there is no such request; a stage is not held twice; a tenant has data already; a fault with
    /// <c>reset</c> false does nothing.
    /// </summary>
    private static int[] GetExpectedStatuses(JsonObject row, string key) => ExpectedStatuses.TryGetValue(key, out var status)
        ? [status]
        : (string?)row["operation_id"] is "requests.verify" or "stages.apply" or "stages.apply_to_export" ? [200, 409]
        : (string?)row["operation_id"] == "datasets.load" ? [409]
        : key == "faults.add reset listed" ? [201, 422]
        : [int.Parse(row["responses"]!.AsObject().First().Key, System.Globalization.CultureInfo.InvariantCulture)];

    /// <summary>The examples of the body, those with the fewest properties first.</summary>
    private static JsonObject[] ReadExamples(JsonObject row) =>
        [.. ControlContracts.ReadExamples((string)row["request"]!).Select(example => example.Body).OrderBy(body => body.Count)];

    private static Task<TestResponse> SendAsync(TestApi api, JsonObject row, ControlResources resources, JsonObject body) =>
        api.SendTextAsync(new HttpMethod((string)row["method"]!), resources.FillPath(row), body.ToJsonString());
}
