using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Server;

namespace Scopix.Emulator.Http;

/// <summary>What a route is: the operation's id, and how its verb, path and answer are known.</summary>
/// <param name="Id">The name used by contracts, faults, journal and coverage, e.g. <c>files.get</c>.</param>
/// <param name="Evidence">The weakest tier the operation rests on.</param>
public sealed record Operation(string Id, Evidence Evidence);

/// <summary>Puts operations on routes; every request to one goes this way.</summary>
public static class OperationRoutes
{
    /// <summary>What the ids of our own control routes begin with; no fault touches them.</summary>
    private const string ControlPrefix = "emulator.";

    /// <summary>The ids of all operations but our own.</summary>
    public static IEnumerable<string> ListIds(HttpContext http) => http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<Operation>()?.Id)
        .OfType<string>()
        .Where(id => !id.StartsWith(ControlPrefix, StringComparison.Ordinal));

    /// <summary>Maps an operation that needs a key; of several methods (<c>PATCH|POST</c>) the first is the one in the contracts.</summary>
    public static void MapOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<RequestContext, Task<ApiResponse>> handler,
        Evidence evidence = Evidence.Documented) => routes.Map(new Operation(id, evidence), method, path, needsKey: true, handler);

    /// <summary>Maps an operation that needs a key and waits for nothing.</summary>
    public static void MapOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<RequestContext, ApiResponse> handler,
        Evidence evidence = Evidence.Documented) => routes.MapOperation(id, method, path, context => Task.FromResult(handler(context)), evidence);

    /// <summary>Maps an operation that takes requests without a key too.</summary>
    public static void MapKeylessOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<RequestContext, Task<ApiResponse>> handler,
        Evidence evidence = Evidence.Documented) => routes.Map(new Operation(id, evidence), method, path, needsKey: false, handler);

    private static void Map(
        this IEndpointRouteBuilder routes, Operation operation, string method, string path, bool needsKey, Func<RequestContext, Task<ApiResponse>> handler)
    {
        var options = routes.ServiceProvider.GetRequiredService<EmulatorOptions>();
        var tier = operation.Evidence.ToString().ToLowerInvariant();
        var faulty = !operation.Id.StartsWith(ControlPrefix, StringComparison.Ordinal);
        var guarded = !faulty && operation.Id is not ("emulator.health" or "emulator.ui");
        RequestDelegate run = async http =>
        {
            if (guarded) ControlGuard.Authorize(http, options);
            http.Response.Headers["X-Emulator-Operation"] = operation.Id;
            http.Response.Headers["X-Emulator-Evidence"] = tier;
            var identity = http.Features.Get<RequestIdentity>()!;
            var context = new RequestContext(http, identity, options);
            if (needsKey) _ = context.Tenant;
            var fault = faulty && !DashboardRequests.IsFromDashboard(http.Request) ? identity.Faults.TriggerForOperation(operation.Id).RecordIn(identity.JournalEntry) : null;
            if (fault is not null) await FaultInjector.DelayOrRefuseAsync(http, fault);
            var response = await handler(context);
            if (fault is not null && !FaultInjector.TryPrepareResponse(http, fault)) return;
            await response.WriteAsync(http);
        };
        routes.MapMethods(path, method.Split('|'), run).WithName(operation.Id).WithMetadata(operation);
    }
}
