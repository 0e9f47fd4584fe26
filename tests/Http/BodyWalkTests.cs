using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Every property of a request schema is accepted at its limit and refused by name beyond it.</summary>
public sealed class BodyWalkTests
{
    /// <summary>Values that are refused with a documented status other than 422.</summary>
    private static readonly Dictionary<string, int> DocumentedStatuses =
        new() { ["links.create url malformed"] = 400, ["links.create url too long"] = 400 };

    /// <summary>Values that match the schema but are refused, since the existing upload has three parts.</summary>
    private static readonly string[] NarrowerThanSchema = ["direct_uploads.confirm_part part_number most",
        "direct_uploads.retry_part part_number most"];

    public static TheoryData<string> JsonOperations => OperationsWithBody("application/json");

    public static TheoryData<string> FormOperations => OperationsWithBody("multipart/form-data");

    [Theory]
    [MemberData(nameof(JsonOperations))]
    public async Task A_property_is_accepted_at_its_limit_and_refused_beyond_it(string id)
    {
        await using var api = await TestApi.OpenTenantAsync();
        var (operation, resources) = (ContractsFolder.GetOperation(id), await ExistingResources.CreateAsync(api));
        var schema = ContractsFolder.ReadSchema((string)operation["request"]!);
        Task<TestResponse> Send(JsonNode body) =>
            api.SendTextAsync(new HttpMethod((string)operation["method"]!), resources.FillPath(operation), body.ToJsonString());
        var example = CreateBody(id, schema, (string)operation["request"]!);

        foreach (var (name, boundary, body) in BodyMutations.Create(schema, example))
            CheckResponse(await Send(body), id, name, boundary);

        foreach (var name in schema["required"]?.AsArray().Select(name => (string)name!) ?? [])
        {
            var without = example.DeepClone().AsObject();
            without.Remove(name);
            (await Send(without)).ShouldFail(422, "VALIDATION_ERROR", name);
        }
    }

    [Theory]
    [MemberData(nameof(FormOperations))]
    public async Task A_form_field_is_accepted_at_its_limit_and_refused_beyond_it(string id)
    {
        await using var api = await TestApi.OpenTenantAsync();
        var operation = ContractsFolder.GetOperation(id);
        var schema = ContractsFolder.ReadSchema((string)operation["request"]!);
        var part = (string)schema["required"]![0]!;

        foreach (var (name, value) in schema["properties"]!.AsObject().Where(property => property.Key != part))
        {
            foreach (var boundary in BoundaryValue.FromSchema(value!.AsObject()).Where(boundary => name != "tags"))
            {
                var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note()), part, "note.txt" },
                    { new StringContent(boundary.Value.ToString()), name } };

                CheckResponse(await api.SendAsync(HttpMethod.Post, (string)operation["path"]!, form), id, name, boundary);
            }
        }

        (await api.SendAsync(HttpMethod.Post, (string)operation["path"]!,
            new MultipartFormDataContent { { new StringContent("x"), "title" } })).ShouldFail(422, "VALIDATION_ERROR", part);
    }

    private static void CheckResponse(TestResponse response, string id, string name, BoundaryValue boundary)
    {
        var because = $"{id} {name} {boundary.Reason}: {response.Status} {response.Text}";
        if (boundary.IsValid && NarrowerThanSchema.Contains($"{id} {name} {boundary.Reason}"))
            response.ShouldFail(422, "VALIDATION_ERROR", name);
        else if (boundary.IsValid)
        {
            response.Status.Should().BeLessThan(500, because);
            (response.Status is 400 or 422 && name.Split('.').Contains(response.Field)).Should().BeFalse(because);
        }
        else
        {
            response.Status.Should().Be(DocumentedStatuses.GetValueOrDefault($"{id} {name} {boundary.Reason}", 422), because);
            name.Split('.').Should().Contain(response.Field, because);
        }
    }

    /// <summary>Reads the first example, without fields that exclude values of other fields.</summary>
    private static JsonObject CreateBody(string id, JsonObject schema, string name)
    {
        var example = ContractsFolder.ReadExamples(name)[0];
        if (id == "direct_uploads.create") foreach (var mode in new[] { "upload_mode", "part_size_bytes" }) example.Remove(mode);
        if (id == "files.export") example["format"] = "xlsx";
        schema["required"]?.AsArray().Select(required => (string)required!).Should().BeSubsetOf(example.Select(property => property.Key));
        return example;
    }

    private static TheoryData<string> OperationsWithBody(string type) =>
        [.. ContractsFolder.ScopixOperations
            .Where(row => (string?)row["request_type"] == type && (string?)row["request"] != "complete-upload-request")
            .Select(row => (string)row["id"]!)];
}
