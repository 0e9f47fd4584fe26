namespace Scopix.Emulator.Engine;

internal sealed partial class TenantState
{
    /// <summary>Reads the tenant's state, as <see cref="Read{T}"/> does, without a result.</summary>
    public void Read(Action<Transaction> work) => Read(transaction =>
    {
        work(transaction);
        return 0;
    });
}
