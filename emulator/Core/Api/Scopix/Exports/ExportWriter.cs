using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>Writes what is exported to storage as it is made, a page at a time.</summary>
internal sealed class ExportWriter(IObjectStore store)
{
    /// <summary>Where an export goes; noted as passing away, so that it does whatever happens to the request.</summary>
    /// <param name="transaction">The turn in which the export begins.</param>
    /// <param name="filename">What clients see at the end of its URL, with its extension.</param>
    /// <param name="id">The export's UUID.</param>
    /// <param name="until">When it goes, unless that is changed.</param>
    public static string ReserveKey(Transaction transaction, string id, string filename, DateTimeOffset until)
    {
        var key = $"exports/{transaction.Tenant.Id}/{id}/{filename}";
        ExpiringObjects.SetExpiry(transaction, key, until);
        return key;
    }

    /// <summary>Streams an object in under its key.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="generation">The world's when the request began.</param>
    /// <param name="key">From <see cref="ReserveKey"/>.</param>
    /// <param name="write">Writes the bytes.</param>
    /// <param name="cancel">When the client is gone.</param>
    /// <exception cref="ApiError">The world was reset since the request began: 409.</exception>
    public async Task WriteAsync(TenantState tenant, int generation, string key, Func<Stream, Task> write, CancellationToken cancel)
    {
        await store.WriteAsync(tenant.Storage, key, write, cancel);
        tenant.Read(transaction =>
        {
            if (tenant.Generation != generation) store.Delete(tenant.Storage, key);
            tenant.ThrowIfReset(generation);
            return true;
        });
    }
}
