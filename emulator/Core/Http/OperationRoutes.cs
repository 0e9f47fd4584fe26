using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Http;

/// <summary>The operation of a route.</summary>
/// <param name="Id">The id in contracts, faults, journal and coverage, e.g. <c>files.get</c>.</param>
/// <param name="Evidence">The weakest evidence for the operation's method, path and response.</param>
internal sealed record Operation(string Id, Evidence Evidence)
{
    /// <summary>True for operations of the control API, which no hook sees.</summary>
    public bool IsControl => Id.StartsWith("emulator.", StringComparison.Ordinal);
}

/// <summary>The query parameters of a route that refuses others; null when it ignores what it does not know.</summary>
internal sealed record KnownQuery(string[]? Names);

/// <summary>Maps operations to routes, and runs every request to one.</summary>
internal static class OperationRoutes
{
    /// <summary>The ids of all operations except the control API's.</summary>
    public static IEnumerable<string> ListIds(HttpContext http) =>
        ListIds(http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints);

    /// <summary>The ids of the operations of endpoints, except the control API's.</summary>
    public static IEnumerable<string> ListIds(IEnumerable<Endpoint> endpoints) => endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<Operation>())
        .OfType<Operation>()
        .Where(operation => !operation.IsControl)
        .Select(operation => operation.Id);

    /// <summary>
    /// Maps an operation that needs a key. Of several methods (<c>PATCH|POST</c>) the first is the one in the contracts.
    /// </summary>
    public static IEndpointConventionBuilder MapOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<RequestContext, Task<ApiResponse>> handler,
        Evidence evidence = Evidence.Documented) => routes.Map(new Operation(id, evidence), method, path, needsKey: true, handler);

    public static IEndpointConventionBuilder MapOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<RequestContext, ApiResponse> handler,
        Evidence evidence = Evidence.Documented) =>
            routes.MapOperation(id, method, path, context => Task.FromResult(handler(context)), evidence);

    /// <summary>Maps an operation that also accepts requests without a key, as most of the control API.</summary>
    public static IEndpointConventionBuilder MapKeylessOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<RequestContext, Task<ApiResponse>> handler,
        Evidence evidence = Evidence.Assumed) => routes.Map(new Operation(id, evidence), method, path, needsKey: false, handler);

    public static IEndpointConventionBuilder MapKeylessOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<RequestContext, ApiResponse> handler) =>
            routes.MapKeylessOperation(id, method, path, context => Task.FromResult(handler(context)));

    /// <summary>Names all query parameters of routes; others are refused. A route's own names replace those of its group.</summary>
    public static T AcceptsQuery<T>(this T routes, params string[] names) where T : IEndpointConventionBuilder =>
        routes.WithMetadata(new KnownQuery(names));

    /// <summary>Ignores unknown query parameters, as pages and probes do.</summary>
    public static IEndpointConventionBuilder AcceptsAnyQuery(this IEndpointConventionBuilder route) =>
        route.WithMetadata(new KnownQuery(Names: null));

    private static IEndpointConventionBuilder Map(
        this IEndpointRouteBuilder routes, Operation operation, string method, string path, bool needsKey,
        Func<RequestContext, Task<ApiResponse>> handler)
    {
        var options = routes.ServiceProvider.GetRequiredService<EmulatorOptions>();
        var evidence = operation.Evidence.ToString().ToLowerInvariant();
        RequestDelegate run = async http =>
        {
            http.Response.Headers["X-Emulator-Operation"] = operation.Id;
            http.Response.Headers["X-Emulator-Evidence"] = evidence;
            var identity = http.Features.Get<RequestIdentity>()!;
            var context = new RequestContext(http, identity, options);
            if (needsKey) _ = context.Tenant;
            if (http.GetEndpoint()?.Metadata.GetMetadata<KnownQuery>()?.Names is { } known) context.RejectUnknownQuery(known);
            var hooks = operation.IsControl ? null : RequestHooks.Of(http);
            if (hooks is not null && !await hooks.OnOperationAsync(http, identity, operation)) return;
            var response = await handler(context);
            if (hooks?.OnResponse(http) == false) return;
            await response.WriteAsync(http);
        };
        return routes.MapMethods(path, method.Split('|'), run).WithName(operation.Id).WithMetadata(operation);
    }
}
