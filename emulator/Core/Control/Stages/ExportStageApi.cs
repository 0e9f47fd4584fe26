using Scopix.Emulator.Api.Scopix.Data;

namespace Scopix.Emulator.Control.Stages;

/// <summary>Releases or fails exports of the history, which wait under <c>--pipeline manual</c>.</summary>
internal static class ExportStageApi
{
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
                    ? export.Stage with
                    {
                        ReleasedAt = transaction.Now,
                        DurationMs = 0,
                        Failure = new StageFailure("Export failed", "unknown")
                    }
                    : export.Stage with { ReleasedAt = transaction.Now },
            };
            return new ExportStageResponse(id, DataExportRecord.StageName,
                DataExportStore.Save(transaction, released).AsOf(transaction.Now).Status);
        }), ControlJsonContext.Shared.ExportStageResponse);
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ExportStageRequest(string Action)
{
    public const string Fail = "fail";

    /// <exception cref="ApiError">422: the action is unknown.</exception>
    public string Validate() => Action is "release" or Fail ? Action : throw ApiError.Invalid("action", "must be release or fail");
}

internal sealed record ExportStageResponse(string ExportId, string Stage, string Status);
