using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Data;

/// <summary>The test's hand on exports of the history: under <c>--pipeline manual</c> each waits until it is let go or made to fail.</summary>
public static class DataControlApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder control) =>
        control.Operation("emulator.export_stage", "POST", "/data/exports/{export_id}/stages/export", Stage, Evidence.Assumed);

    private static async Task<Answer> Stage(Call call)
    {
        call.OnlyScopix("exports");
        var id = call.RouteUuid("export_id");
        var action = (await call.ReadAsync(WireJson.Wire.ExportStageAction)).Check();

        return Answer.Ok(call.World.Write(turn =>
        {
            var export = DataExportStore.Get(turn, id);
            if (export.Stage.ReleasedAt is not null)
                throw ApiError.Conflict($"Stage {DataExportRecord.StageName} is not held: it is {export.Status}");
            var released = export with
            {
                Stage = action == ExportStageAction.Fail
                    ? export.Stage with { ReleasedAt = turn.Now, DurationMs = 0, Failure = new StageFailure("Export failed", "unknown") }
                    : export.Stage with { ReleasedAt = turn.Now },
            };
            return new ExportStageShown(id, DataExportRecord.StageName, DataExportStore.Save(turn, released).At(turn.Now).Status);
        }));
    }
}

/// <summary>What shall happen to a held export.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExportStageAction(string Action)
{
    /// <summary>Lets it fail at once.</summary>
    public const string Fail = "fail";

    /// <summary>The action, or a 422.</summary>
    public string Check() => Action is "release" or Fail ? Action : throw ApiError.Invalid("action", "must be release or fail");
}

/// <summary>An export's stage after it was touched.</summary>
public sealed record ExportStageShown(string ExportId, string Stage, string Status);
