using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Tests.Http;

/// <summary>The routes an emulator has.</summary>
internal static class Routes
{
    /// <summary>Every operation: its id, its method and its path with placeholders.</summary>
    public static (string Id, string Method, string Path)[] ReadFrom(ScopixEmulator emulator) =>
    [
        .. emulator.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null)
            .Select(endpoint => (
                endpoint.Metadata.GetMetadata<Operation>()!.Id,
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0],
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/')))
            .OrderBy(route => route.Id, StringComparer.Ordinal),
    ];

    /// <summary>A path with each placeholder replaced.</summary>
    public static string FillPlaceholders(string path, string value) => Regex.Replace(path, @"\{\w+\}", value);
}
