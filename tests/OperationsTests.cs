using System.Text.Json;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Http;
using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>Routes, contracts and README name the same operations, and the same tier for each.</summary>
public sealed class OperationsTests
{
    [Fact]
    public async Task Every_route_is_in_operations_json_and_every_operation_has_a_route()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions { Port = 0 });

        var mapped = RoutesOf(emulator).Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal));

        mapped.Should().BeEquivalentTo(Contracts());
    }

    [Fact]
    public async Task Every_operation_is_in_the_README_with_its_tier()
    {
        var readme = await File.ReadAllLinesAsync(Path.Combine(ArchitectureTests.Root(), "README.md"), TestContext.Current.CancellationToken);

        var unlike = Contracts().Where(operation => !readme.Any(line =>
            line.Contains($"`{operation.Id}`", StringComparison.Ordinal) && line.EndsWith($" {operation.Tier} |", StringComparison.Ordinal)));

        unlike.Should().BeEmpty();
    }

    private static IEnumerable<Route> RoutesOf(Emulator emulator) => emulator.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null)
        .Select(endpoint => new Route(
            endpoint.Metadata.GetMetadata<Operation>()!.Id,
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0],
            endpoint.RoutePattern.RawText!,
            endpoint.Metadata.GetMetadata<Operation>()!.Evidence.ToString().ToLowerInvariant()));

    private static Route[] Contracts() =>
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(ArchitectureTests.Root(), "contracts", "operations.json"))).RootElement.EnumerateArray()
            .Select(row => new Route(
                row.GetProperty("id").GetString()!, row.GetProperty("method").GetString()!, row.GetProperty("path").GetString()!,
                row.GetProperty("evidence").GetString()!)),
    ];

    private sealed record Route(string Id, string Method, string Path, string Tier);
}
