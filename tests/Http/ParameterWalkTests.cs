using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Every parameter of operations.json is honoured as it is written there: taken at its edge, refused by name one beyond.</summary>
public sealed class ParameterWalkTests
{
    /// <summary>Refused with another status than 422, as the documents have it.</summary>
    private static readonly Dictionary<string, int> Documented = new() { ["domain_name"] = 400 };

    public static TheoryData<string> Ids => [.. Contract.OfScopix.Where(row => row["parameters"]!.AsArray().Count > 0).Select(row => (string)row["id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_parameter_is_taken_at_its_edge_and_refused_beyond_it(string id)
    {
        await using var api = await Api.StartAsync();
        var (operation, known) = (Contract.Operation(id), await Known.MakeAsync(api));

        foreach (var parameter in operation["parameters"]!.AsArray().Select(parameter => parameter!.AsObject()))
        {
            foreach (var probe in Probe.Of(parameter["schema"]!.AsObject()).Where(probe => Text(parameter, probe.Value).Length > 0))
            {
                var reply = await SendAsync(api, operation, known, parameter, probe.Value);

                var said = $"{id} {parameter["name"]} {probe.What}: {reply.Status} {reply.Text}";
                if (probe.Fits) Taken(reply, id, parameter, said);
                else Refused(reply, parameter, said);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_parameter_that_is_required_is_missed_by_name(string id)
    {
        await using var api = await Api.StartAsync();
        var (operation, known) = (Contract.Operation(id), await Known.MakeAsync(api));

        foreach (var parameter in operation["parameters"]!.AsArray().Where(parameter => (bool)parameter!["required"]! && (string?)parameter["in"] == "query"))
        {
            var reply = await api.SendAsync(new HttpMethod((string)operation["method"]!), known.Path(operation));

            reply.ShouldFail(422, "VALIDATION_ERROR", (string)parameter!["name"]!);
        }
    }

    [Fact]
    public void The_walk_goes_far() => Contract.OfScopix.SelectMany(row => row["parameters"]!.AsArray())
        .Sum(parameter => Probe.Of(parameter!["schema"]!.AsObject()).Count()).Should().BeGreaterThan(250);

    private static void Refused(Reply reply, JsonObject parameter, string said)
    {
        var name = (string)parameter["name"]!;
        reply.Status.Should().Be(Documented.GetValueOrDefault(name, 422), said);
        reply.ShouldBeAnEnvelope();
        reply.Field.Should().Be(name, said);
    }

    /// <summary>
    /// What a path or a header names may be missing or in the wrong state; the channel is no WebSocket here, and a folder is deleted once.
    /// </summary>
    private static void Taken(Reply reply, string id, JsonObject parameter, string said)
    {
        if ((string?)parameter["in"] == "query" && id is not ("sessions.channel" or "folders.delete")) reply.Status.Should().BeLessThan(400, said);
        else reply.Status.Should().NotBe(422, said);
    }

    private static Task<Reply> SendAsync(Api api, JsonObject operation, Known known, JsonObject parameter, JsonNode value)
    {
        var (name, text, method) = ((string)parameter["name"]!, Text(parameter, value), new HttpMethod((string)operation["method"]!));
        return (string?)parameter["in"] switch
        {
            "path" => api.SendAsync(method, known.Path(operation, name, text), Body(operation)),
            "header" => api.SendAsync(method, known.Path(operation), Body(operation), (name, text)),
            _ => api.SendAsync(method, known.Path(operation) + "?" + text, Body(operation)),
        };
    }

    private static StringContent? Body(JsonObject operation) => (string?)operation["request"] is { } schema
        ? new StringContent(Contract.Examples(schema)[0].ToJsonString(), null, "application/json")
        : null;

    /// <summary>A value as it is sent; empty when it cannot be, since an empty text counts as absent.</summary>
    private static string Text(JsonObject parameter, JsonNode value)
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
