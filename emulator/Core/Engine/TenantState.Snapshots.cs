namespace Scopix.Emulator.Engine;

internal sealed partial class TenantState
{
    /// <summary>Copies the database into a new file, and returns the rest of the state.</summary>
    /// <param name="keep">True to keep the content that it refers to until <see cref="SnapshotContent.RemoveSnapshot"/>.</param>
    public (TenantSnapshotState State, T Result) SaveSnapshot<T>(string path, bool keep, Func<Transaction, T> read)
    {
        lock (_lock)
        {
            var transaction = BeginAndApplyDueWork();
            transaction.Db.CopyTo(path);
            if (keep) SnapshotContent.AddSnapshot(path);
            var state = new TenantSnapshotState(
                transaction.Now, Clock.State.FrozenAt is not null, _ids.IssuedCount, Interlocked.Read(ref _requestCount), RequestRate.Usage,
                UploadRate.Usage);
            return (state, read(transaction));
        }
    }

    public StagingDatabase CreateStagingCopy(string from) => StagingDatabase.CreateCopy(_path, from);

    /// <summary>
    /// Replaces the database and the rest of the state. The key, the storage account and the journal stay, and work that began before
    /// does not end afterwards. A clock that was running continues from the saved time.
    /// </summary>
    /// <param name="staging">The new database; no transaction may be open.</param>
    /// <param name="leave">Reads from the present database before it is replaced.</param>
    /// <param name="arrive">Called with the result of <paramref name="leave"/> while the lock is still held.</param>
    public void Restore<T>(StagingDatabase staging, TenantSnapshotState state, Func<Transaction, T> leave, Action<T> arrive)
    {
        lock (_lock)
        {
            var left = leave(CreateTransaction());
            var clock = Clock.CreateState(state.Now, state.Frozen);
            Replace(staging, state.Ids, clock); // a failure up to here changes nothing
            Generation++;
            (_ids.IssuedCount, _requestCount, Clock.State) = (state.Ids, state.Requests, clock);
            (RequestRate.Usage, UploadRate.Usage) = (state.Rate, state.UploadRate);
            PendingContent.Clear();
            arrive(left);
        }
    }

    private Transaction CreateTransaction() =>
        new(this, _db ??= _path is null ? new Database(path: null) : Database.OpenTenantDatabase(_path), _ids, Clock.Now);
}
