namespace Scopix.Emulator.Api.Scopix.Exports;

internal sealed class ExportWriter(IObjectStore store)
{
    /// <summary>
    /// Returns the key of an export and schedules its deletion, so that the object is deleted even when the request is interrupted.
    /// </summary>
    public static string ReserveKey(Transaction transaction, string id, string filename, DateTimeOffset until)
    {
        var key = $"exports/{transaction.Tenant.Id}/{id}/{filename}";
        ExpiringObjects.SetExpiry(transaction, key, until);
        return key;
    }

    /// <summary>Streams the bytes that <paramref name="write"/> writes to an object.</summary>
    /// <exception cref="ApiError">The tenant was reset since the request began: 409.</exception>
    public async Task WriteAsync(TenantState tenant, int generation, string key, Func<Stream, Task> write, CancellationToken cancel)
    {
        await store.WriteAsync(tenant.Storage, key, write, cancel);
        tenant.Read(transaction =>
        {
            if (tenant.Generation != generation) store.Delete(tenant.Storage, key);
            tenant.ThrowIfReset(generation);
        });
    }
}
