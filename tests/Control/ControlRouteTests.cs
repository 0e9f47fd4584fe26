using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Http;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>The routes of the control API are those of its contracts, with the same access and the same query parameters.</summary>
public sealed class ControlRouteTests
{
    private const string Token = "correct-horse";

    [Fact]
    public async Task Every_route_is_in_the_contracts_and_every_operation_of_the_contracts_has_a_route()
    {
        await using var api = await TestApi.StartAsync(key: null);

        var mapped = ReadEndpoints(api).SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            .SelectMany(method => ExpandPath(endpoint).Select(path => $"{GetOperation(endpoint).Id} {method} {path}")));

        mapped.Should().BeEquivalentTo(ControlContracts.Operations.SelectMany(
            row => ControlContracts.GetMethods(row).Select(method => $"{row["id"]} {method} {row["path"]}")));
    }

    [Fact]
    public async Task A_route_knows_the_query_parameters_of_its_operation()
    {
        await using var api = await TestApi.StartAsync(key: null);

        foreach (var endpoint in ReadEndpoints(api))
        {
            var row = ControlContracts.Operations.First(row => (string?)row["id"] == GetOperation(endpoint).Id);

            var known = endpoint.Metadata.GetMetadata<KnownQuery>()?.Names;

            known.Should().BeEquivalentTo((string?)row["access"] == "open" ? null : row["parameters"]!.AsArray()
                .Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!), $"{row["id"]}");
        }
    }

    [Fact]
    public async Task An_operation_needs_the_token_and_the_key_that_the_contracts_say()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = Token }, key: null);

        foreach (var row in ControlContracts.Operations)
        {
            var (method, path) = (ControlContracts.GetMethods(row)[0], Routes.FillPlaceholders((string)row["path"]!, "nothing"));
            var withoutToken = await api.SendAsync(new HttpMethod(method), path);
            var withoutKey = await api.SendAsync(new HttpMethod(method), path, null, ("X-Emulator-Token", Token));

            (withoutToken.Status == 403).Should().Be((string?)row["access"] != "open", $"{row["id"]}");
            (withoutKey.Status == 401).Should().Be((string?)row["access"] == "key", $"{row["id"]}");
        }
    }

    [Fact]
    public async Task An_unknown_query_parameter_is_refused_by_name_where_a_page_or_a_probe_does_not_ask()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var row in ControlContracts.Operations.Where(row => (string?)row["access"] != "open"))
        {
            var path = Routes.FillPlaceholders((string)row["path"]!, "00000000-0000-4000-8000-000000000000");

            var response = await api.SendAsync(new HttpMethod((string)row["method"]!), path + "?no_such=1");

            response.ShouldFail(422, "VALIDATION_ERROR", "no_such");
        }
        (await api.GetAsync("/_emulator/health?no_such=1")).Status.Should().Be(200);
        (await api.GetAsync("/_emulator/ui?no_such=1")).Status.Should().Be(200);
    }

    private static IEnumerable<RouteEndpoint> ReadEndpoints(TestApi api) =>
        api.Emulator!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>()?.IsControl == true);

    private static Operation GetOperation(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Operation>()!;

    /// <summary>An optional placeholder is two paths: OpenAPI has no optional parts of a path.</summary>
    private static string[] ExpandPath(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        return path.EndsWith("/{file?}", StringComparison.Ordinal)
            ? [path[..^"/{file?}".Length], path.Replace("?", "", StringComparison.Ordinal)] : [path];
    }
}
