using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Control;

/// <summary>Registered keys: which are let in under <c>--auth strict</c>, their tier, their expiry, and whether they are active.</summary>
public sealed class KeysApi(Worlds worlds, EmulatorOptions options)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.OpenOperation("emulator.keys", "GET", "/keys", _ => Task.FromResult(List()), Evidence.Assumed);
        control.OpenOperation("emulator.keys_register", "POST", "/keys", Register, Evidence.Assumed);
        control.OpenOperation("emulator.keys_change", "PATCH", "/keys", Change, Evidence.Assumed);
    }

    private Answer List() =>
        Answer.Ok(new KeyList([.. worlds.All().Where(world => world.Key.Registered).Select(Shown)]));

    private async Task<Answer> Register(Call call)
    {
        var change = await call.ReadAsync(WireJson.Wire.KeyChange);
        change.Check();
        var world = worlds.For(change.Key);
        world.Remember(key => change.Apply(key with { Registered = true }));
        return Answer.Created(Shown(world));
    }

    private async Task<Answer> Change(Call call)
    {
        var change = await call.ReadAsync(WireJson.Wire.KeyChange);
        change.Check();
        var world = worlds.Find(change.Key) ?? throw ApiError.NotFound("Key");
        world.Remember(change.Apply);
        return Answer.Ok(Shown(world));
    }

    private KeyShown Shown(World world) => new(
        world.Key.Prefix, (world.Key.Tier ?? options.Tier).ToString().ToUpperInvariant(), world.Key.ExpiresAt, world.Key.IsActive, world.Key.Registered);
}

/// <summary>A key and what shall change of it; what is absent stays.</summary>
/// <param name="Key">The whole key.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record KeyChange(string Key)
{
    /// <summary>FREE, STARTER, PROFESSIONAL, ENTERPRISE or CUSTOM.</summary>
    public string? Tier { get; init; }

    /// <summary>From when on the key is refused, by its tenant's clock.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>False refuses the key.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Refuses what is not known: 422.</summary>
    public void Check()
    {
        if (Vendors.OfKey(Key) is null) throw ApiError.Invalid("key", "must be scopix_ followed by at least 20 characters, 8 alphanumerics first, or llx- followed by at least 1");
        if (Tier is not null && !Enum.GetNames<Tier>().Any(name => name.Equals(Tier, StringComparison.OrdinalIgnoreCase)))
            throw ApiError.Invalid("tier", "must be one of FREE, STARTER, PROFESSIONAL, ENTERPRISE, CUSTOM");
    }

    /// <summary>The record with the changes.</summary>
    public KeyRecord Apply(KeyRecord key) => key with
    {
        Tier = Tier is null ? key.Tier : Enum.Parse<Tier>(Tier, ignoreCase: true),
        ExpiresAt = ExpiresAt ?? key.ExpiresAt,
        IsActive = IsActive ?? key.IsActive,
    };
}

/// <summary>What is known of a key; the key itself is not shown.</summary>
public sealed record KeyShown(string KeyPrefix, string Tier, DateTimeOffset? ExpiresAt, bool IsActive, bool Registered);

/// <summary>All registered keys.</summary>
public sealed record KeyList(KeyShown[] Items);
