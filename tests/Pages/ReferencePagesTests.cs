using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Http;
using Scopix.Emulator.Tool;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>The pages of reference have every option, route and dataset, and the forms that the emulator answers.</summary>
public sealed class ReferencePagesTests
{
    [Fact]
    public void The_page_of_options_has_every_option_with_its_default_and_no_other()
    {
        var page = Text("docs/options.md");

        var named = page.Split('\n').Where(line => line.StartsWith("| `--", StringComparison.Ordinal)).Select(line => line.Split('`')[1][2..]);

        named.Should().BeEquivalentTo(OptionsReader.Definitions.Select(option => option.Name));
    }

    [Fact]
    public async Task The_page_of_the_control_API_has_every_route_and_no_other()
    {
        await using var emulator = await ScopixEmulator.StartAsync();
        var page = Text("docs/control-api.md");

        var routes = emulator.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null && endpoint.RoutePattern.RawText!.StartsWith("/_emulator", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {Plain(endpoint.RoutePattern.RawText!)}"));

        Routes(page).Distinct().Should().BeEquivalentTo(routes.Distinct());
    }

    [Fact]
    public void The_page_of_datasets_has_each()
    {
        var page = Text("docs/datasets.md");

        DatasetCatalogue.All.Should().OnlyContain(dataset => page.Contains($"| `{dataset.Name}` |", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "clock", "shift_seconds")]
    [InlineData("GET", "faults", "\"scope\"")]
    [InlineData("GET", "requests", "\"dropped\"")]
    [InlineData("POST", "requests/verify", "\"near_misses\"")]
    [InlineData("POST", "keys", "\"key_prefix\"")]
    [InlineData("GET", "snapshots", "\"database_bytes\"")]
    public async Task The_control_API_answers_the_fields_that_its_page_shows(string method, string route, string named)
    {
        await using var emulator = await ScopixEmulator.StartAsync();
        var tenant = emulator.NewTenant();
        using var http = tenant.CreateClient();
        await http.GetAsync("/api/v2/files?tags=pump&page=2");
        await tenant.Faults.AddAsync(new Fault { Operation = "files.list", Status = 429, RetryAfter = 2, Times = 3 });
        await tenant.Snapshots.SaveAsync("start");
        object? body = route switch { "requests/verify" => new { operation = "files.list", query = new { tags = "valve" } }, "keys" => new { key = "scopix_Starter00123456789abcdef", tier = "STARTER" }, _ => null };

        using var request = new HttpRequestMessage(new HttpMethod(method), "/_emulator/" + route) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var shown = Page.All.Single(page => page.Name == "docs/control-api.md").Blocks.Single(block => block.Language == "json" && block.Text.Contains(named, StringComparison.Ordinal));
        using var printed = JsonDocument.Parse(shown.Text);

        var item = route == "faults" ? answer.GetProperty("items")[0] : answer;
        Names(printed.RootElement).Should().BeEquivalentTo(Names(item));
    }

    /// <summary>Names of an object, and of the first item of its lists.</summary>
    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().SelectMany(property => property.Value switch
    {
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().Any() && list[0].ValueKind == JsonValueKind.Object => Names(list[0]).Select(name => $"{property.Name}[].{name}"),
        _ => [property.Name],
    });

    /// <summary>The routes of the first table: every verb before an address, until the next verb.</summary>
    private static IEnumerable<string> Routes(string page)
    {
        var rows = page.Split('\n').SkipWhile(line => line != "## Routes").TakeWhile(line => line != "## Clock").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        foreach (var row in rows.Select(line => line.Split('|')[1].Trim()))
        {
            var verbs = new List<string>();
            var last = "";
            foreach (var word in row.Split(' ').Select(word => word.TrimEnd(',')))
            {
                if (word.StartsWith('`'))
                {
                    foreach (var verb in verbs) yield return $"{verb} {Plain(word.Trim('`').Split('?')[0])}";
                    last = word;
                }
                else
                {
                    if (last.Length > 0) verbs.Clear();
                    last = "";
                    verbs.Add(word);
                }
            }
        }
    }

    /// <summary>A route whatever its parameters are called.</summary>
    private static string Plain(string route) => string.Join('/', route.TrimEnd('/').Split('/').Where(part => part != "{file?}").Select(part => part.StartsWith('{') ? "{}" : part));

    private static string Text(string page) => File.ReadAllText(Path.Combine(Page.Root, page));
}
