using Scopix.Emulator.Control;
using Scopix.Emulator.Dashboard;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Journal;

namespace Scopix.Emulator.Http;

/// <summary>What a route is: the operation's id, and how its verb, path and answer are known.</summary>
/// <param name="Id">The name used by contracts, faults, journal and coverage, e.g. <c>files.get</c>.</param>
/// <param name="Evidence">The weakest tier the operation rests on.</param>
public sealed record Operation(string Id, Evidence Evidence);

/// <summary>Puts operations on routes; every request to one goes this way.</summary>
public static class Operations
{
    /// <summary>What the ids of our own control routes begin with; no fault touches them.</summary>
    private const string Own = "emulator.";

    /// <summary>The ids of all operations but our own.</summary>
    public static IEnumerable<string> Ids(HttpContext http) => http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<Operation>()?.Id)
        .OfType<string>()
        .Where(id => !id.StartsWith(Own, StringComparison.Ordinal));

    /// <summary>Maps an operation that needs a key; of several methods (<c>PATCH|POST</c>) the first is the one in the contracts.</summary>
    public static void Operation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<Call, Task<Answer>> handler,
        Evidence evidence = Evidence.Documented) => routes.Map(new Operation(id, evidence), method, path, needsKey: true, handler);

    /// <summary>Maps an operation that needs a key and waits for nothing.</summary>
    public static void Operation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<Call, Answer> handler,
        Evidence evidence = Evidence.Documented) => routes.Operation(id, method, path, call => Task.FromResult(handler(call)), evidence);

    /// <summary>Maps an operation that takes requests without a key too.</summary>
    public static void OpenOperation(
        this IEndpointRouteBuilder routes, string id, string method, string path, Func<Call, Task<Answer>> handler,
        Evidence evidence = Evidence.Documented) => routes.Map(new Operation(id, evidence), method, path, needsKey: false, handler);

    private static void Map(
        this IEndpointRouteBuilder routes, Operation operation, string method, string path, bool needsKey, Func<Call, Task<Answer>> handler)
    {
        var options = routes.ServiceProvider.GetRequiredService<EmulatorOptions>();
        var tier = operation.Evidence.ToString().ToLowerInvariant();
        var faulty = !operation.Id.StartsWith(Own, StringComparison.Ordinal);
        var guarded = !faulty && operation.Id is not ("emulator.health" or "emulator.ui");
        RequestDelegate run = async http =>
        {
            if (guarded) ControlGuard.Check(http, options);
            http.Response.Headers["X-Emulator-Operation"] = operation.Id;
            http.Response.Headers["X-Emulator-Evidence"] = tier;
            var caller = http.Features.Get<Caller>()!;
            var call = new Call(http, caller, options);
            if (needsKey) _ = call.World;
            var fault = faulty && !Onlooker.Is(http.Request) ? caller.Faults.ForOperation(operation.Id).Noted(caller.Entry) : null;
            if (fault is not null) await FaultyAnswer.BeforeAsync(http, fault);
            var answer = await handler(call);
            if (fault is not null && !FaultyAnswer.Answers(http, fault)) return;
            await answer.WriteAsync(http);
        };
        routes.MapMethods(path, method.Split('|'), run).WithName(operation.Id).WithMetadata(operation);
    }
}
