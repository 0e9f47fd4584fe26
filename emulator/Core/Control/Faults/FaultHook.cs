using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Faults;

/// <summary>Applies the faults of a tenant, or those for all tenants, to operations of the API.</summary>
internal sealed class FaultHook(TenantRegistry tenants) : IRequestHook
{
    public Task<bool> OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation)
    {
        var faults = tenants.GetFeatures(identity.Tenant).Get<FaultList>();
        if (faults.TriggerForOperation(operation.Id) is not { } rule) return Task.FromResult(true);
        SetRule(http, rule);
        return FaultInjector.TryBeginAsync(http, rule.Definition);
    }

    public bool OnResponse(HttpContext http) =>
        http.Features.Get<FaultRule>() is not { } rule || FaultInjector.TryPrepareResponse(http, rule.Definition);

    public JsonBody EditJson(HttpContext http, JsonBody json)
    {
        if (http.Features.Get<FaultRule>() is not { Definition: var fault } rule || !ResponseEditor.IsEdit(fault)) return json;
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Id ?? "";
        var schema = ResponseFields.FindSchema(operation, http.Response.StatusCode);
        if (schema is not null && ResponseEditor.Edit(fault, json, schema) is { } edited) return edited;
        if (fault.LatencyMs is not null) return json;
        rule.TakeBack();
        SetRule(http, null);
        return json;
    }

    private static void SetRule(HttpContext http, FaultRule? rule)
    {
        http.Features.Set(rule);
        if (JournalRecorder.GetEntry(http) is { } entry) entry.Fault = rule;
    }
}
