using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Http;
using Scopix.Emulator.Journal;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Stubs;

namespace Scopix.Emulator.State;

/// <summary>All tenants. A tenant is an API key's hash; its world is made when it is first met.</summary>
public sealed class Worlds : IDisposable
{
    private const int MostTenants = 4096;

    private readonly ConcurrentDictionary<string, Lazy<World>> _worlds = new();
    private readonly ConcurrentDictionary<string, string> _tenants = new(); // of keys that came lately: a hash takes longer than all else of it
    private readonly EmulatorOptions _options;
    private readonly Lock _changing = new();
    private readonly TimeProvider _wall;
    private readonly Action<Turn> _catchUp;
    private readonly string? _folder;
    private readonly Reserve _reserve;

    /// <summary>The tenants of an emulator.</summary>
    public Worlds(EmulatorOptions options, TimeProvider wall, Action<Turn> catchUp, Reserve? reserve = null)
    {
        _reserve = reserve ?? new Reserve(folder: null);
        (_options, _wall, _catchUp) = (options, wall, catchUp);
        _folder = options.Data is null ? null : Directory.CreateDirectory(Path.Combine(options.Data, "tenants")).FullName;
        Snapshots = new SnapshotFolders(options.Data);
        Clock = new EmulatorClock(wall);
        if (ClockFile is { } file && File.Exists(file)) Clock.State = Read(file);
        Ids = new Ids(options.Seed, "nobody");
        Faults = new FaultList("fault_all_", $"{options.Seed}");
        Journal = new RequestLog("req_keyless_", options.Journal, options.JournalBytes);
    }

    /// <summary>The time of requests that come without a key, and what a new tenant's clock starts from.</summary>
    public EmulatorClock Clock { get; }

    /// <summary>Where snapshots lie.</summary>
    public SnapshotFolders Snapshots { get; }

    /// <summary>Request ids of requests without a key.</summary>
    public Ids Ids { get; }

    /// <summary>What shall go wrong for every tenant.</summary>
    public FaultList Faults { get; }

    /// <summary>What the AI shall answer every tenant.</summary>
    public StubList Stubs { get; } = new("stub_all_");

    /// <summary>Requests that no tenant's key came with.</summary>
    public RequestLog Journal { get; }

    /// <summary>Changes the time of tenants to come, and remembers it when tenants are kept.</summary>
    public void Change(Action<EmulatorClock> change)
    {
        lock (_changing)
        {
            change(Clock);
            if (ClockFile is not { } file) return;
            try
            {
                Write(file);
            }
            catch (Exception error) when (DiskFailures.Of(error) is not null)
            {
                _reserve.Release();
                Write(file);
                _reserve.Fill();
            }
        }
    }

    /// <summary>Takes back what concerns tenants to come: a clock shift, faults, stubs.</summary>
    public void Reset()
    {
        Change(clock => clock.State = ClockState.Wall);
        Faults.Clear();
        Stubs.Clear();
        Journal.Clear();
    }

    /// <summary>The world of a well-formed API key.</summary>
    public World For(string apiKey)
    {
        var tenant = TenantOf(apiKey);
        return _worlds.TryGetValue(tenant, out var known) ? known.Value : Open(tenant, apiKey);
    }

    /// <summary>The world of a key if it was met before, in this run or a kept one.</summary>
    public World? Find(string apiKey) => ByTenant(TenantOf(apiKey));

    /// <summary>The world that a storage access key id names.</summary>
    public World? ByAccessKey(string accessKeyId) =>
        accessKeyId.StartsWith(World.AccessKeyPrefix, StringComparison.Ordinal) && accessKeyId.Length == World.AccessKeyPrefix.Length + 16
            ? ByTenant(accessKeyId[World.AccessKeyPrefix.Length..].ToLowerInvariant())
            : null;

    /// <summary>Every tenant, those of earlier runs included.</summary>
    public IEnumerable<World> All()
    {
        var kept = _folder is null ? [] : Directory.EnumerateFiles(_folder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file));
        return [.. kept.Union(_worlds.Keys).Order().Select(Whole).OfType<World>()];
    }

    /// <summary>Tenants whose database cannot be opened because it is damaged.</summary>
    public string[] Damaged() => _folder is null ? [] :
        [.. Directory.EnumerateFiles(_folder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file)).Order().Where(tenant => IsTenant(tenant) && Whole(tenant) is null)];

    /// <summary>Puts the database of such a tenant aside: who comes with its key finds it empty.</summary>
    public void PutAside(string tenant)
    {
        if (PathOf(tenant) is { } path) DamagedDatabase.PutAside(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var world in _worlds.Values) world.Value.Dispose();
        Snapshots.Dispose();
    }

    private string TenantOf(string apiKey)
    {
        if (_tenants.TryGetValue(apiKey, out var known)) return known;
        if (_tenants.Count >= MostTenants) _tenants.Clear();
        return _tenants[apiKey] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)))[..16];
    }

    private World? ByTenant(string tenant)
    {
        if (_worlds.TryGetValue(tenant, out var known)) return known.Value;
        return PathOf(tenant) is { } path && IsTenant(tenant) && File.Exists(path) ? Open(tenant, null) : null;
    }

    /// <summary>A tenant; null when its database is damaged.</summary>
    private World? Whole(string tenant)
    {
        try
        {
            return ByTenant(tenant);
        }
        catch (ApiError error) when (error.DamagedTenant is not null)
        {
            return null;
        }
    }

    private static bool IsTenant(string name) => name.Length == 16 && name.All(char.IsAsciiHexDigitLower);

    private static ClockState Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), WireJson.Wire.ClockState)!;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is damaged: {error.Message} Remove it to begin with the wall clock.", error);
        }
    }

    private void Write(string file)
    {
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(Clock.State, WireJson.Wire.ClockState));
        File.Move(file + ".new", file, overwrite: true);
    }

    private World Open(string tenant, string? apiKey)
    {
        var key = new KeyRecord(apiKey?[..Math.Min(15, (apiKey.Length / 2) + 2)] ?? "", null, null, IsActive: true, Registered: false);
        // A kept world knows its secret; one that a killed process had only just created does not, and takes another.
        var secret = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{_options.Seed}"), Encoding.UTF8.GetBytes(apiKey ?? tenant)));
        var clock = new EmulatorClock(_wall) { State = Clock.State };
        var world = _worlds.GetOrAdd(tenant, new Lazy<World>(() => new World(tenant, secret, key, clock, PathOf(tenant), _options.Seed, _catchUp, _reserve)
        {
            Kept = Snapshots.Open(tenant),
            Faults = new FaultList("fault_", $"{_options.Seed}/{tenant}", Faults),
            Stubs = new StubList("stub_", Stubs),
            Journal = new RequestLog("req_", _options.Journal, _options.JournalBytes),
            Credits = _options.Credits,
        }));
        try
        {
            return world.Value;
        }
        catch (Exception error)
        {
            _worlds.TryRemove(new(tenant, world)); // it may open once the disk has room again
            if (error is OtherVersionException) throw ApiError.OtherVersion($"The database tenants/{tenant}.db {error.Message}", tenant);
            if (DiskFailures.IsDamage(error) || error is InvalidDataException or JsonException or FormatException)
                throw ApiError.Damaged($"The database tenants/{tenant}.db is damaged ({error.Message})", tenant);
            throw;
        }
    }

    private string? ClockFile => _folder is null ? null : Path.Combine(_folder, "clock.json");

    private string? PathOf(string tenant) => _folder is null ? null : Path.Combine(_folder, tenant + ".db");
}
