using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Control;

/// <summary>The test's hand on single files: hold, release, complete or fail a stage, bring back a deleted file.</summary>
public sealed class FileControlApi(Schedule schedule)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.Operation("emulator.stage", "POST", "/files/{file_id}/stages/{stage}", Stage, Evidence.Assumed);
        control.Operation("emulator.restore", "POST", "/files/{file_id}/restore", Restore, Evidence.Assumed);
    }

    private async Task<Answer> Stage(Call call)
    {
        call.OnlyScopix("stages");
        var (id, name) = (call.RouteUuid("file_id"), call.Route("stage"));
        var action = await call.ReadAsync(WireJson.Wire.StageAction);
        action.Check();
        if (!Pipeline.Names.Contains(name)) throw ApiError.Invalid("stage", $"must be one of {string.Join(", ", Pipeline.Names)}", "path");

        return Answer.Ok(call.World.Write(turn =>
        {
            var file = FileStore.Get(turn, id);
            var stage = file.Stage(name) ?? throw ApiError.NotFound($"Stage {name} of this {file.MediaType}");
            var changed = action.Apply(stage, file, turn.Now);
            var moved = file with { Stages = [.. file.Stages.Select(other => other == stage ? changed : other)] };
            schedule.Move(turn, moved);
            return new StageShown(id, name, moved.Moved(turn.Now).Stage(name)!.Status);
        }));
    }

    private static Answer Restore(Call call)
    {
        call.OnlyScopix("files to be restored: deleting is for good");
        var id = call.RouteUuid("file_id");

        return Answer.Ok(call.World.Write(turn =>
        {
            var file = FileStore.Find(turn, id) ?? throw ApiError.NotFound("File");
            if (file.DeletedAt is null) throw ApiError.Conflict("File is not deleted");
            var restored = file with { DeletedAt = null, UpdatedAt = turn.Now };
            FileStore.Save(turn, restored);
            return new FileRestored(id, turn.Now);
        }));
    }
}

/// <summary>A stage after it was touched.</summary>
public sealed record StageShown(string FileId, string Stage, string Status);

/// <summary>A file that is back.</summary>
public sealed record FileRestored(string Id, DateTimeOffset RestoredAt);
