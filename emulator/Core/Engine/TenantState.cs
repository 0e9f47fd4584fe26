namespace Scopix.Emulator.Engine;

/// <summary>
/// Everything one tenant has: database, clock, ids, rate windows, storage account. One lock guards it; tenants share nothing. The
/// lock is not held while a body is read or storage is used.
/// </summary>
internal sealed partial class TenantState : IDisposable
{
    private const string NextDueQuery =
        $"SELECT MIN(at) FROM (SELECT MIN(next_at) AS at FROM files WHERE next_at IS NOT NULL UNION ALL {ExpiringObjects.NextExpiryQuery})";

    private readonly Lock _lock = new();
    private readonly string? _path;
    private readonly long _seed;
    private readonly Action<Transaction> _catchUp;
    private Database? _db;
    private IdGenerator _ids;
    private long? _nextDueMicroseconds;
    private long _requestCount;

    /// <summary>Creates a tenant's state, or loads it from its database file.</summary>
    /// <param name="tenant">16 lower-case hex digits.</param>
    /// <param name="clock">The clock; its state is that of a new tenant.</param>
    /// <param name="path">The database file; null for a database in memory.</param>
    /// <param name="catchUp">Applies everything that is due; called in a transaction, with the lock held.</param>
    /// <param name="reserve">The disk space that only deleting may use.</param>
    public TenantState(string tenant, string secret, KeyRecord key, AdjustableClock clock, string? path, long seed,
        Action<Transaction> catchUp, DiskReserve reserve)
    {
        (Id, Key, Clock, _path, _seed, _catchUp, Reserve) = (tenant, key, clock, path, seed, catchUp, reserve);
        _ids = new IdGenerator(seed, tenant);
        if (path is not null) secret = OpenDatabase(secret);
        Storage = new StorageAccount(tenant, AccessKeyPrefix + tenant.ToUpperInvariant(), secret, () => Clock.Now);
    }

    /// <summary>The prefix of access key ids; the tenant's id follows in upper case.</summary>
    public const string AccessKeyPrefix = "SCPX";

    public DiskReserve Reserve { get; }

    public string Id { get; }

    public AdjustableClock Clock { get; }

    public KeyRecord Key { get; private set; }

    public Vendor Vendor => Key.Prefix.StartsWith("llx-", StringComparison.Ordinal) ? Vendor.LlamaCloud : Vendor.Scopix;

    public StorageAccount Storage { get; }

    public RateLimitWindow RequestRate { get; } = new();

    /// <summary>The uploads of the current five seconds, where these are limited.</summary>
    public RateLimitWindow UploadRate { get; } = new(5);

    public UploadSlots UploadSlots { get; } = new();

    /// <summary>The lock must be held by every caller.</summary>
    public PendingContent PendingContent { get; } = new();

    /// <summary>The lock must be held by every caller.</summary>
    public required SnapshotContent SnapshotContent { get; init; }

    public required TenantFeatures Features { get; init; }

    /// <summary>The prepaid credits of a new tenant; null when they are not counted.</summary>
    public int? Credits { get; init; }

    /// <summary>The number of resets. Work that began before a reset compares it and does not end afterwards.</summary>
    public int Generation { get; private set; }

    /// <summary>The id of the next request, from its own series.</summary>
    public string NextRequestId() => _ids.CreateId("request", Interlocked.Increment(ref _requestCount));

    /// <summary>Changes the key's record, and saves it with the clock in the database file.</summary>
    public void SaveKeyAndClock(Func<KeyRecord, KeyRecord> change)
    {
        lock (_lock)
        {
            var changed = change(Key);
            if (_path is not null) RunWithReserve(() => WriteKeyAndClock(changed));
            Key = changed;
        }
    }

    /// <summary>Removes everything but the key and the storage account.</summary>
    /// <param name="clock">The new state of the clock.</param>
    /// <param name="deleteObjects">Deletes the objects; called with the lock held, so that it cannot delete those of a later
    /// upload.</param>
    public void Reset(ClockState clock, Action deleteObjects)
    {
        lock (_lock)
        {
            Generation++;
            RunWithReserve(() => ReplaceWithEmptyDatabase(clock));
            _ids = new IdGenerator(_seed, Id);
            Clock.State = clock;
            _nextDueMicroseconds = null;
            _requestCount = 0;
            RequestRate.Clear();
            UploadRate.Clear();
            PendingContent.Clear();
            Features.Reset();
            deleteObjects();
        }
    }

    /// <summary>Creates an empty database beside the tenant's own, to be filled without the lock.</summary>
    /// <param name="kind">The suffix of its file; only one of each kind can exist at a time.</param>
    public StagingDatabase CreateStagingDatabase(string kind = ".seeding") => new(_path, kind);

    /// <summary>Replaces the database, completely or not at all.</summary>
    /// <param name="check">Called with the present database; an exception leaves everything unchanged.</param>
    public void ReplaceDatabase(StagingDatabase staging, Action<Transaction> check)
    {
        lock (_lock)
        {
            check(BeginAndApplyDueWork());
            Replace(staging, _ids.IssuedCount, Clock.State);
        }
    }

    /// <summary>Replaces the database by one whose records have ids of their own, completely or not at all.</summary>
    /// <param name="issuedIdCount">The number from which ids continue, so that none of them occurs in the new database.</param>
    /// <param name="leave">Reads from the present database before it is replaced; an exception leaves everything unchanged.</param>
    /// <param name="arrive">Called with the result of <paramref name="leave"/> while the lock is still held.</param>
    public void ReplaceDatabase<T>(StagingDatabase staging, long issuedIdCount, Func<Transaction, T> leave, Action<T> arrive)
    {
        lock (_lock)
        {
            var left = leave(BeginAndApplyDueWork());
            Replace(staging, issuedIdCount, Clock.State);
            _ids.IssuedCount = issuedIdCount;
            arrive(left);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _db?.Dispose();
            _db = null;
            SnapshotContent.Dispose();
        }
    }
}
