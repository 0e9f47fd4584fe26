using Scopix.Emulator.Dashboard;
using Scopix.Emulator.Faults;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Journal;

/// <summary>Records requests to the embedded storage as <c>storage.get</c>, <c>storage.head</c>, <c>storage.put</c> and <c>storage.put_part</c>.</summary>
internal static class StorageJournal
{
    /// <summary>The ids of storage requests.</summary>
    public static readonly string[] Operations = ["storage.get", "storage.head", "storage.put", "storage.put_part"];

    /// <summary>Passes a request on, with its faults, and records it for the tenant that its credential names; for nobody's when it names none.</summary>
    public static async Task InvokeAsync(HttpContext http, Worlds worlds, RequestDelegate next)
    {
        if (Onlooker.Is(http.Request))
        {
            await next(http);
            return;
        }
        if (!StorageFaults.TryFind(http, worlds, out var world, out var refusal))
        {
            await refusal!;
            return;
        }
        var log = world?.Journal ?? worlds.Journal;
        var entry = Recorder.Begin(http, log, (world?.Clock ?? worlds.Clock).Now, requestId: null);
        if (entry is not null && StorageFaults.VerbOf(http.Request) is { } verb) (entry.Operation, entry.Evidence) = ("storage." + verb, "public");
        try
        {
            await StorageFaults.InvokeAsync(http, world, entry, next);
        }
        finally
        {
            Recorder.End(http, log, entry);
        }
    }
}
