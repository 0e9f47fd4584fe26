using Scopix.Emulator.Control;

namespace Scopix.Emulator;

/// <summary>Stubs of a tenant, which determine the AI results of its files.</summary>
public sealed class TenantStubs
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantStubs(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>Adds a stub for files that are uploaded later.</summary>
    /// <param name="stub">The stub.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="EmulatorException">The stub is out of range; the message names the field.</exception>
    public async Task<AddedStub> AddAsync(Stub stub, CancellationToken cancellationToken = default) =>
        AddedStub.FromJson(await _control.SendAndReadAsync(
            _key, HttpMethod.Post, "stubs", EngineJsonContext.Shared.JsonObject,
            ControlClient.ToJsonContent(stub, ControlJsonContext.Shared.Stub), cancellationToken));

    /// <summary>Lists the stubs that apply to the tenant, its own first.</summary>
    /// <param name="unused">True for stubs that no file has used, false for the others, null for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<AddedStub>> ListAsync(bool? unused = null, CancellationToken cancellationToken = default)
    {
        var path = unused is { } wanted ? $"stubs?unused={(wanted ? "true" : "false")}" : "stubs";
        return ControlClient.ReadRules(
            await _control.SendAndReadAsync(_key, HttpMethod.Get, path, EngineJsonContext.Shared.JsonObject, cancellationToken),
            AddedStub.FromJson);
    }

    /// <summary>Removes a stub.</summary>
    /// <param name="id">The stub's id, e.g. <c>stub_1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        _control.DeleteAsync(_key, $"stubs/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>Removes all stubs and returns their number.</summary>
    public Task<int> ClearAsync(CancellationToken cancellationToken = default) => _control.DeleteAsync(_key, "stubs", cancellationToken);
}

/// <summary>A stub that was added.</summary>
/// <param name="Id">The stub's id, e.g. <c>stub_1</c>.</param>
/// <param name="Hits">The number of files it has applied to.</param>
/// <param name="IsShared">True when it applies to all tenants.</param>
/// <param name="Stub">The stub as it was set.</param>
public sealed record AddedStub(string Id, int Hits, bool IsShared, Stub Stub)
{
    internal static AddedStub FromJson(JsonObject resource)
    {
        var (id, hits) = (ControlClient.Remove<string>(resource, "id"), ControlClient.Remove<int>(resource, "hits"));
        var isShared = ControlClient.Remove<string>(resource, "scope") == "all";
        resource.Remove("files");
        return new AddedStub(id, hits, isShared, resource.Deserialize(ControlJsonContext.Shared.Stub)!);
    }
}
