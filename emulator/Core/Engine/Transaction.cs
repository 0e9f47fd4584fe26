namespace Scopix.Emulator.Engine;

/// <summary>One passage through a World's gate: its database, its ids, and the moment that counts for all of it.</summary>
internal sealed record Transaction(TenantState Tenant, Database Db, IdGenerator Ids, DateTimeOffset Now)
{
    private List<Action>? _commitActions;

    /// <summary>
    /// Does something at the gate once what was changed is kept, and not at all when it is not: bytes go after the record that names
    /// them, or a killed process would leave a record without bytes.
    /// </summary>
    public void OnCommitted(Action action) => (_commitActions ??= []).Add(action);

    /// <summary>Does what was put off.</summary>
    internal void RunCommitActions()
    {
        var due = _commitActions;
        _commitActions = null;
        foreach (var action in due ?? []) action();
    }

    /// <summary>Takes back what was changed, and what was put off with it.</summary>
    internal void Rollback()
    {
        _commitActions = null;
        Db.Rollback();
    }
}
