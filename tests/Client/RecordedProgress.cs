using Scopix.Client;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Records the progress of an upload.</summary>
internal sealed class RecordedProgress : IProgress<UploadProgress>
{
    private readonly List<UploadProgress> _reports = [];

    public UploadProgress Last => _reports[^1];

    public IReadOnlyList<UploadProgress> All => _reports;

    public IEnumerable<UploadPhase> Phases => _reports.Select(step => step.Phase).Aggregate(new List<UploadPhase>(), (phases, phase) =>
    {
        if (phases.Count == 0 || phases[^1] != phase) phases.Add(phase);
        return phases;
    });

    public Action<UploadProgress>? OnReport { get; init; }

    public void Report(UploadProgress value)
    {
        _reports.Add(value);
        OnReport?.Invoke(value);
    }
}
