using Scopix.Emulator.Control.Rules;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>
/// Stubs, which decide what the AI returns: add, list, remove. A request with a key concerns the stubs of its
/// tenant, a request without one those of all tenants. Stubs are kept in memory until a reset. <c>?unused=true</c> lists those that no file
/// has used.
/// </summary>
internal sealed class StubsApi(TenantRegistry tenants)
{
    private readonly RuleScope<StubList> _scope = new(tenants);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.stubs", "GET", "/stubs", List).AcceptsQuery("unused");
        control.MapKeylessOperation("emulator.stubs_add", "POST", "/stubs", AddAsync);
        control.MapKeylessOperation("emulator.stubs_clear", "DELETE", "/stubs", Clear);
        control.MapKeylessOperation("emulator.stubs_remove", "DELETE", "/stubs/{stub_id}", Remove);
    }

    private ApiResponse List(RequestContext context)
    {
        var unused = context.Query.Bool("unused");
        var list = _scope.List(context, (stubs, scope) => stubs.OwnRules
            .Where(rule => unused is null || unused == (rule.Hits == 0)).Select(rule => ToResource(rule, scope)));
        return ApiResponse.Ok(list, ControlJsonContext.Shared.RuleListResponse);
    }

    private async Task<ApiResponse> AddAsync(RequestContext context)
    {
        context.RejectLlamaCloudKey("AI to be stubbed");
        var definition = await context.ReadJsonAsync(ControlJsonContext.Shared.Stub);
        StubValidator.Validate(definition);
        var rule = _scope.Get(context).Add(definition)
            ?? throw ApiError.Conflict($"There are {RuleList<StubRule>.MaxRules} stubs already: remove some");
        return ApiResponse.Created(ToResource(rule, RuleScope<StubList>.GetName(context)), EngineJsonContext.Shared.JsonObject);
    }

    private ApiResponse Clear(RequestContext context) => _scope.Clear(context, stubs => stubs.Clear());

    private ApiResponse Remove(RequestContext context) => _scope.Get(context).Remove(context.GetRouteValue("stub_id"))
        ? RemovalResponse.Create(1)
        : throw ApiError.NotFound("Stub");

    private static JsonObject ToResource(StubRule rule, string scope) =>
        RuleResource.Create(rule.Id, scope, rule.Hits,
            JsonSerializer.SerializeToNode(rule.Definition, ControlJsonContext.Shared.Stub)!, rule.Files);
}
