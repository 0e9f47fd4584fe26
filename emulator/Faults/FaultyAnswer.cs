using Microsoft.AspNetCore.Http.Features;
using Scopix.Emulator.Http;
using Scopix.Emulator.Journal;

namespace Scopix.Emulator.Faults;

/// <summary>Lets a fault act on one request.</summary>
public static class FaultyAnswer
{
    /// <summary>Before the work: waits, then refuses when the fault has a status.</summary>
    /// <exception cref="ApiError">The fault's status.</exception>
    public static async Task BeforeAsync(HttpContext http, CreateFault fault)
    {
        await WaitAsync(http, fault);
        if (fault.Status is { } status) throw ApiError.Fault(status, fault.Code, fault.Message, fault.RetryAfter);
    }

    /// <summary>Real milliseconds: what a client's timeout is measured in.</summary>
    public static Task WaitAsync(HttpContext http, CreateFault fault) => fault.LatencyMs is { } wait
        ? Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System, http.RequestAborted)
        : Task.CompletedTask;

    /// <summary>After the work: false when the connection was cut instead; otherwise the body goes out as the fault will have it.</summary>
    public static bool Answers(HttpContext http, CreateFault fault)
    {
        if (fault.Reset == true)
        {
            Recorder.Cut(http);
            return false;
        }
        if (fault.TruncateBytes is null && fault.Corrupt != true) return true;
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new FaultyBody(body.Stream, fault.TruncateBytes), body));
        return true;
    }
}
