using System.Text.Json.Nodes;
using Scopix.Emulator.Control.Rules;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// Faults: set, seen, taken back. With a key they are that tenant's, without one they concern every tenant. Kept in memory
/// until a reset.
/// </summary>
internal sealed class FaultsApi(TenantRegistry tenants)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.faults", "GET", "/faults", context => Task.FromResult(List(context)), Evidence.Assumed);
        control.MapKeylessOperation("emulator.faults_add", "POST", "/faults", AddAsync, Evidence.Assumed);
        control.MapKeylessOperation("emulator.faults_clear", "DELETE", "/faults", context => Task.FromResult(Clear(context)),
            Evidence.Assumed);
        control.MapKeylessOperation("emulator.faults_remove", "DELETE", "/faults/{fault_id}", context => Task.FromResult(Remove(context)),
            Evidence.Assumed);
    }

    private ApiResponse List(RequestContext context)
    {
        JsonObject[] own = context.HasAuthorization
            ? [.. context.Tenant.Features.Get<FaultList>().OwnRules.Select(rule => ToResource(rule, "tenant"))] : [];
        JsonObject[] shared = [.. tenants.SharedFeatures.Get<FaultList>().OwnRules.Select(rule => ToResource(rule, "all"))];
        return ApiResponse.Ok(new FaultListResponse([.. own, .. shared], own.Length + shared.Length),
            ControlJsonContext.Shared.FaultListResponse);
    }

    private async Task<ApiResponse> AddAsync(RequestContext context)
    {
        var definition = await context.ReadJsonAsync(ControlJsonContext.Shared.CreateFault);
        definition.Check(OperationRoutes.ListIds(context.Http));
        var faults = definition.Bundle is { } bundle ? FaultBundles.Find(bundle)! : [definition];
        if (!faults.Any(fault => fault.AppliesToLlamaCloud(OperationRoutes.ListIds(context.Http))))
            context.RejectLlamaCloudKey(
                definition.Bundle is null ? definition.Stage is null ? definition.Operation! : "stages" : definition.Bundle);
        var shown = faults.Select(fault => AddRule(context, fault)).ToArray();
        return definition.Bundle is null ? ApiResponse.Created(shown[0], EngineJsonContext.Shared.JsonObject)
            : ApiResponse.Created(new FaultListResponse(shown, shown.Length), ControlJsonContext.Shared.FaultListResponse);
    }

    private JsonObject AddRule(RequestContext context, CreateFault fault)
    {
        var rule = GetAffectedFaults(context).Add(fault)
            ?? throw ApiError.Conflict($"There are {RuleList<FaultRule>.MaxRules} faults already: remove some");
        return ToResource(rule, context.HasAuthorization ? "tenant" : "all");
    }

    private ApiResponse Clear(RequestContext context)
    {
        context.RejectUnknownQuery("bundle");
        var bundle = context.Query.Choice("bundle", [.. FaultBundles.Names]);
        var removed = Clear(GetAffectedFaults(context), bundle);
        if (!context.HasAuthorization)
            removed += ControlApi.GetAffectedTenants(context, tenants).Sum(tenant => Clear(tenant.Features.Get<FaultList>(), bundle));
        return ApiResponse.Ok(new RemovalResponse(removed), ControlJsonContext.Shared.RemovalResponse);
    }

    private static int Clear(FaultList faults, string? bundle) => bundle is null ? faults.Clear() : faults.RemoveBundle(bundle);

    private ApiResponse Remove(RequestContext context) => GetAffectedFaults(context).Remove(context.GetRouteValue("fault_id"))
        ? ApiResponse.Ok(new RemovalResponse(1), ControlJsonContext.Shared.RemovalResponse)
        : throw ApiError.NotFound("Fault");

    private static JsonObject ToResource(FaultRule rule, string scope)
    {
        var resource = RuleResource.Create(rule.Id, scope, rule.Hits,
            JsonSerializer.SerializeToNode(rule.Definition, ControlJsonContext.Shared.CreateFault)!);
        resource["left"] = (rule.Definition.Times ?? 1) - rule.Hits;
        return resource;
    }

    private FaultList GetAffectedFaults(RequestContext context) => context.HasAuthorization
        ? context.Tenant.Features.Get<FaultList>() : tenants.SharedFeatures.Get<FaultList>();
}

/// <summary>
/// All faults that concern the caller, its tenant's first, each as <see cref="RuleResource"/> with <c>left</c>: how often it may
/// still act.
/// </summary>
internal sealed record FaultListResponse(JsonObject[] Items, int TotalCount);
