using Scopix.Emulator.Control;

namespace Scopix.Emulator;

/// <summary>Faults of a tenant, in responses, storage and processing. Of several matching faults the first applies.</summary>
public sealed class TenantFaults
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantFaults(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="EmulatorException">The fault is contradictory or out of range; the message names the field.</exception>
    public async Task<AddedFault> AddAsync(Fault fault, CancellationToken cancellationToken = default) =>
        AddedFault.FromJson(await _control.SendAndReadAsync(
            _key, HttpMethod.Post, "faults", EngineJsonContext.Shared.JsonObject,
            ControlClient.ToJsonContent(fault, ControlJsonContext.Shared.Fault), cancellationToken));

    /// <summary>Adds a bundle of faults, which act until they are removed.</summary>
    /// <param name="name">The bundle's name, e.g. <c>flaky-network</c> (<see cref="FaultBundleNames"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<AddedFault>> AddBundleAsync(string name, CancellationToken cancellationToken = default)
    {
        var body = ControlClient.ToJsonContent(new Fault { Bundle = name }, ControlJsonContext.Shared.Fault);
        return ControlClient.ReadRules(
            await _control.SendAndReadAsync(_key, HttpMethod.Post, "faults", EngineJsonContext.Shared.JsonObject, body, cancellationToken),
            AddedFault.FromJson);
    }

    /// <summary>Lists the faults that apply to the tenant, its own first.</summary>
    public async Task<IReadOnlyList<AddedFault>> ListAsync(CancellationToken cancellationToken = default) =>
        ControlClient.ReadRules(
            await _control.SendAndReadAsync(_key, HttpMethod.Get, "faults", EngineJsonContext.Shared.JsonObject, cancellationToken),
            AddedFault.FromJson);

    /// <summary>Removes a fault.</summary>
    /// <param name="id">The fault's id, e.g. <c>fault_1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        _control.DeleteAsync(_key, $"faults/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>Removes the faults of a bundle and returns their number.</summary>
    /// <param name="name">The bundle's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<int> RemoveBundleAsync(string name, CancellationToken cancellationToken = default) =>
        _control.DeleteAsync(_key, $"faults?bundle={Uri.EscapeDataString(name)}", cancellationToken);

    /// <summary>Removes all faults and returns their number.</summary>
    public Task<int> ClearAsync(CancellationToken cancellationToken = default) => _control.DeleteAsync(_key, "faults", cancellationToken);
}

/// <summary>A fault that was added.</summary>
/// <param name="Id">The fault's id, e.g. <c>fault_1</c>.</param>
/// <param name="Hits">The number of times it has acted.</param>
/// <param name="RemainingHits">The number of times it can still act.</param>
/// <param name="IsShared">True when it applies to all tenants.</param>
/// <param name="Fault">The fault as it was set.</param>
public sealed record AddedFault(string Id, int Hits, int RemainingHits, bool IsShared, Fault Fault)
{
    internal static AddedFault FromJson(JsonObject resource)
    {
        var id = ControlClient.Remove<string>(resource, "id");
        var (hits, remainingHits) = (ControlClient.Remove<int>(resource, "hits"), ControlClient.Remove<int>(resource, "left"));
        var isShared = ControlClient.Remove<string>(resource, "scope") == "all";
        resource.Remove("files");
        return new AddedFault(id, hits, remainingHits, isShared, resource.Deserialize(ControlJsonContext.Shared.Fault)!);
    }
}
