using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Every property of a request's schema is honoured as it is written there: taken at its edge, refused by name beyond.</summary>
public sealed class BodyWalkTests
{
    /// <summary>Refused with another status than 422, as the documents have it.</summary>
    private static readonly Dictionary<string, int> Documented = new() { ["links.create url malformed"] = 400, ["links.create url too long"] = 400 };

    /// <summary>Refused though it fits: the known upload has three parts.</summary>
    private static readonly string[] Narrower = ["direct_uploads.confirm_part part_number most", "direct_uploads.retry_part part_number most"];

    public static TheoryData<string> Json => Of("application/json");

    public static TheoryData<string> Forms => Of("multipart/form-data");

    [Theory]
    [MemberData(nameof(Json))]
    public async Task A_property_is_taken_at_its_edge_and_refused_beyond_it(string id)
    {
        await using var api = await Api.StartAsync();
        var (operation, known) = (Contract.Operation(id), await Known.MakeAsync(api));
        var schema = Contract.Schema((string)operation["request"]!);
        Task<Reply> Send(JsonNode body) => api.SendTextAsync(new HttpMethod((string)operation["method"]!), known.Path(operation), body.ToJsonString());
        var example = Base(id, schema, (string)operation["request"]!);

        foreach (var (name, probe, body) in Mutants(schema, example))
            Check(await Send(body), id, name, probe);

        foreach (var name in schema["required"]?.AsArray().Select(name => (string)name!) ?? [])
        {
            var without = example.DeepClone().AsObject();
            without.Remove(name);
            (await Send(without)).ShouldFail(422, "VALIDATION_ERROR", name);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_field_of_a_form_is_taken_at_its_edge_and_refused_beyond_it(string id)
    {
        await using var api = await Api.StartAsync();
        var operation = Contract.Operation(id);
        var schema = Contract.Schema((string)operation["request"]!);
        var part = (string)schema["required"]![0]!;

        foreach (var (name, value) in schema["properties"]!.AsObject().Where(property => property.Key != part))
        {
            foreach (var probe in Probe.Of(value!.AsObject()).Where(probe => name != "tags"))
            {
                var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note()), part, "note.txt" }, { new StringContent(probe.Value.ToString()), name } };

                Check(await api.SendAsync(HttpMethod.Post, (string)operation["path"]!, form), id, name, probe);
            }
        }

        (await api.SendAsync(HttpMethod.Post, (string)operation["path"]!, new MultipartFormDataContent { { new StringContent("x"), "title" } })).ShouldFail(422, "VALIDATION_ERROR", part);
    }

    private static void Check(Reply reply, string id, string name, Probe probe)
    {
        var said = $"{id} {name} {probe.What}: {reply.Status} {reply.Text}";
        if (probe.Fits && Narrower.Contains($"{id} {name} {probe.What}")) reply.ShouldFail(422, "VALIDATION_ERROR", name);
        else if (probe.Fits)
        {
            reply.Status.Should().BeLessThan(500, said);
            (reply.Status is 400 or 422 && name.Split('.').Contains(reply.Field)).Should().BeFalse(said);
        }
        else
        {
            reply.Status.Should().Be(Documented.GetValueOrDefault($"{id} {name} {probe.What}", 422), said);
            name.Split('.').Should().Contain(reply.Field, said);
        }
    }

    /// <summary>Copies of a body, each with one property at an edge, beyond it, or of another type; of lists of objects, those of the first.</summary>
    private static IEnumerable<(string Name, Probe Probe, JsonNode Body)> Mutants(JsonObject schema, JsonObject example)
    {
        foreach (var (name, rule) in schema["properties"]?.AsObject().Select(property => (property.Key, property.Value!.AsObject())) ?? [])
        {
            var mistyped = Probe.TypeOf(rule) == "string" ? new Probe("mistyped", 1, false) : new Probe("mistyped", "no such thing", false);
            foreach (var probe in Probe.Of(rule).Append(mistyped))
            {
                var body = example.DeepClone().AsObject();
                body[name] = probe.Value.DeepClone();
                yield return (name, probe, body);
            }
            if (example[name] is not JsonArray { Count: > 0 } list || list[0] is not JsonObject first) continue;
            foreach (var (inner, probe, body) in Mutants(rule["items"]!.AsObject(), first))
            {
                var outer = example.DeepClone().AsObject();
                outer[name] = new JsonArray(body);
                yield return ($"{name}.{inner}", probe, outer);
            }
        }
    }

    /// <summary>The first example; where one field forbids what another is probed with, without the first.</summary>
    private static JsonObject Base(string id, JsonObject schema, string name)
    {
        var example = Contract.Examples(name)[0];
        if (id == "direct_uploads.create") foreach (var mode in new[] { "upload_mode", "part_size_bytes" }) example.Remove(mode);
        if (id == "files.export") example["format"] = "xlsx";
        schema["required"]?.AsArray().Select(required => (string)required!).Should().BeSubsetOf(example.Select(property => property.Key));
        return example;
    }

    private static TheoryData<string> Of(string type) =>
        [.. Contract.OfScopix.Where(row => (string?)row["request_type"] == type && (string?)row["request"] != "complete-upload-request").Select(row => (string)row["id"]!)];
}
