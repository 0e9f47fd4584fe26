using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// Applies faults to requests to the embedded storage, with S3's errors. They act before the signature is verified; the access key id alone
/// names the tenant.
/// </summary>
internal static class StorageFaults
{
    /// <summary>Handles a request with the fault that acts on it.</summary>
    /// <param name="tenant">Null when the request names none.</param>
    public static async Task InvokeAsync(HttpContext http, TenantState? tenant, JournalEntry? entry, RequestDelegate next)
    {
        if (GetVerb(http.Request) is not { } verb
            || tenant?.Features.Get<FaultList>().TriggerForStorage(verb) is not { } rule)
        {
            await next(http);
            return;
        }
        http.Features.Set(rule);
        var fault = rule.Definition;
        if (entry is not null) entry.Fault = rule;
        await FaultInjector.DelayAsync(http, fault);
        if (fault.Status is { } status) await RefuseAsync(http, fault, status);
        else if (fault.Reset is { IsBefore: true }) JournalRecorder.AbortConnection(http);
        else if (fault.Reset is { IsAfter: true }) await DiscardResponseAsync(http, next);
        else if (FaultInjector.TryPrepareResponse(http, fault)) await next(http);
    }

    /// <summary><c>get</c>, <c>head</c>, <c>put</c> or <c>put_part</c>; null for other methods.</summary>
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

    private static async Task DiscardResponseAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Body = Stream.Null;
        await next(http);
        JournalRecorder.AbortConnection(http);
    }

    /// <summary>The code that S3 uses with a status, if it has one.</summary>
    private static (string Code, string Message) GetDefaultError(int status) => status switch
    {
        403 => ("AccessDenied", "Access Denied"),
        404 => ("NoSuchKey", "The specified key does not exist."),
        503 => ("SlowDown", "Please reduce your request rate."),
        _ => ("InternalError", "We encountered an internal error. Please try again."),
    };
}
