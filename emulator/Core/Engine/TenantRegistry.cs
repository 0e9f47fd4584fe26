using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Scopix.Emulator.Engine;

/// <summary>All tenants. A tenant's id is a hash of the API key; its state is created at the first request with the key.</summary>
internal sealed class TenantRegistry : IDisposable
{
    private const int MaxCachedKeys = 4096;

    private readonly ConcurrentDictionary<string, Lazy<TenantState>> _openTenants = new();
    private readonly ConcurrentDictionary<string, string> _tenantIdByKey = new(); // the hash is the slowest part of the lookup
    private readonly EmulatorOptions _options;
    private readonly Lock _clockLock = new();
    private readonly TimeProvider _wallClock;
    private readonly Action<Transaction> _catchUp;
    private readonly IReadOnlyList<TenantFeatureRegistration> _features;
    private readonly string? _folder;
    private readonly DiskReserve _reserve;

    /// <param name="catchUp">Applies everything that is due; called in a transaction.</param>
    /// <param name="reserve">The disk space that only deleting may use.</param>
    public TenantRegistry(
        EmulatorOptions options, TimeProvider wall, Action<Transaction> catchUp, DiskReserve? reserve = null,
        IReadOnlyList<TenantFeatureRegistration>? features = null)
    {
        _features = features ?? [];
        SharedFeatures = new TenantFeatures([.. _features.Select(feature => feature.CreateShared())]);
        _reserve = reserve ?? new DiskReserve(folder: null);
        (_options, _wallClock, _catchUp) = (options, wall, catchUp);
        _folder = options.Data is null ? null : Directory.CreateDirectory(Path.Combine(options.Data, "tenants")).FullName;
        Snapshots = new SnapshotFolders(options.Data);
        DefaultClock = new AdjustableClock(wall);
        if (ClockPath is { } file && File.Exists(file)) DefaultClock.State = ReadClock(file);
        KeylessRequestIds = new IdGenerator(options.Seed, "nobody");
    }

    /// <summary>The clock of requests without a key; a new tenant's clock starts from it.</summary>
    public AdjustableClock DefaultClock { get; }

    public SnapshotFolders Snapshots { get; }

    public IdGenerator KeylessRequestIds { get; }

    /// <summary>What slices store for requests without a tenant, and for all tenants at once.</summary>
    public TenantFeatures SharedFeatures { get; }

    /// <summary>What slices store for a tenant; the shared features when a request has no tenant.</summary>
    public TenantFeatures GetFeatures(TenantState? tenant) => tenant?.Features ?? SharedFeatures;

    /// <summary>Changes the clock of new tenants, and saves it in the data folder.</summary>
    public void ChangeDefaultClock(Action<AdjustableClock> change)
    {
        lock (_clockLock)
        {
            change(DefaultClock);
            if (ClockPath is { } file) _reserve.Use(() => WriteClock(file));
        }
    }

    /// <summary>Resets what applies to new tenants and to all tenants at once: clock, faults, stubs.</summary>
    public void ResetShared()
    {
        ChangeDefaultClock(clock => clock.State = ClockState.WallClock);
        SharedFeatures.Reset();
    }

    /// <summary>The tenant of a well-formed API key, which is created if it does not exist.</summary>
    public TenantState GetOrOpen(string apiKey)
    {
        var tenant = GetTenantId(apiKey);
        return _openTenants.TryGetValue(tenant, out var known) ? known.Value : Open(tenant, apiKey);
    }

    public TenantState? Find(string apiKey) => FindById(GetTenantId(apiKey));

    public TenantState? FindByAccessKey(string accessKeyId) =>
        accessKeyId.StartsWith(TenantState.AccessKeyPrefix, StringComparison.Ordinal)
            && accessKeyId.Length == TenantState.AccessKeyPrefix.Length + 16
            ? FindById(accessKeyId[TenantState.AccessKeyPrefix.Length..].ToLowerInvariant())
            : null;

    /// <summary>All tenants in the data folder and in memory, except damaged ones.</summary>
    public IEnumerable<TenantState> ListAll()
    {
        var saved = _folder is null ? [] : Directory.EnumerateFiles(_folder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file));
        return [.. saved.Union(_openTenants.Keys).Order().Select(FindUndamaged).OfType<TenantState>()];
    }

    /// <summary>The tenants that were used since the start.</summary>
    public IEnumerable<TenantState> ListOpen() => _openTenants.Values.Where(tenant => tenant.IsValueCreated).Select(tenant => tenant.Value);

    public string[] ListDamagedIds() => _folder is null ? [] :
        [.. Directory.EnumerateFiles(_folder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file)).Order()
            .Where(tenant => IsTenantId(tenant) && FindUndamaged(tenant) is null)];

    /// <summary>Renames a damaged tenant's database; the next request with its key creates an empty one.</summary>
    public void RenameDamagedDatabase(string tenant)
    {
        if (GetDatabasePath(tenant) is { } path) DamagedDatabase.RenameDamaged(path);
    }

    public void Dispose()
    {
        foreach (var tenant in _openTenants.Values) tenant.Value.Dispose();
        Snapshots.Dispose();
    }

    private string GetTenantId(string apiKey)
    {
        if (_tenantIdByKey.TryGetValue(apiKey, out var known)) return known;
        if (_tenantIdByKey.Count >= MaxCachedKeys) _tenantIdByKey.Clear();
        return _tenantIdByKey[apiKey] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)))[..16];
    }

    /// <summary>The tenant with this id; null when there is none.</summary>
    public TenantState? FindById(string tenant)
    {
        if (_openTenants.TryGetValue(tenant, out var known)) return known.Value;
        return IsTenantId(tenant) && GetDatabasePath(tenant) is { } path && File.Exists(path) ? Open(tenant, null) : null;
    }

    private TenantState? FindUndamaged(string tenant)
    {
        try
        {
            return FindById(tenant);
        }
        catch (TenantUnavailableException)
        {
            return null;
        }
    }

    private static bool IsTenantId(string name) => name.Length == 16 && name.All(char.IsAsciiHexDigitLower);

    private static ClockState ReadClock(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), EngineJsonContext.Shared.ClockState)!;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is damaged: {error.Message} Delete it to start with the wall clock.", error);
        }
    }

    private void WriteClock(string file)
    {
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(DefaultClock.State, EngineJsonContext.Shared.ClockState));
        File.Move(file + ".new", file, overwrite: true);
    }

    private TenantState Open(string tenant, string? apiKey)
    {
        var key = new KeyRecord(apiKey?[..Math.Min(15, (apiKey.Length / 2) + 2)] ?? "", null, null, IsActive: true, Registered: false);
        // A tenant from the data folder has its own secret, unless a killed process had only begun to create it.
        var secret = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{_options.Seed}"), Encoding.UTF8.GetBytes(apiKey ?? tenant)));
        var clock = new AdjustableClock(_wallClock) { State = DefaultClock.State };
        var state = _openTenants.GetOrAdd(tenant,
            new Lazy<TenantState>(
                () => new TenantState(tenant, secret, key, clock, GetDatabasePath(tenant), _options.Seed, _catchUp, _reserve)
                {
                    SnapshotContent = Snapshots.OpenContent(tenant),
                    Features = SharedFeatures.CreateForTenant(tenant, _features),
                    Credits = _options.Credits,
                }));
        try
        {
            return state.Value;
        }
        catch (Exception error)
        {
            _openTenants.TryRemove(new(tenant, state)); // the next request tries again: the disk may have space then
            if (error is UnsupportedSchemaVersionException)
                throw new TenantUnavailableException($"The database tenants/{tenant}.db {error.Message}", tenant, isDamaged: false);
            if (DiskFailures.IsDatabaseDamage(error) || error is InvalidDataException or JsonException or FormatException)
                throw new TenantUnavailableException($"The database tenants/{tenant}.db is damaged ({error.Message})", tenant,
                    isDamaged: true);
            throw;
        }
    }

    private string? ClockPath => _folder is null ? null : Path.Combine(_folder, "clock.json");

    private string? GetDatabasePath(string tenant) => _folder is null ? null : Path.Combine(_folder, tenant + ".db");
}
