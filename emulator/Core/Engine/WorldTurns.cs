using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>Passing the gate: to look, to change, to delete; also on a disk that is full.</summary>
internal sealed partial class TenantState
{
    /// <summary>Called before each commit; a test lets it fail there, as it does on a full disk.</summary>
    internal Action? BeforeCommit { get; set; }

    /// <summary>Looks at the tenant's state, caught up with its clock. On a full disk what is due is computed and not stored.</summary>
    public T Read<T>(Func<Transaction, T> work)
    {
        lock (_lock)
        {
            if (TryBeginCaughtUp() is not { } transaction) return ReadWithoutStoring(work);
            var result = work(transaction);
            transaction.RunCommitActions();
            return result;
        }
    }

    /// <summary>Changes the tenant's state in one transaction; an exception changes nothing.</summary>
    public T Write<T>(Func<Transaction, T> work)
    {
        lock (_lock)
        {
            Reserve.ThrowIfUsedUp();
            return RunTransaction(BeginCaughtUp(), work);
        }
    }

    /// <summary>The same for what deletes: on a full disk it uses the reserve, and may be called again.</summary>
    public T WriteUsingReserve<T>(Func<Transaction, T> work)
    {
        lock (_lock) return RunWithReserve(() => RunTransaction(BeginCaughtUp(), work));
    }

    private Transaction? TryBeginCaughtUp()
    {
        try
        {
            return RunWithReserve(BeginCaughtUp);
        }
        catch (Exception error) when (DiskFailures.Describe(error) is not null)
        {
            return null;
        }
    }

    /// <summary>Catches up in a transaction that is taken back: it lives in memory alone.</summary>
    private T ReadWithoutStoring<T>(Func<Transaction, T> work)
    {
        var (transaction, given) = (CreateTransaction(), _ids.IssuedCount);
        transaction.Db.ExecuteScript("PRAGMA cache_spill = OFF");
        transaction.Db.Execute("BEGIN");
        try
        {
            _catchUp(transaction);
            return work(transaction);
        }
        finally
        {
            _ids.IssuedCount = given;
            transaction.Rollback();
            transaction.Db.ExecuteScript("PRAGMA cache_spill = ON");
        }
    }

    /// <summary>When there is no room, empties the database's log; when there is none then, gives the reserve up.</summary>
    private T RunWithReserve<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch (Exception error) when (_path is not null && DiskFailures.Describe(error) is not null)
        {
            _db?.TruncateLog();
        }
        try
        {
            return change();
        }
        catch (Exception error) when (DiskFailures.Describe(error) is not null)
        {
            Reserve.Release();
        }
        try
        {
            return change();
        }
        finally
        {
            _db?.TruncateLog();
            Reserve.TryAllocate();
        }
    }

    private Transaction BeginCaughtUp()
    {
        var transaction = CreateTransaction();
        if (_nextDueMicroseconds > Database.ToMicroseconds(transaction.Now) || _nextDueMicroseconds is null) return transaction;
        return RunTransaction(transaction, due =>
        {
            _catchUp(due);
            return due;
        });
    }

    private T RunTransaction<T>(Transaction transaction, Func<Transaction, T> work)
    {
        var result = RunAndCommit(transaction, work);
        _nextDueMicroseconds = transaction.Db.QueryNumber(NextDueQuery);
        transaction.RunCommitActions();
        return result;
    }

    private T RunAndCommit<T>(Transaction transaction, Func<Transaction, T> work)
    {
        var given = _ids.IssuedCount;
        transaction.Db.Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work(transaction);
            if (_ids.IssuedCount != given && _path is not null) TenantMetadata.SaveIssuedIdCount(transaction.Db, _ids.IssuedCount);
            BeforeCommit?.Invoke();
            transaction.Db.Execute("COMMIT");
            return result;
        }
        catch
        {
            _ids.IssuedCount = given;
            transaction.Rollback();
            throw;
        }
    }
}
