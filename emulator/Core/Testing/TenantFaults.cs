using System.Text.Json.Nodes;
using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>What shall go wrong for a tenant: in answers, in storage, in processing. The first that acts wins.</summary>
public sealed class TenantFaults
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantFaults(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>Adds a fault.</summary>
    public async Task<AddedFault> AddAsync(Fault fault) =>
        AddedFault.FromJson(
            await _control
                .SendAndReadAsync(_key, HttpMethod.Post, "faults", EngineJsonContext.Shared.JsonObject,
                    ControlClient.ToJsonContent(fault, ControlJsonContext.Shared.Fault)));

    /// <summary>Adds the faults of a bundle, which act until they are removed.</summary>
    /// <param name="name"><c>flaky-network</c>, <c>rate-limited</c>, <c>quota-exhausted</c>, <c>storage-down</c>, <c>slow-ai</c> or
    /// <c>stuck-uploads</c>.</param>
    public async Task<IReadOnlyList<AddedFault>> AddBundleAsync(string name)
    {
        var body = ControlClient.ToJsonContent(new Fault { Bundle = name }, ControlJsonContext.Shared.Fault);
        return ControlClient.ReadRules(
            await _control.SendAndReadAsync(_key, HttpMethod.Post, "faults", EngineJsonContext.Shared.JsonObject, body),
            AddedFault.FromJson);
    }

    /// <summary>The faults that concern the tenant, its own first, and how often each has acted.</summary>
    public async Task<IReadOnlyList<AddedFault>> ListAsync() =>
        ControlClient.ReadRules(await _control.SendAndReadAsync(_key, HttpMethod.Get, "faults", EngineJsonContext.Shared.JsonObject),
            AddedFault.FromJson);

    /// <summary>Removes one.</summary>
    /// <param name="id">Its id, e.g. <c>fault_1</c>.</param>
    public Task RemoveAsync(string id) => _control.DeleteAsync(_key, $"faults/{Uri.EscapeDataString(id)}");

    /// <summary>Removes a bundle and answers how many faults went.</summary>
    public Task<int> RemoveBundleAsync(string name) => _control.DeleteAsync(_key, $"faults?bundle={Uri.EscapeDataString(name)}");

    /// <summary>Removes all and answers how many there were.</summary>
    public Task<int> ClearAsync() => _control.DeleteAsync(_key, "faults");
}

/// <summary>A fault that was added.</summary>
/// <param name="Id">E.g. <c>fault_1</c>.</param>
/// <param name="Hits">How often it has acted.</param>
/// <param name="RemainingHits">How often it may still act.</param>
/// <param name="IsShared">True when it is for all tenants.</param>
/// <param name="Fault">What it is.</param>
public sealed record AddedFault(string Id, int Hits, int RemainingHits, bool IsShared, Fault Fault)
{
    internal static AddedFault FromJson(JsonObject resource)
    {
        var id = ControlClient.Remove<string>(resource, "id");
        var (hits, left) = (ControlClient.Remove<int>(resource, "hits"), ControlClient.Remove<int>(resource, "left"));
        var isShared = ControlClient.Remove<string>(resource, "scope") == "all";
        return new AddedFault(id, hits, left, isShared, resource.Deserialize(ControlJsonContext.Shared.Fault)!);
    }
}
