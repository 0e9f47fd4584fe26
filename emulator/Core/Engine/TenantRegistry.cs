using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>All tenants. A tenant is an API key's hash; its world is made when it is first met.</summary>
internal sealed class TenantRegistry : IDisposable
{
    private const int MaxCachedKeys = 4096;

    private readonly ConcurrentDictionary<string, Lazy<TenantState>> _openTenants = new();
    // of keys that came lately: a hash takes longer than all else of it
    private readonly ConcurrentDictionary<string, string> _tenantIdByKey = new();
    private readonly EmulatorOptions _options;
    private readonly Lock _clockLock = new();
    private readonly TimeProvider _wallClock;
    private readonly Action<Transaction> _catchUp;
    private readonly IReadOnlyList<TenantFeatureRegistration> _features;
    private readonly string? _folder;
    private readonly DiskReserve _reserve;

    /// <summary>The tenants of an emulator.</summary>
    /// <param name="options">The options.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="catchUp">Applies everything that has come due; called in a transaction.</param>
    /// <param name="reserve">The room on disk that deleting may use.</param>
    /// <param name="features">What slices keep for each tenant.</param>
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
        DefaultClock = new EmulatorClock(wall);
        if (ClockPath is { } file && File.Exists(file)) DefaultClock.State = ReadClock(file);
        KeylessRequestIds = new IdGenerator(options.Seed, "nobody");
    }

    /// <summary>The time of requests that come without a key, and what a new tenant's clock starts from.</summary>
    public EmulatorClock DefaultClock { get; }

    /// <summary>Where snapshots lie.</summary>
    public SnapshotFolders Snapshots { get; }

    /// <summary>Request ids of requests without a key.</summary>
    public IdGenerator KeylessRequestIds { get; }

    /// <summary>What slices keep for requests without a tenant, and for all tenants at once.</summary>
    public TenantFeatures SharedFeatures { get; }

    /// <summary>Changes the time of tenants to come, and remembers it when tenants are kept.</summary>
    public void ChangeDefaultClock(Action<EmulatorClock> change)
    {
        lock (_clockLock)
        {
            change(DefaultClock);
            if (ClockPath is not { } file) return;
            try
            {
                WriteClock(file);
            }
            catch (Exception error) when (DiskFailures.Describe(error) is not null)
            {
                _reserve.Release();
                WriteClock(file);
                _reserve.TryAllocate();
            }
        }
    }

    /// <summary>Takes back what concerns tenants to come: a clock shift, faults, stubs.</summary>
    public void ResetShared()
    {
        ChangeDefaultClock(clock => clock.State = ClockState.WallClock);
        SharedFeatures.Reset();
    }

    /// <summary>The world of a well-formed API key.</summary>
    public TenantState GetOrOpen(string apiKey)
    {
        var tenant = GetTenantId(apiKey);
        return _openTenants.TryGetValue(tenant, out var known) ? known.Value : Open(tenant, apiKey);
    }

    /// <summary>The world of a key if it was met before, in this run or a kept one.</summary>
    public TenantState? Find(string apiKey) => FindById(GetTenantId(apiKey));

    /// <summary>The world that a storage access key id names.</summary>
    public TenantState? FindByAccessKey(string accessKeyId) =>
        accessKeyId.StartsWith(TenantState.AccessKeyPrefix, StringComparison.Ordinal)
            && accessKeyId.Length == TenantState.AccessKeyPrefix.Length + 16
            ? FindById(accessKeyId[TenantState.AccessKeyPrefix.Length..].ToLowerInvariant())
            : null;

    /// <summary>Every tenant, those of earlier runs included.</summary>
    public IEnumerable<TenantState> ListAll()
    {
        var kept = _folder is null ? [] : Directory.EnumerateFiles(_folder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file));
        return [.. kept.Union(_openTenants.Keys).Order().Select(FindUndamaged).OfType<TenantState>()];
    }

    /// <summary>Tenants whose database cannot be opened because it is damaged.</summary>
    public string[] ListDamagedIds() => _folder is null ? [] :
        [.. Directory.EnumerateFiles(_folder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file)).Order()
            .Where(tenant => IsTenantId(tenant) && FindUndamaged(tenant) is null)];

    /// <summary>Puts the database of such a tenant aside: who comes with its key finds it empty.</summary>
    public void RenameDamagedDatabase(string tenant)
    {
        if (GetDatabasePath(tenant) is { } path) DamagedDatabase.RenameDamaged(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var world in _openTenants.Values) world.Value.Dispose();
        Snapshots.Dispose();
    }

    private string GetTenantId(string apiKey)
    {
        if (_tenantIdByKey.TryGetValue(apiKey, out var known)) return known;
        if (_tenantIdByKey.Count >= MaxCachedKeys) _tenantIdByKey.Clear();
        return _tenantIdByKey[apiKey] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)))[..16];
    }

    private TenantState? FindById(string tenant)
    {
        if (_openTenants.TryGetValue(tenant, out var known)) return known.Value;
        return GetDatabasePath(tenant) is { } path && IsTenantId(tenant) && File.Exists(path) ? Open(tenant, null) : null;
    }

    /// <summary>A tenant; null when its database is damaged.</summary>
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
            throw new InvalidDataException($"{file} is damaged: {error.Message} Remove it to begin with the wall clock.", error);
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
        // A kept world knows its secret; one that a killed process had only just created does not, and takes another.
        var secret = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{_options.Seed}"), Encoding.UTF8.GetBytes(apiKey ?? tenant)));
        var clock = new EmulatorClock(_wallClock) { State = DefaultClock.State };
        var world = _openTenants.GetOrAdd(tenant,
            new Lazy<TenantState>(
                () => new TenantState(tenant, secret, key, clock, GetDatabasePath(tenant), _options.Seed, _catchUp, _reserve)
        {
            SnapshotContent = Snapshots.OpenContent(tenant),
            Features = SharedFeatures.CreateForTenant(tenant, _features),
            Credits = _options.Credits,
        }));
        try
        {
            return world.Value;
        }
        catch (Exception error)
        {
            _openTenants.TryRemove(new(tenant, world)); // it may open once the disk has room again
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
