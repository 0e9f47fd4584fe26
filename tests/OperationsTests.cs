using System.Text.Json;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Http;
using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>Routes, contracts and the operations page have the same operations with the same evidence.</summary>
public sealed class OperationsTests
{
    [Fact]
    public async Task Every_route_is_in_operations_json_and_every_operation_has_a_route()
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });

        var mapped = ReadRoutes(emulator).Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal));

        mapped.Should().BeEquivalentTo(ReadContracts());
    }

    [Fact]
    public void The_operations_page_lists_every_operation_with_its_request_and_evidence()
    {
        var page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "operations.md"));

        var rows = page.Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

        rows.Select(row => (row[1], row[2], row[^2])).Should().BeEquivalentTo(
            ReadContracts()
                .Select(operation => ($"`{operation.Id}`", $"{operation.Method} {PathBelowApi(operation)}", operation.Evidence)));
    }

    private static string PathBelowApi(Route operation) => "/" + string.Join('/', operation.Path.Split('/').Skip(3));

    private static IEnumerable<Route> ReadRoutes(
        ScopixEmulator emulator) => emulator.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null)
        .Select(endpoint => new Route(
            endpoint.Metadata.GetMetadata<Operation>()!.Id,
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0],
            endpoint.RoutePattern.RawText!,
            endpoint.Metadata.GetMetadata<Operation>()!.Evidence.ToString().ToLowerInvariant()));

    private static Route[] ReadContracts() =>
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "contracts", "operations.json"))).RootElement
            .EnumerateArray()
            .Select(row => new Route(
                row.GetProperty("id").GetString()!, row.GetProperty("method").GetString()!, row.GetProperty("path").GetString()!,
                row.GetProperty("evidence").GetString()!)),
    ];

    private sealed record Route(string Id, string Method, string Path, string Evidence);
}
