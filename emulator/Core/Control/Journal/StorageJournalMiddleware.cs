using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Control.Faults;

namespace Scopix.Emulator.Control.Journal;

/// <summary>
/// Records requests to the embedded storage and applies their faults. An entry belongs to the tenant that the credential names, or to the
/// shared journal.
/// </summary>
internal static class StorageJournalMiddleware
{
    public static readonly string[] OperationIds = ["storage.get", "storage.head", "storage.put", "storage.put_part"];

    public static async Task InvokeAsync(HttpContext http, TenantRegistry tenants, RequestDelegate next)
    {
        if (DashboardRequests.IsFromDashboard(http.Request))
        {
            await next(http);
            return;
        }
        TenantState? tenant;
        try
        {
            tenant = tenants.FindByAccessKey(http.Request.Query["X-Amz-Credential"].ToString().Split('/')[0]);
        }
        catch (Exception error) when (error is TenantUnavailableException || DiskFailures.Describe(error) is not null)
        {
            await WriteUnavailableAsync(http, error);
            return;
        }
        var log = tenants.GetFeatures(tenant).Get<RequestLog>();
        var entry = JournalRecorder.Begin(http, log, (tenant?.Clock ?? tenants.DefaultClock).Now, requestId: null);
        if (entry is not null && StorageFaults.GetVerb(http.Request) is { } verb)
            (entry.Operation, entry.Evidence) = ("storage." + verb, "public");
        try
        {
            await StorageFaults.InvokeAsync(http, tenant, entry, next);
        }
        finally
        {
            JournalRecorder.End(http);
        }
    }

    private static Task WriteUnavailableAsync(HttpContext http, Exception error)
    {
        StorageLog.ReportDamage(http, error.Message);
        S3Endpoint.SetIdentityHeaders(http.Response.Headers, http.TraceIdentifier);
        return S3Endpoint.WriteErrorAsync(
            http, S3Error.ObjectDamaged(DiskFailures.Describe(error) ?? error.Message), http.TraceIdentifier);
    }
}
