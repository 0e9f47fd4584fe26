using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Http;
using Scopix.Emulator.Tests.Architecture;
using Scopix.Emulator.Tool;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>The reference pages have every option, route, dataset and response form of the emulator.</summary>
public sealed class ReferencePagesTests
{
    /// <summary>The rooms by their names in the diagram; the suite and the contracts are not rooms of the emulator.</summary>
    private static readonly Dictionary<string, string> RoomsByName = new()
    {
        ["program"] = "Tool",
        ["testing"] = "Testing",
        ["hosting"] = "Hosting",
        ["control"] = "Control",
        ["scopix"] = "Api.Scopix",
        ["llama"] = "Api.LlamaCloud",
        ["http"] = "Http",
        ["engine"] = "Engine",
        ["media"] = "Media",
        ["storage"] = "Storage",
        ["proxy"] = "Proxy",
        ["checks"] = "Checks",
        ["client"] = "Client",
        ["fixtures"] = "Fixtures",
    };

    [Fact]
    public void The_page_of_options_has_every_option_and_no_other()
    {
        var rows = GetPage("docs/options.md").Prose.Where(line => line.StartsWith("| `--", StringComparison.Ordinal));

        rows.Select(row => row.Split('`')[1][2..]).Should().BeEquivalentTo(OptionsReader.Definitions.Select(option => option.Name));
    }

    [Fact]
    public async Task The_page_of_the_control_API_has_every_route_and_no_other()
    {
        await using var emulator = await ScopixEmulator.StartAsync();

        var routes = emulator.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is { IsControl: true })
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {RemoveParameterNames(endpoint.RoutePattern.RawText!)}"));

        ReadRoutes().Distinct().Should().BeEquivalentTo(routes.Distinct());
    }

    [Fact]
    public void The_page_of_datasets_has_each()
    {
        var page = GetPage("docs/datasets.md").Prose;

        DatasetCatalogue.All.Select(dataset => $"| `{dataset.Name}` |")
            .Should().OnlyContain(row => page.Any(line => line.StartsWith(row, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_picture_of_the_rooms_shows_the_references_that_are_allowed_and_no_other()
    {
        var diagram = GetPage("docs/architecture.md").Blocks.First(block => block.Language == "mermaid").Text;
        var arrows = diagram.Split('\n').Select(line => line.Trim().Split(" --> "))
            .Where(rooms => rooms.Length == 2 && rooms.All(RoomsByName.ContainsKey))
            .Select(rooms => (From: RoomsByName[rooms[0]], To: RoomsByName[rooms[1]])).ToArray();

        arrows.Should().OnlyContain(arrow => RoomTests.Allowed[arrow.From].Contains(arrow.To));
        RoomTests.Allowed.SelectMany(room => room.Value.Select(to => (room.Key, to)))
            .Where(reference => !Reaches(reference.Key, reference.to)).Should().BeEmpty();

        bool Reaches(string from, string to) => arrows.Any(arrow => arrow.From == from && (arrow.To == to || Reaches(arrow.To, to)));
    }

    [Theory]
    [InlineData("GET", "clock", "shift_seconds")]
    [InlineData("GET", "faults", "\"scope\"")]
    [InlineData("GET", "requests", "\"dropped\"")]
    [InlineData("POST", "requests/verify", "\"near_misses\"")]
    [InlineData("POST", "keys", "\"key_prefix\"")]
    [InlineData("GET", "snapshots", "\"database_bytes\"")]
    public async Task The_control_API_returns_the_fields_that_its_page_shows(string method, string route, string fields)
    {
        await using var emulator = await ScopixEmulator.StartAsync();
        var tenant = emulator.NewTenant();
        using var http = tenant.CreateClient();
        await http.GetAsync("/api/v2/files?tags=pump&page=2");
        await tenant.Faults.AddAsync(new Fault { Operation = "files.list", Status = 429, RetryAfter = 2, Times = 3 });
        await tenant.Snapshots.SaveAsync("start");

        using var request = new HttpRequestMessage(new HttpMethod(method), "/_emulator/" + route) { Content = GetBody(route) };
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        using var shown = JsonDocument.Parse(GetPage("docs/control-api.md").Blocks
            .Single(block => block.Language == "json" && block.Text.Contains(fields, StringComparison.Ordinal)).Text);

        GetNames(shown.RootElement).Should().BeEquivalentTo(GetNames(route == "faults" ? body.GetProperty("items")[0] : body));
    }

    private static Page GetPage(string name) => Page.All.Single(page => page.Name == name);

    private static JsonContent? GetBody(string route) => route switch
    {
        "requests/verify" => JsonContent.Create(new { operation = "files.list", query = new { tags = "valve" } }),
        "keys" => JsonContent.Create(new { key = "scopix_Starter00123456789abcdef", tier = "STARTER" }),
        _ => null,
    };

    /// <summary>The property names of an object and of the first item of its lists.</summary>
    private static IEnumerable<string> GetNames(JsonElement json) => json.EnumerateObject().SelectMany(property =>
        property.Value.ValueKind == JsonValueKind.Array
            && property.Value.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } item
            ? GetNames(item).Select(name => $"{property.Name}[].{name}")
            : [property.Name]);

    /// <summary>The routes of the first table: every verb with the addresses after it.</summary>
    private static IEnumerable<string> ReadRoutes()
    {
        var table = GetPage("docs/control-api.md").Prose.SkipWhile(line => line != "## Routes").TakeWhile(line => line != "## Clock");
        var rows = table.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        foreach (var row in rows.Select(line => line.Split('|')[1].Trim()))
        {
            var verbs = new List<string>();
            var followsAddress = false;
            foreach (var word in row.Split(' ').Select(word => word.TrimEnd(',')))
            {
                if (word.StartsWith('`'))
                {
                    followsAddress = true;
                    foreach (var verb in verbs) yield return $"{verb} {RemoveParameterNames(word.Trim('`').Split('?')[0])}";
                    continue;
                }
                if (followsAddress) verbs.Clear();
                followsAddress = false;
                verbs.Add(word);
            }
        }
    }

    /// <summary>A route without the names of its parameters; the dashboard's files are one route.</summary>
    private static string RemoveParameterNames(string route) => string.Join(
        '/', route.TrimEnd('/').Split('/').Where(part => part != "{file?}").Select(part => part.StartsWith('{') ? "{}" : part));
}
