using Scopix.Emulator.Control;

namespace Scopix.Emulator;

/// <summary>Experiments that show which trouble a client survives, and their verdicts.</summary>
public sealed class TenantSurvival
{
    private readonly ControlClient _control;
    private readonly string _key;

    internal TenantSurvival(ControlClient control, string key) => (_control, _key) = (control, key);

    /// <summary>Plans experiments from this tenant's journal, which must be that of a clean run.</summary>
    /// <param name="request">Which experiments are planned; null for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<SurvivePlan> PlanAsync(SurvivePlanRequest? request = null, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(_key, HttpMethod.Post, "survive/plan", ControlJsonContext.Shared.SurvivePlan,
            ControlClient.ToJsonContent(request ?? new SurvivePlanRequest(), ControlJsonContext.Shared.SurvivePlanRequest),
            cancellationToken);

    /// <summary>Prepares this tenant, which must be fresh, for an experiment: adds its faults and advances its clock.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task PrepareAsync(Experiment experiment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        if (experiment.ClockSeconds is { } seconds)
            await new TenantClock(_control, _key).AdvanceAsync(TimeSpan.FromSeconds(seconds), cancellationToken);
        foreach (var fault in experiment.Faults) await new TenantFaults(_control, _key).AddAsync(fault, cancellationToken);
    }

    /// <summary>Judges how a client came through the experiment for which this tenant was prepared.</summary>
    /// <param name="request">The experiment, the clean run, and how the client ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ExperimentVerdict> JudgeAsync(VerdictRequest request, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(_key, HttpMethod.Post, "survive/verdict", ControlJsonContext.Shared.ExperimentVerdict,
            ControlClient.ToJsonContent(request, ControlJsonContext.Shared.VerdictRequest), cancellationToken);
}
