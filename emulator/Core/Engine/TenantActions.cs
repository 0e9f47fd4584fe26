namespace Scopix.Emulator.Engine;

/// <summary>Transactions without a result.</summary>
internal static class TenantActions
{
    public static void Read(this TenantState tenant, Action<Transaction> work) => tenant.Read(ReturnTransaction(work));

    public static void WriteUsingReserve(this TenantState tenant, Action<Transaction> work) =>
        tenant.WriteUsingReserve(ReturnTransaction(work));

    private static Func<Transaction, Transaction> ReturnTransaction(Action<Transaction> work) => transaction =>
    {
        work(transaction);
        return transaction;
    };
}
