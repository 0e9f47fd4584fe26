using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Reads the routes of an emulator.</summary>
internal static class Routes
{
    /// <summary>Reads the id, the method and the path template of every operation.</summary>
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

    /// <summary>Replaces each placeholder of a path.</summary>
    public static string FillPlaceholders(string path, string value) => Regex.Replace(path, @"\{\w+\}", value);
}
