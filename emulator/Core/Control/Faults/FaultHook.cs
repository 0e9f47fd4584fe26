using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Faults;

/// <summary>Applies the faults of a tenant, or those for all tenants, to operations of the API.</summary>
internal sealed class FaultHook(TenantRegistry tenants) : IRequestHook
{
    public Task OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation)
    {
        var faults = tenants.GetFeatures(identity.Tenant).Get<FaultList>();
        if (faults.TriggerForOperation(operation.Id) is not { } rule) return Task.CompletedTask;
        http.Features.Set(rule);
        if (JournalRecorder.GetEntry(http) is { } entry) entry.Fault = rule;
        return FaultInjector.DelayOrThrowAsync(http, rule.Definition);
    }

    public bool OnResponse(HttpContext http) =>
        http.Features.Get<FaultRule>() is not { } rule || FaultInjector.TryPrepareResponse(http, rule.Definition);
}
