namespace Scopix.Emulator.State;

/// <summary>One passage through a World's gate: its database, its ids, and the moment that counts for all of it.</summary>
public sealed record Turn(World World, Database Db, Ids Ids, DateTimeOffset Now)
{
    private List<Action>? _afterwards;

    /// <summary>
    /// Does something at the gate once what was changed is kept, and not at all when it is not: bytes go after the record that names
    /// them, or a killed process would leave a record without bytes.
    /// </summary>
    public void Afterwards(Action action) => (_afterwards ??= []).Add(action);

    /// <summary>Does what was put off.</summary>
    internal void Finish()
    {
        var due = _afterwards;
        _afterwards = null;
        foreach (var action in due ?? []) action();
    }

    /// <summary>Takes back what was changed, and what was put off with it.</summary>
    internal void GiveUp()
    {
        _afterwards = null;
        Db.Rollback();
    }
}
