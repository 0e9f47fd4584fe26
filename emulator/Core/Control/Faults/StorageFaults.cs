using System.Globalization;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// Lets faults act on requests to the embedded storage, in S3's words. They count before the signature is looked at; the
/// access key id alone says whose they are.
/// </summary>
internal static class StorageFaults
{
    /// <summary>Passes a request on, or does to it what the tenant's fault says.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tenant">The tenant; null when nobody is named.</param>
    /// <param name="entry">Where the fault is noted.</param>
    /// <param name="next">The storage.</param>
    public static async Task InvokeAsync(HttpContext http, TenantState? tenant, JournalEntry? entry, RequestDelegate next)
    {
        if (GetVerb(http.Request) is not { } verb
            || tenant?.Features.Get<FaultList>().TriggerForStorage(verb).RecordIn(entry) is not { } fault)
        {
            await next(http);
            return;
        }
        await FaultInjector.DelayAsync(http, fault);
        if (fault.Status is { } status) await RefuseAsync(http, fault, status);
        else if (fault.Reset == true) await DiscardResponseAsync(http, next);
        else if (FaultInjector.TryPrepareResponse(http, fault)) await next(http);
    }

    /// <summary><c>get</c>, <c>head</c>, <c>put</c> or <c>put_part</c>; null for what storage does not speak.</summary>
    public static string? GetVerb(HttpRequest request) => request.Method switch
    {
        "GET" => "get",
        "HEAD" => "head",
        "PUT" => request.Query.ContainsKey("partNumber") ? "put_part" : "put",
        _ => null,
    };

    private static Task RefuseAsync(HttpContext http, Fault fault, int status)
    {
        var id = http.TraceIdentifier;
        S3Endpoint.SetIdentityHeaders(http.Response.Headers, id);
        if (fault.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var (code, message) = GetDefaultError(status);
        return S3Endpoint.WriteErrorAsync(http, new S3Error(status, fault.Code ?? code, fault.Message ?? message), id);
    }

    /// <summary>The storage does its work; its answer goes nowhere.</summary>
    private static async Task DiscardResponseAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Body = Stream.Null;
        await next(http);
        JournalRecorder.AbortConnection(http);
    }

    /// <summary>The code S3 uses with a status, where it has one.</summary>
    private static (string Code, string Message) GetDefaultError(int status) => status switch
    {
        403 => ("AccessDenied", "Access Denied"),
        404 => ("NoSuchKey", "The specified key does not exist."),
        503 => ("SlowDown", "Please reduce your request rate."),
        _ => ("InternalError", "We encountered an internal error. Please try again."),
    };
}
