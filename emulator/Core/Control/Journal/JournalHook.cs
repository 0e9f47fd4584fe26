using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Records API requests in the journal of their tenant, and requests without a tenant in the shared one.</summary>
internal sealed class JournalHook(TenantRegistry tenants) : IRequestHook
{
    public void OnRequest(HttpContext http, RequestIdentity identity, DateTimeOffset now)
    {
        var log = tenants.GetFeatures(identity.Tenant).Get<RequestLog>();
        JournalRecorder.Begin(http, log, now, identity.RequestId);
    }

    public void OnJsonBody(HttpContext http, ReadOnlyMemory<byte> json)
    {
        if (JournalRecorder.GetEntry(http) is not { } entry) return;
        entry.RequestBytes ??= json.Length;
        if (json.Length <= JournalEntry.MaxBodyBytes) entry.RequestBody = json;
    }

    public void OnForm(HttpContext http, SentForm form)
    {
        if (form.EstimatedBytes <= JournalEntry.MaxBodyBytes && JournalRecorder.GetEntry(http) is { } entry) entry.RequestForm = form;
    }

    public void OnJsonResponse(HttpContext http, JsonBody json)
    {
        if (JournalRecorder.GetEntry(http) is { } entry) entry.ResponseBody = json;
    }

    public void OnEnd(HttpContext http) => JournalRecorder.End(http);
}
