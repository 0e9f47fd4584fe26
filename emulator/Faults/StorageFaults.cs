using System.Globalization;
using Scopix.Emulator.Http;
using Scopix.Emulator.Journal;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Faults;

/// <summary>
/// Lets faults act on requests to the embedded storage, in S3's words. They count before the signature is looked at; the
/// access key id alone says whose they are.
/// </summary>
internal static class StorageFaults
{
    /// <summary>Passes a request on, or does to it what the tenant's fault says.</summary>
    /// <param name="http">The request.</param>
    /// <param name="world">The tenant; null when nobody is named.</param>
    /// <param name="entry">Where the fault is noted.</param>
    /// <param name="next">The storage.</param>
    public static async Task InvokeAsync(HttpContext http, World? world, JournalEntry? entry, RequestDelegate next)
    {
        if (VerbOf(http.Request) is not { } verb || world?.Faults.ForStorage(verb).Noted(entry) is not { } fault)
        {
            await next(http);
            return;
        }
        await FaultyAnswer.WaitAsync(http, fault);
        if (fault.Status is { } status) await RefuseAsync(http, fault, status);
        else if (fault.Reset == true) await LoseAnswerAsync(http, next);
        else if (FaultyAnswer.Answers(http, fault)) await next(http);
    }

    /// <summary><c>get</c>, <c>head</c>, <c>put</c> or <c>put_part</c>; null for what storage does not speak.</summary>
    public static string? VerbOf(HttpRequest request) => request.Method switch
    {
        "GET" => "get",
        "HEAD" => "head",
        "PUT" => request.Query.ContainsKey("partNumber") ? "put_part" : "put",
        _ => null,
    };

    /// <summary>Finds the tenant whose access key signs a request; none when it names none.</summary>
    /// <param name="http">The request.</param>
    /// <param name="worlds">All tenants.</param>
    /// <param name="world">The tenant.</param>
    /// <param name="refusal">The answer when the tenant's database cannot be opened: false then.</param>
    public static bool TryFind(HttpContext http, Worlds worlds, out World? world, out Task? refusal)
    {
        (world, refusal) = (null, null);
        try
        {
            world = worlds.ByAccessKey(http.Request.Query["X-Amz-Credential"].ToString().Split('/')[0]);
            return true;
        }
        catch (Exception error) when (error is ApiError || DiskFailures.Of(error) is not null)
        {
            StorageLog.Damaged(http, error.Message);
            S3Endpoint.Identify(http.Response.Headers, http.TraceIdentifier);
            refusal = S3Endpoint.RefuseAsync(http, S3Error.Damaged(DiskFailures.Of(error) ?? error.Message), http.TraceIdentifier);
            return false;
        }
    }

    private static Task RefuseAsync(HttpContext http, CreateFault fault, int status)
    {
        var id = http.TraceIdentifier;
        S3Endpoint.Identify(http.Response.Headers, id);
        if (fault.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var (code, message) = Usual(status);
        return S3Endpoint.RefuseAsync(http, new S3Error(status, fault.Code ?? code, fault.Message ?? message), id);
    }

    /// <summary>The storage does its work; its answer goes nowhere.</summary>
    private static async Task LoseAnswerAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Body = Stream.Null;
        await next(http);
        Recorder.Cut(http);
    }

    /// <summary>The code S3 uses with a status, where it has one.</summary>
    private static (string Code, string Message) Usual(int status) => status switch
    {
        403 => ("AccessDenied", "Access Denied"),
        404 => ("NoSuchKey", "The specified key does not exist."),
        503 => ("SlowDown", "Please reduce your request rate."),
        _ => ("InternalError", "We encountered an internal error. Please try again."),
    };
}
