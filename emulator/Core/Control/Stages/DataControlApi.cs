using Scopix.Emulator.Api.Scopix.Data;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Stages;

/// <summary>
/// The test's hand on exports of the history: under <c>--pipeline manual</c> each waits until it is let go or made to fail.
/// </summary>
internal static class DataControlApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder control) =>
        control.MapOperation("emulator.export_stage", "POST", "/data/exports/{export_id}/stages/export", Stage, Evidence.Assumed);

    private static async Task<ApiResponse> Stage(RequestContext context)
    {
        context.RejectLlamaCloudKey("exports");
        var id = context.GetRouteUuid("export_id");
        var action = (await context.ReadJsonAsync(ControlJsonContext.Shared.ExportStageRequest)).Validate();

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var export = DataExportStore.Get(transaction, id);
            if (export.Stage.ReleasedAt is not null)
                throw ApiError.Conflict($"Stage {DataExportRecord.StageName} is not held: it is {export.Status}");
            var released = export with
            {
                Stage = action == ExportStageRequest.Fail
                    ? export.Stage with { ReleasedAt = transaction.Now, DurationMs = 0,
                        Failure = new StageFailure("Export failed", "unknown") }
                    : export.Stage with { ReleasedAt = transaction.Now },
            };
            return new ExportStageResponse(id, DataExportRecord.StageName,
                DataExportStore.Save(transaction, released).AsOf(transaction.Now).Status);
        }), ControlJsonContext.Shared.ExportStageResponse);
    }
}

/// <summary>What shall happen to a held export.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ExportStageRequest(string Action)
{
    /// <summary>Lets it fail at once.</summary>
    public const string Fail = "fail";

    /// <summary>The action, or a 422.</summary>
    public string Validate() => Action is "release" or Fail ? Action : throw ApiError.Invalid("action", "must be release or fail");
}

/// <summary>An export's stage after it was touched.</summary>
internal sealed record ExportStageResponse(string ExportId, string Stage, string Status);
