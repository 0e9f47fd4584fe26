using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Stages;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>
/// The test's hand on processing. Stages are <c>variants</c>, <c>description</c>, <c>text_extraction</c>, <c>embedding</c>,
/// <c>video_analysis</c> and <c>crawl</c>; under <see cref="PipelineMode.Manual"/> each waits to be released. Answers are the
/// stage's status.
/// </summary>
public sealed class TenantStages
{
    private readonly ControlClient _control;
    private readonly string _key;

    internal TenantStages(ControlClient control, string key) => (_control, _key) = (control, key);

    /// <summary>Keeps a stage as it is.</summary>
    public Task<string> HoldAsync(string fileId, string stage) => SendActionAsync(fileId, stage, new StageActionRequest("hold"));

    /// <summary>Lets a held stage run.</summary>
    public Task<string> ReleaseAsync(string fileId, string stage) => SendActionAsync(fileId, stage, new StageActionRequest("release"));

    /// <summary>Ends a stage now.</summary>
    public Task<string> CompleteAsync(string fileId, string stage) => SendActionAsync(fileId, stage, new StageActionRequest("complete"));

    /// <summary>Lets a stage fail now.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="fail">A DescriptionErrorType as <see cref="Fault.Fail"/> has it, or a message.</param>
    /// <param name="message">With a type: what is said of it.</param>
    public Task<string> FailAsync(string fileId, string stage, string? fail = null, string? message = null) =>
        SendActionAsync(fileId, stage, new StageActionRequest("fail", fail, message));

    /// <summary>Lets a held export of the history (<c>data.export</c>) run.</summary>
    public Task<string> ReleaseExportAsync(string exportId) => SendExportActionAsync(exportId, "release");

    /// <summary>Lets a held export of the history fail.</summary>
    public Task<string> FailExportAsync(string exportId) => SendExportActionAsync(exportId, ExportStageRequest.Fail);

    private async Task<string> SendActionAsync(string fileId, string stage, StageActionRequest action)
    {
        var path = $"files/{Uri.EscapeDataString(fileId)}/stages/{Uri.EscapeDataString(stage)}";
        var body = ControlClient.ToJsonContent(action, ControlJsonContext.Shared.StageActionRequest);
        return (await _control.SendAndReadAsync(_key, HttpMethod.Post, path, ControlJsonContext.Shared.StageResponse, body)).Status;
    }

    private async Task<string> SendExportActionAsync(string exportId, string action)
    {
        var path = $"data/exports/{Uri.EscapeDataString(exportId)}/stages/export";
        var body = ControlClient.ToJsonContent(new ExportStageRequest(action), ControlJsonContext.Shared.ExportStageRequest);
        return (await _control.SendAndReadAsync(_key, HttpMethod.Post, path, ControlJsonContext.Shared.ExportStageResponse, body)).Status;
    }
}
