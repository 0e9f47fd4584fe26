using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>All tenants of the emulator at once, for what tests share: not to be used while others run beside.</summary>
public sealed class AllTenants
{
    private readonly ControlClient _control;

    internal AllTenants(ControlClient control) => _control = control;

    /// <summary>Everybody's time, also of tenants to come.</summary>
    public TenantClock Clock => new(_control, null);

    /// <summary>Faults for everybody; clearing them clears those of each tenant too.</summary>
    public TenantFaults Faults => new(_control, null);

    /// <summary>Stubs for everybody; clearing them clears those of each tenant too.</summary>
    public TenantStubs Stubs => new(_control, null);

    /// <summary>Requests that came without a valid key; clearing them clears each tenant's journal too.</summary>
    public TenantRequests Requests => new(_control, null);

    /// <summary>Forgets everything of everybody.</summary>
    public Task ResetAsync() => _control.SendAsync(null, HttpMethod.Post, "reset");

    /// <summary>What all requests together exercised of the contracts, and what they never met.</summary>
    /// <param name="operation">An operation's id or a family (<c>files.*</c>); null for all.</param>
    public Task<CoverageResponse> GetCoverageAsync(string? operation = null) => GetCoverageAsync(_control, null, operation);

    /// <summary>Forgets everybody's coverage.</summary>
    public Task ClearCoverageAsync() => _control.SendAsync(null, HttpMethod.Delete, "coverage");

    internal static Task<CoverageResponse> GetCoverageAsync(
        ControlClient control, string? key, string? operation) => control.SendAndReadAsync(
        key, HttpMethod.Get, operation is null ? "coverage" : $"coverage?operation={Uri.EscapeDataString(operation)}",
        ControlJsonContext.Shared.CoverageResponse);
}
