namespace Scopix.Emulator.Engine;

/// <summary>Reads and writes a tenant's state under its lock, also on a full disk.</summary>
internal sealed partial class TenantState
{
    /// <summary>Called before each commit; a test throws here to imitate a full disk.</summary>
    internal Action? BeforeCommit { get; set; }

    /// <summary>
    /// Reads the tenant's state, with everything that is due applied. On a full disk it is applied in memory only.
    /// </summary>
    public T Read<T>(Func<Transaction, T> work)
    {
        lock (_lock)
        {
            if (TryBeginAndApplyDueWork() is not { } transaction) return ReadWithoutStoring(work);
            var result = work(transaction);
            transaction.RunCommitActions();
            return result;
        }
    }

    /// <summary>Changes the tenant's state in one transaction; an exception rolls it back.</summary>
    public T Write<T>(Func<Transaction, T> work)
    {
        lock (_lock)
        {
            Reserve.ThrowIfUsedUp();
            return RunTransaction(BeginAndApplyDueWork(), work);
        }
    }

    /// <summary>Like <see cref="Write{T}"/>, for deletions. On a full disk it uses the reserve, and may call the function again.</summary>
    public T WriteUsingReserve<T>(Func<Transaction, T> work)
    {
        lock (_lock) return RunWithReserve(() => RunTransaction(BeginAndApplyDueWork(), work));
    }

    public void Read(Action<Transaction> work) => Read(ReturnTransaction(work));

    public void WriteUsingReserve(Action<Transaction> work) => WriteUsingReserve(ReturnTransaction(work));

    private static Func<Transaction, Transaction> ReturnTransaction(Action<Transaction> work) => transaction =>
    {
        work(transaction);
        return transaction;
    };

    private Transaction? TryBeginAndApplyDueWork()
    {
        try
        {
            return RunWithReserve(BeginAndApplyDueWork);
        }
        catch (Exception error) when (DiskFailures.Describe(error) is not null)
        {
            return null;
        }
    }

    /// <summary>Applies what is due in a transaction that is rolled back, so that nothing is written to disk.</summary>
    private T ReadWithoutStoring<T>(Func<Transaction, T> work)
    {
        var (transaction, issuedIdCount) = (CreateTransaction(), _ids.IssuedCount);
        transaction.Db.ExecuteScript("PRAGMA cache_spill = OFF");
        transaction.Db.Execute("BEGIN");
        try
        {
            _catchUp(transaction);
            return work(transaction);
        }
        finally
        {
            _ids.IssuedCount = issuedIdCount;
            transaction.Rollback();
            transaction.Db.ExecuteScript("PRAGMA cache_spill = ON");
        }
    }

    /// <summary>Runs a change. On a full disk it is repeated, first with the log truncated, then with the reserve's space.</summary>
    private T RunWithReserve<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch (Exception error) when (IsDiskFull(error))
        {
            return RetryWithReserve(change);
        }
    }

    private void RunWithReserve(Action change)
    {
        try
        {
            change();
        }
        catch (Exception error) when (IsDiskFull(error))
        {
            RetryWithReserve(change);
        }
    }

    private bool IsDiskFull(Exception error) => _path is not null && DiskFailures.Describe(error) is not null;

    private T RetryWithReserve<T>(Func<T> change)
    {
        var result = default(T);
        RetryWithReserve(() => { result = change(); });
        return result!;
    }

    private void RetryWithReserve(Action change)
    {
        _db?.TruncateLog();
        Reserve.Use(change, beforeRefill: () => _db?.TruncateLog());
    }

    private Transaction BeginAndApplyDueWork()
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
        var issuedIdCount = _ids.IssuedCount;
        transaction.Db.Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work(transaction);
            if (_ids.IssuedCount != issuedIdCount && _path is not null) TenantMetadata.SaveIssuedIdCount(transaction.Db, _ids.IssuedCount);
            BeforeCommit?.Invoke();
            transaction.Db.Execute("COMMIT");
            return result;
        }
        catch
        {
            _ids.IssuedCount = issuedIdCount;
            transaction.Rollback();
            throw;
        }
    }
}
