using Scopix.Emulator.Control.Rules;

namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// Faults: add, list, remove. With a key they are for its tenant, without one for every tenant. They are in memory until a reset.
/// </summary>
internal sealed class FaultsApi(TenantRegistry tenants)
{
    private readonly RuleScope<FaultList> _scope = new(tenants);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.faults", "GET", "/faults", List);
        control.MapKeylessOperation("emulator.faults_add", "POST", "/faults", AddAsync);
        control.MapKeylessOperation("emulator.faults_clear", "DELETE", "/faults", Clear).AcceptsQuery("bundle");
        control.MapKeylessOperation("emulator.fault_bundles", "GET", "/faults/bundles", ListBundles);
        control.MapKeylessOperation("emulator.faults_remove", "DELETE", "/faults/{fault_id}", Remove);
    }

    private ApiResponse List(RequestContext context) =>
        ApiResponse.Ok(_scope.List(context, (faults, scope) => faults.OwnRules.Select(rule => ToResource(rule, scope))),
            ControlJsonContext.Shared.RuleListResponse);

    private async Task<ApiResponse> AddAsync(RequestContext context)
    {
        var definition = await context.ReadJsonAsync(ControlJsonContext.Shared.Fault);
        string[] operations = [.. OperationRoutes.ListIds(context.Http)];
        FaultValidator.Validate(definition, operations);
        var faults = definition.Bundle is { } bundle ? FaultBundles.Find(bundle)! : [definition];
        if (!faults.Any(fault => FaultValidator.AppliesToLlamaCloud(fault, operations)))
            context.RejectLlamaCloudKey(definition.Bundle ?? (definition.Stage is null ? definition.Operation! : "stages"));
        var added = faults.Select(fault => AddRule(context, fault)).ToArray();
        return definition.Bundle is null
            ? ApiResponse.Created(added[0], EngineJsonContext.Shared.JsonObject)
            : ApiResponse.Created(new RuleListResponse(added, added.Length), ControlJsonContext.Shared.RuleListResponse);
    }

    private JsonObject AddRule(RequestContext context, Fault fault)
    {
        var rule = _scope.Get(context).Add(fault)
            ?? throw ApiError.Conflict($"There are {RuleList<FaultRule>.MaxRules} faults already: remove some");
        return ToResource(rule, RuleScope<FaultList>.GetName(context));
    }

    private ApiResponse Clear(RequestContext context)
    {
        var bundle = context.Query.Choice("bundle", [.. FaultBundles.Names]);
        return _scope.Clear(context, faults => bundle is null ? faults.Clear() : faults.RemoveBundle(bundle));
    }

    private static ApiResponse ListBundles(RequestContext context) =>
        ApiResponse.Ok(new FaultBundleListResponse([.. FaultBundles.Names.Select(FaultBundleResource.From)]),
            ControlJsonContext.Shared.FaultBundleListResponse);

    private ApiResponse Remove(RequestContext context) => _scope.Get(context).Remove(context.GetRouteValue("fault_id"))
        ? RemovalResponse.Create(1)
        : throw ApiError.NotFound("Fault");

    private static JsonObject ToResource(FaultRule rule, string scope)
    {
        var resource = RuleResource.Create(rule.Id, scope, rule.Hits,
            JsonSerializer.SerializeToNode(rule.Definition, ControlJsonContext.Shared.Fault)!, rule.Files);
        resource["left"] = (rule.Definition.Times ?? 1) - rule.Hits;
        return resource;
    }
}
