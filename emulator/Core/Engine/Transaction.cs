namespace Scopix.Emulator.Engine;

/// <summary>One visit to a tenant's state under its lock. <c>Now</c> is the time for the whole visit.</summary>
internal sealed record Transaction(TenantState Tenant, Database Db, IdGenerator Ids, DateTimeOffset Now)
{
    private List<Action>? _commitActions;

    /// <summary>
    /// Runs an action after the commit, with the lock held. Bytes are deleted this way: to delete them before the commit could
    /// leave a record without bytes when the process is killed.
    /// </summary>
    public void OnCommitted(Action action) => (_commitActions ??= []).Add(action);

    internal void RunCommitActions()
    {
        var due = _commitActions;
        _commitActions = null;
        foreach (var action in due ?? []) action();
    }

    internal void Rollback()
    {
        _commitActions = null;
        Db.Rollback();
    }
}
