using System.Text.Json.Nodes;
using Scopix.Emulator.Control.Rules;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>
/// Stubs: what the AI shall answer. With a key they are that tenant's, without one they are for every tenant. Kept in memory
/// until a reset. A stub that no file needed shows <c>"hits":0</c>; <c>?unused=true</c> shows those alone.
/// </summary>
internal sealed class StubsApi(TenantRegistry tenants)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.stubs", "GET", "/stubs", context => Task.FromResult(List(context)), Evidence.Assumed);
        control.MapKeylessOperation("emulator.stubs_add", "POST", "/stubs", AddAsync, Evidence.Assumed);
        control.MapKeylessOperation("emulator.stubs_clear", "DELETE", "/stubs", context => Task.FromResult(Clear(context)),
            Evidence.Assumed);
        control.MapKeylessOperation("emulator.stubs_remove", "DELETE", "/stubs/{stub_id}", context => Task.FromResult(Remove(context)),
            Evidence.Assumed);
    }

    private ApiResponse List(RequestContext context)
    {
        context.RejectUnknownQuery("unused");
        var unused = context.Query.Bool("unused");
        JsonObject[] own = context.HasAuthorization
            ? [.. context.Tenant.Features.Get<StubList>().OwnRules.Where(Asked).Select(rule => ToResource(rule, "tenant"))] : [];
        JsonObject[] shared = [.. tenants.SharedFeatures.Get<StubList>().OwnRules.Where(Asked).Select(rule => ToResource(rule, "all"))];
        return ApiResponse.Ok(new StubListResponse([.. own, .. shared], own.Length + shared.Length),
            ControlJsonContext.Shared.StubListResponse);

        bool Asked(StubRule rule) => unused is null || unused == (rule.Hits == 0);
    }

    private async Task<ApiResponse> AddAsync(RequestContext context)
    {
        context.RejectLlamaCloudKey("AI to be stubbed");
        var definition = await context.ReadJsonAsync(ControlJsonContext.Shared.CreateStub);
        definition.Check();
        var rule = GetAffectedStubs(context).Add(definition)
            ?? throw ApiError.Conflict($"There are {RuleList<StubRule>.MaxRules} stubs already: remove some");
        return ApiResponse.Created(ToResource(rule, context.HasAuthorization ? "tenant" : "all"), EngineJsonContext.Shared.JsonObject);
    }

    private ApiResponse Clear(RequestContext context)
    {
        var removed = GetAffectedStubs(context).Clear();
        if (!context.HasAuthorization)
            removed += ControlApi.GetAffectedTenants(context, tenants).Sum(tenant => tenant.Features.Get<StubList>().Clear());
        return ApiResponse.Ok(new RemovalResponse(removed), ControlJsonContext.Shared.RemovalResponse);
    }

    private ApiResponse Remove(RequestContext context) => GetAffectedStubs(context).Remove(context.GetRouteValue("stub_id"))
        ? ApiResponse.Ok(new RemovalResponse(1), ControlJsonContext.Shared.RemovalResponse)
        : throw ApiError.NotFound("Stub");

    private static JsonObject ToResource(StubRule rule, string scope) =>
        RuleResource.Create(rule.Id, scope, rule.Hits,
            JsonSerializer.SerializeToNode(rule.Definition, ControlJsonContext.Shared.CreateStub)!);

    private StubList GetAffectedStubs(RequestContext context) => context.HasAuthorization
        ? context.Tenant.Features.Get<StubList>() : tenants.SharedFeatures.Get<StubList>();
}

/// <summary>All stubs that concern the caller, its tenant's first, each as <see cref="RuleResource"/>.</summary>
internal sealed record StubListResponse(JsonObject[] Items, int TotalCount);
