using System.Text.Json.Nodes;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>What shall go wrong for a tenant: in answers, in storage, in processing. The first that acts wins.</summary>
public sealed class TenantFaults
{
    private readonly ControlChannel _control;
    private readonly string? _key;

    internal TenantFaults(ControlChannel control, string? key) => (_control, _key) = (control, key);

    /// <summary>Adds a fault.</summary>
    public async Task<AddedFault> AddAsync(Fault fault) =>
        AddedFault.Of(await _control.AskAsync(_key, HttpMethod.Post, "faults", WireJson.Wire.JsonObject, ControlChannel.Body(fault, WireJson.Wire.Fault)));

    /// <summary>Adds the faults of a bundle, which act until they are removed.</summary>
    /// <param name="name"><c>flaky-network</c>, <c>rate-limited</c>, <c>quota-exhausted</c>, <c>storage-down</c>, <c>slow-ai</c> or <c>stuck-uploads</c>.</param>
    public async Task<IReadOnlyList<AddedFault>> AddBundleAsync(string name)
    {
        var body = ControlChannel.Body(new CreateFault { Bundle = name }, WireJson.Wire.CreateFault);
        return ControlChannel.Rules(await _control.AskAsync(_key, HttpMethod.Post, "faults", WireJson.Wire.JsonObject, body), AddedFault.Of);
    }

    /// <summary>The faults that concern the tenant, its own first, and how often each has acted.</summary>
    public async Task<IReadOnlyList<AddedFault>> ListAsync() =>
        ControlChannel.Rules(await _control.AskAsync(_key, HttpMethod.Get, "faults", WireJson.Wire.JsonObject), AddedFault.Of);

    /// <summary>Removes one.</summary>
    /// <param name="id">Its id, e.g. <c>fault_1</c>.</param>
    public Task RemoveAsync(string id) => _control.RemoveAsync(_key, $"faults/{Uri.EscapeDataString(id)}");

    /// <summary>Removes a bundle and answers how many faults went.</summary>
    public Task<int> RemoveBundleAsync(string name) => _control.RemoveAsync(_key, $"faults?bundle={Uri.EscapeDataString(name)}");

    /// <summary>Removes all and answers how many there were.</summary>
    public Task<int> ClearAsync() => _control.RemoveAsync(_key, "faults");
}

/// <summary>A fault that was added.</summary>
/// <param name="Id">E.g. <c>fault_1</c>.</param>
/// <param name="Hits">How often it has acted.</param>
/// <param name="Left">How often it may still act.</param>
/// <param name="IsShared">True when it is for all tenants.</param>
/// <param name="Fault">What it is.</param>
/// <param name="Bundle">The bundle it came with; null when it came alone.</param>
public sealed record AddedFault(string Id, int Hits, int Left, bool IsShared, Fault Fault, string? Bundle)
{
    internal static AddedFault Of(JsonObject shown)
    {
        var (hits, left) = (ControlChannel.Taken(shown, "hits"), ControlChannel.Taken(shown, "left"));
        return new AddedFault((string)shown["id"]!, hits, left, (string)shown["scope"]! == "all", shown.Deserialize(WireJson.Wire.Fault)!, (string?)shown["bundle"]);
    }
}
