using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Stages;

namespace Scopix.Emulator;

/// <summary>
/// Controls the processing of files. Stages are <c>variants</c>, <c>description</c>, <c>text_extraction</c>, <c>embedding</c>,
/// <c>digitization</c>, <c>video_analysis</c> and <c>crawl</c>; under <see cref="PipelineMode.Manual"/> each waits until it is
/// released. Each method returns the stage's new status.
/// </summary>
public sealed class TenantStages
{
    private readonly ControlClient _control;
    private readonly string _key;

    internal TenantStages(ControlClient control, string key) => (_control, _key) = (control, key);

    /// <summary>Holds a stage, which does not continue until it is released.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="stage">The stage's name, e.g. <see cref="StageNames.Description"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> HoldAsync(string fileId, string stage, CancellationToken cancellationToken = default) =>
        SendActionAsync(fileId, stage, new StageActionRequest("hold"), cancellationToken);

    /// <summary>Releases a held stage.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="stage">The stage's name, e.g. <see cref="StageNames.Description"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> ReleaseAsync(string fileId, string stage, CancellationToken cancellationToken = default) =>
        SendActionAsync(fileId, stage, new StageActionRequest("release"), cancellationToken);

    /// <summary>Completes a stage immediately.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="stage">The stage's name, e.g. <see cref="StageNames.Description"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> CompleteAsync(string fileId, string stage, CancellationToken cancellationToken = default) =>
        SendActionAsync(fileId, stage, new StageActionRequest("complete"), cancellationToken);

    /// <summary>Fails a stage immediately.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="stage">The stage's name, e.g. <see cref="StageNames.Description"/>.</param>
    /// <param name="fail">A type of failure as in <see cref="Fault.Fail"/>, or a message; null for the type <c>unknown</c>.</param>
    /// <param name="message">The message, when <paramref name="fail"/> is a type; null for a default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> FailAsync(string fileId, string stage, string? fail = null, string? message = null,
        CancellationToken cancellationToken = default) =>
        SendActionAsync(fileId, stage, new StageActionRequest("fail", fail, message), cancellationToken);

    /// <summary>Runs a failed stage again, and those that were skipped because of it.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="stage">The stage's name, e.g. <see cref="StageNames.Description"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> RetryAsync(string fileId, string stage, CancellationToken cancellationToken = default) =>
        SendActionAsync(fileId, stage, new StageActionRequest(StageActionRequest.Retry), cancellationToken);

    /// <summary>Releases a held data export (<c>data.export</c>).</summary>
    /// <param name="exportId">The export's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> ReleaseExportAsync(string exportId, CancellationToken cancellationToken = default) =>
        SendExportActionAsync(exportId, "release", cancellationToken);

    /// <summary>Fails a held data export.</summary>
    /// <param name="exportId">The export's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> FailExportAsync(string exportId, CancellationToken cancellationToken = default) =>
        SendExportActionAsync(exportId, ExportStageRequest.Fail, cancellationToken);

    private async Task<string> SendActionAsync(
        string fileId, string stage, StageActionRequest action, CancellationToken cancellationToken)
    {
        var path = $"files/{Uri.EscapeDataString(fileId)}/stages/{Uri.EscapeDataString(stage)}";
        var body = ControlClient.ToJsonContent(action, ControlJsonContext.Shared.StageActionRequest);
        return (await _control.SendAndReadAsync(
            _key, HttpMethod.Post, path, ControlJsonContext.Shared.StageResponse, body, cancellationToken)).Status;
    }

    private async Task<string> SendExportActionAsync(string exportId, string action, CancellationToken cancellationToken)
    {
        var path = $"data/exports/{Uri.EscapeDataString(exportId)}/stages/export";
        var body = ControlClient.ToJsonContent(new ExportStageRequest(action), ControlJsonContext.Shared.ExportStageRequest);
        return (await _control.SendAndReadAsync(
            _key, HttpMethod.Post, path, ControlJsonContext.Shared.ExportStageResponse, body, cancellationToken)).Status;
    }
}
