namespace Scopix.Emulator.Engine;

/// <summary>What decides a tenant's later responses beside its database and its features: time and ids.</summary>
/// <param name="Now">The tenant's moment.</param>
/// <param name="Frozen">True when its clock stood still.</param>
/// <param name="Ids">How many ids were given out.</param>
/// <param name="Requests">How many ids of requests.</param>
/// <param name="Rate">The minute's requests.</param>
/// <param name="UploadRate">The five seconds' uploads.</param>
internal sealed record TenantSnapshotState(
    DateTimeOffset Now, bool Frozen, long Ids, long Requests, RateUsage Rate, RateUsage UploadRate);

/// <summary>The tenant's journey to a moment it was in before.</summary>
internal sealed partial class TenantState
{
    /// <summary>Copies the database into a file, keeps the content that it refers to, and tells the rest.</summary>
    /// <param name="path">The file; nothing is there.</param>
    /// <param name="keep">True keeps the content until <see cref="SnapshotContent.RemoveSnapshot"/>.</param>
    /// <param name="look">Looks at the same moment.</param>
    public (TenantSnapshotState State, T Seen) SaveSnapshot<T>(string path, bool keep, Func<Transaction, T> look)
    {
        lock (_lock)
        {
            var transaction = BeginCaughtUp();
            transaction.Db.CopyTo(path);
            if (keep) SnapshotContent.AddSnapshot(path);
            var state = new TenantSnapshotState(
                transaction.Now, Clock.State.FrozenAt is not null, _ids.IssuedCount, Interlocked.Read(ref _requestCount), RequestRate.Usage,
                UploadRate.Usage);
            return (state, look(transaction));
        }
    }

    /// <summary>A copy of a database beside the tenant's own. Disposing forgets it unless it was taken over.</summary>
    public StagingDatabase CreateStagingCopy(string from) => StagingDatabase.CreateCopy(_path, from);

    /// <summary>
    /// Goes on from a database and what belongs to it. Key and storage identity stay, the journal too; what began before does not
    /// end afterwards. A clock that ran goes on from the moment it showed.
    /// </summary>
    /// <param name="staging">The database; not in a transaction.</param>
    /// <param name="state">The rest.</param>
    /// <param name="leave">Looks at the present database before it goes.</param>
    /// <param name="arrive">Is given what <paramref name="leave"/> saw, at the gate still.</param>
    public void Restore<T>(StagingDatabase staging, TenantSnapshotState state, Func<Transaction, T> leave, Action<T> arrive)
    {
        lock (_lock)
        {
            var left = leave(CreateTransaction());
            var clock = Clock.CreateState(state.Now, state.Frozen);
            if (_path is not null) TenantMetadata.SaveAll(staging.Db, Storage.SecretKey, state.Ids, Key, clock);
            _db!.Dispose();
            _db = null;
            _db = staging.MoveIntoPlace(); // what fails up to here leaves all as it was
            Generation++;
            (_ids.IssuedCount, _requestCount, Clock.State) = (state.Ids, state.Requests, clock);
            (RequestRate.Usage, UploadRate.Usage) = (state.Rate, state.UploadRate);
            PendingContent.Clear();
            _nextDueMicroseconds = _db.QueryNumber(NextDueQuery);
            arrive(left);
        }
    }

    private Transaction CreateTransaction() =>
        new(this, _db ??= _path is null ? new Database(path: null) : Database.OpenTenantDatabase(_path), _ids, Clock.Now);
}
