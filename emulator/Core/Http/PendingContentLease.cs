namespace Scopix.Emulator.Http;

/// <summary>
/// Protects published content from being purged until its file is recorded. Disposing it ends the protection and deletes the content
/// if no file was recorded.
/// </summary>
internal sealed class PendingContentLease : IDisposable
{
    private readonly TenantState _tenant;
    private readonly int _generation;
    private readonly string _reference;
    private readonly Action<Transaction> _deleteUnreferenced;
    private bool _isReleased;

    private PendingContentLease(TenantState tenant, int generation, string reference, Action<Transaction> deleteUnreferenced) =>
        (_tenant, _generation, _reference, _deleteUnreferenced) = (tenant, generation, reference, deleteUnreferenced);

    /// <summary>Begins the protection; call it before the content is published.</summary>
    /// <param name="generation">The <see cref="TenantState.Generation"/> when the request began.</param>
    /// <param name="reference">The content's hash or object key, as <see cref="PendingContent"/> lists it.</param>
    /// <param name="deleteUnreferenced">Deletes the content unless a file or a snapshot refers to it.</param>
    /// <exception cref="ApiError">The tenant was reset since the request began: 409.</exception>
    public static PendingContentLease Acquire(
        TenantState tenant, int generation, string reference, Action<Transaction> deleteUnreferenced) => tenant.Read(_ =>
    {
        tenant.ThrowIfReset(generation);
        tenant.PendingContent.AddReference(reference);
        return new PendingContentLease(tenant, generation, reference, deleteUnreferenced);
    });

    /// <summary>Refuses to record the content when the tenant was reset since the request began. The tenant's lock must be held.</summary>
    /// <exception cref="ApiError">The tenant was reset: 409.</exception>
    public void ThrowIfReset() => _tenant.ThrowIfReset(_generation);

    public void Dispose()
    {
        if (_isReleased) return;
        _isReleased = true;
        _tenant.Read(transaction =>
        {
            if (_tenant.Generation == _generation) _tenant.PendingContent.RemoveReference(_reference);
            _deleteUnreferenced(transaction);
        });
    }
}
