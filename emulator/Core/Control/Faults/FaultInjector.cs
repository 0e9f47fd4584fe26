using Microsoft.AspNetCore.Http.Features;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Faults;

internal static class FaultInjector
{
    /// <summary>
    /// Before the request is handled: waits, then fails if the fault has a status, or closes the connection and returns false.
    /// </summary>
    /// <exception cref="ApiError">The status of the fault.</exception>
    public static async Task<bool> TryBeginAsync(HttpContext http, Fault fault)
    {
        await DelayAsync(http, fault);
        if (fault.Status is { } status) throw ApiError.FromFault(status, fault.Code, fault.Message, fault.RetryAfter);
        if (fault.Reset is not { IsBefore: true }) return true;
        JournalRecorder.AbortConnection(http);
        return false;
    }

    /// <summary>Waits in real time, since timeouts of clients are in real time.</summary>
    public static Task DelayAsync(HttpContext http, Fault fault) => fault.LatencyMs is { } wait
        ? Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System, http.RequestAborted)
        : Task.CompletedTask;

    /// <summary>After the request is handled: closes the connection and returns false, or prepares the changed body.</summary>
    public static bool TryPrepareResponse(HttpContext http, Fault fault)
    {
        if (fault.Reset is { IsAfter: true })
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
