namespace Scopix.Emulator.Control.Keys;

/// <summary>
/// Registered keys: which are accepted under <c>--auth strict</c>, their tier, their expiry, and whether they are active.
/// </summary>
internal sealed class KeysApi(TenantRegistry tenants, EmulatorOptions options)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.keys", "GET", "/keys", _ => List());
        control.MapKeylessOperation("emulator.keys_register", "POST", "/keys", RegisterAsync);
        control.MapKeylessOperation("emulator.keys_change", "PATCH", "/keys", ChangeAsync);
    }

    private ApiResponse List() =>
        ApiResponse.Ok(new KeyListResponse([.. tenants.ListAll().Where(tenant => tenant.Key.Registered).Select(ToResource)]),
            ControlJsonContext.Shared.KeyListResponse);

    private async Task<ApiResponse> RegisterAsync(RequestContext context)
    {
        var change = await context.ReadJsonAsync(ControlJsonContext.Shared.KeyRequest);
        change.Check();
        var tenant = tenants.GetOrOpen(change.Key);
        tenant.SaveKeyAndClock(key => change.Apply(key with { Registered = true }));
        return ApiResponse.Created(ToResource(tenant), ControlJsonContext.Shared.KeyResource);
    }

    private async Task<ApiResponse> ChangeAsync(RequestContext context)
    {
        var change = await context.ReadJsonAsync(ControlJsonContext.Shared.KeyRequest);
        change.Check();
        var tenant = tenants.Find(change.Key) ?? throw ApiError.NotFound("Key");
        tenant.SaveKeyAndClock(change.Apply);
        return ApiResponse.Ok(ToResource(tenant), ControlJsonContext.Shared.KeyResource);
    }

    private KeyResource ToResource(TenantState tenant) => new(
        tenant.Key.Prefix, (tenant.Key.Tier ?? options.Tier).ToString().ToUpperInvariant(), tenant.Key.ExpiresAt, tenant.Key.IsActive,
        tenant.Key.Registered);
}

/// <summary>Changes of a key. Fields that are null do not change.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KeyRequest(string Key)
{
    /// <summary>FREE, STARTER, PROFESSIONAL, ENTERPRISE or CUSTOM.</summary>
    public string? Tier { get; init; }

    /// <summary>By the clock of the key's tenant.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool? IsActive { get; init; }

    /// <exception cref="ApiError">422: the key is malformed, or the tier is unknown.</exception>
    public void Check()
    {
        if (VendorDetector.FromKey(Key) is null)
            throw ApiError.Invalid("key",
                "must be scopix_ followed by at least 20 characters, 8 alphanumerics first, or llx- followed by at least 1");
        if (Tier is not null && !Enum.GetNames<Tier>().Any(name => name.Equals(Tier, StringComparison.OrdinalIgnoreCase)))
            throw ApiError.Invalid("tier", "must be one of FREE, STARTER, PROFESSIONAL, ENTERPRISE, CUSTOM");
    }

    public KeyRecord Apply(KeyRecord key) => key with
    {
        Tier = Tier is null ? key.Tier : Enum.Parse<Tier>(Tier, ignoreCase: true),
        ExpiresAt = ExpiresAt ?? key.ExpiresAt,
        IsActive = IsActive ?? key.IsActive,
    };
}

/// <summary>A registered key, without the key itself.</summary>
public sealed record KeyResource(string KeyPrefix, string Tier, DateTimeOffset? ExpiresAt, bool IsActive, bool Registered);

internal sealed record KeyListResponse(KeyResource[] Items);
