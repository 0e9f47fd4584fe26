using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator;

/// <summary>
/// All tenants of an emulator at once. Tests that run in parallel must not use it. Each method throws an <see
/// cref="EmulatorException"/> when the emulator refuses.
/// </summary>
public sealed class AllTenants
{
    private readonly ControlClient _control;

    internal AllTenants(ControlClient control) => _control = control;

    /// <summary>The clocks of all tenants, and the initial time of new tenants.</summary>
    public TenantClock Clock => new(_control, null);

    /// <summary>Faults for all tenants; <see cref="TenantFaults.ClearAsync"/> also removes the faults of each tenant.</summary>
    public TenantFaults Faults => new(_control, null);

    /// <summary>Stubs for all tenants; <see cref="TenantStubs.ClearAsync"/> also removes the stubs of each tenant.</summary>
    public TenantStubs Stubs => new(_control, null);

    /// <summary>
    /// The journal of requests without a valid key; <see cref="TenantRequests.ClearAsync"/> also clears the journal of each tenant.
    /// </summary>
    public TenantRequests Requests => new(_control, null);

    /// <summary>Resets all tenants: files, clocks, faults, stubs and journals. Coverage and snapshots stay.</summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) =>
        _control.SendAsync(null, HttpMethod.Post, "reset", cancellationToken);

    /// <summary>What the requests of all tenants have exercised of the contracts, and what is missing.</summary>
    /// <param name="operation">An operation's id (<c>files.list</c>) or a family (<c>files.*</c>); null for all operations.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<CoverageResponse> GetCoverageAsync(string? operation = null, CancellationToken cancellationToken = default) =>
        GetCoverageAsync(_control, null, operation, cancellationToken);

    /// <summary>Clears the coverage of all tenants.</summary>
    public Task ClearCoverageAsync(CancellationToken cancellationToken = default) =>
        _control.SendAsync(null, HttpMethod.Delete, "coverage", cancellationToken);

    internal static Task<CoverageResponse> GetCoverageAsync(
        ControlClient control, string? key, string? operation, CancellationToken cancellationToken) =>
        control.SendAndReadAsync(
            key, HttpMethod.Get, operation is null ? "coverage" : $"coverage?operation={Uri.EscapeDataString(operation)}",
            ControlJsonContext.Shared.CoverageResponse, cancellationToken);
}
