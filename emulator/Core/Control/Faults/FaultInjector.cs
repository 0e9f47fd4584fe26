using Microsoft.AspNetCore.Http.Features;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Faults;

/// <summary>Lets a fault act on one request.</summary>
internal static class FaultInjector
{
    /// <summary>Before the work: waits, then refuses when the fault has a status.</summary>
    /// <exception cref="ApiError">The fault's status.</exception>
    public static async Task DelayOrRefuseAsync(HttpContext http, Fault fault)
    {
        await DelayAsync(http, fault);
        if (fault.Status is { } status) throw ApiError.FromFault(status, fault.Code, fault.Message, fault.RetryAfter);
    }

    /// <summary>Real milliseconds: what a client's timeout is measured in.</summary>
    public static Task DelayAsync(HttpContext http, Fault fault) => fault.LatencyMs is { } wait
        ? Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System, http.RequestAborted)
        : Task.CompletedTask;

    /// <summary>After the work: false when the connection was cut instead; otherwise the body goes out as the fault will have it.</summary>
    public static bool TryPrepareResponse(HttpContext http, Fault fault)
    {
        if (fault.Reset == true)
        {
            JournalRecorder.AbortConnection(http);
            return false;
        }
        if (fault.TruncateBytes is null && fault.Corrupt != true) return true;
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set<IHttpResponseBodyFeature>(
            new StreamResponseBodyFeature(new FaultyBodyStream(body.Stream, fault.TruncateBytes), body));
        return true;
    }
}
