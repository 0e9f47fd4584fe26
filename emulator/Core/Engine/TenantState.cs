using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>
/// Everything one tenant has: database, clock, ids, rate window, storage account. One gate guards it; tenants share nothing.
/// Nobody holds the gate while reading a body or touching storage.
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

    /// <summary>Opens a tenant's world; with a path, what it kept is there again.</summary>
    /// <param name="tenant">16 lower-case hex digits.</param>
    /// <param name="secret">The storage secret when it is new.</param>
    /// <param name="key">The tenant's key record when it is new.</param>
    /// <param name="clock">The tenant's clock when it is new.</param>
    /// <param name="path">The database file; null keeps it in memory.</param>
    /// <param name="seed">What ids are derived from.</param>
    /// <param name="catchUp">Applies everything that has come due; called in a transaction, at the gate.</param>
    /// <param name="reserve">The room on disk that deleting may use.</param>
    public TenantState(string tenant, string secret, KeyRecord key, EmulatorClock clock, string? path, long seed,
        Action<Transaction> catchUp, DiskReserve reserve)
    {
        (Id, Key, Clock, _path, _seed, _catchUp, Reserve) = (tenant, key, clock, path, seed, catchUp, reserve);
        _ids = new IdGenerator(seed, tenant);
        if (path is not null) secret = Restore(secret);
        Storage = new StorageAccount(tenant, AccessKeyPrefix + tenant.ToUpperInvariant(), secret, () => Clock.Now);
    }

    /// <summary>What every access key id begins with; the tenant's id follows in upper case.</summary>
    public const string AccessKeyPrefix = "SCPX";

    /// <summary>The room on disk that deleting may use.</summary>
    public DiskReserve Reserve { get; }

    /// <summary>The tenant's id: 16 lower-case hex digits.</summary>
    public string Id { get; }

    /// <summary>The tenant's time.</summary>
    public EmulatorClock Clock { get; }

    /// <summary>What is known of the tenant's API key.</summary>
    public KeyRecord Key { get; private set; }

    /// <summary>Whose API the key opens.</summary>
    public Vendor Vendor => Key.Prefix.StartsWith("llx-", StringComparison.Ordinal) ? Vendor.LlamaCloud : Vendor.Scopix;

    /// <summary>The tenant's storage identity.</summary>
    public StorageAccount Storage { get; }

    /// <summary>The tenant's requests in the current minute.</summary>
    public RateLimitWindow RequestRate { get; } = new();

    /// <summary>The tenant's uploads in the present five seconds, where these are limited.</summary>
    public RateLimitWindow UploadRate { get; } = new(5);

    /// <summary>The tenant's uploads that are being received.</summary>
    public UploadSlots UploadSlots { get; } = new();

    /// <summary>Content that uploads rely on while they are not recorded yet. The gate must be held.</summary>
    public PendingContent PendingContent { get; } = new();

    /// <summary>Content that snapshots rely on. The gate must be held.</summary>
    public required SnapshotContent SnapshotContent { get; init; }

    /// <summary>What slices keep for the tenant in memory: faults, stubs, the journal.</summary>
    public required TenantFeatures Features { get; init; }

    /// <summary>The prepaid credits that the tenant begins with; null when they are not counted.</summary>
    public int? Credits { get; init; }

    /// <summary>Counts the resets, so that what began before one does not end after it.</summary>
    public int Generation { get; private set; }

    /// <summary>The id of the tenant's next request; a series of its own.</summary>
    public string NextRequestId() => _ids.CreateId("request", Interlocked.Increment(ref _requestCount));

    /// <summary>Remembers the key's record and the clock, for a world that is kept.</summary>
    public void SaveKeyAndClock(Func<KeyRecord, KeyRecord> change)
    {
        lock (_lock)
        {
            var changed = change(Key);
            if (_path is not null) RunWithReserve(() => WriteKeyAndClock(changed));
            Key = changed;
        }
    }

    /// <summary>Forgets everything but the key and the storage identity.</summary>
    /// <param name="clock">The time to go on from.</param>
    /// <param name="deleteObjects">Removes the bytes; called at the gate, so that no upload that begins afterwards loses its own.</param>
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

    /// <summary>
    /// An empty database beside the tenant's own, to be filled without the gate. Disposing forgets it unless it was taken over.
    /// </summary>
    public StagingDatabase CreateStagingDatabase() => new(_path);

    /// <summary>Takes a database in place of the present one, whole or not at all. It must not be in a transaction.</summary>
    /// <param name="staging">The database.</param>
    /// <param name="check">Looks at the present one before it goes; what it throws leaves all as it is.</param>
    public void ReplaceDatabase(StagingDatabase staging, Action<Transaction> check)
    {
        lock (_lock)
        {
            check(BeginCaughtUp());
            if (_path is not null) TenantMetadata.SaveAll(staging.Db, Storage.SecretKey, _ids.IssuedCount, Key, Clock.State);
            _db!.Dispose();
            _db = null;
            _db = staging.MoveIntoPlace();
            _nextDueMicroseconds = _db.QueryNumber(NextDueQuery);
        }
    }

    /// <inheritdoc/>
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
