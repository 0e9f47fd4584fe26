using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Control.Stages;

/// <summary>Shows the stages of a file; holds, releases, completes, fails or retries one; restores a deleted file.</summary>
internal sealed class FileStageApi(ScheduleRunner schedule, IObjectStore store, EmulatorOptions options)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapOperation("emulator.file", "GET", "/files/{file_id}", GetState, Evidence.Assumed);
        control.MapOperation("emulator.stage", "POST", "/files/{file_id}/stages/{stage}", ApplyStageActionAsync, Evidence.Assumed);
        control.MapOperation("emulator.restore", "POST", "/files/{file_id}/restore", RestoreFile, Evidence.Assumed);
    }

    /// <summary>A deleted file has a state until it is purged.</summary>
    private async Task<ApiResponse> GetState(RequestContext context)
    {
        context.RejectLlamaCloudKey("stages");
        var id = context.GetRouteUuid("file_id");

        var file = context.Tenant.Read(transaction =>
            (FileStore.Find(transaction, id) ?? throw ApiError.NotFound("File")).AdvanceTo(transaction.Now));

        var hasContent = file.Link is null
            && await store.GetSizeAsync(context.Tenant.Storage, file.ObjectKey, context.Cancel) is not null;
        return ApiResponse.Ok(FileStateResponse.From(file, hasContent), ControlJsonContext.Shared.FileStateResponse);
    }

    private async Task<ApiResponse> ApplyStageActionAsync(RequestContext context)
    {
        context.RejectLlamaCloudKey("stages");
        var (id, name) = (context.GetRouteUuid("file_id"), context.GetRouteValue("stage"));
        var action = await context.ReadJsonAsync(ControlJsonContext.Shared.StageActionRequest);
        action.Check();
        if (!StageCatalog.StageNames.Contains(name))
            throw ApiError.Invalid("stage", $"must be one of {string.Join(", ", StageCatalog.StageNames)}", "path");

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var file = FileStore.Get(transaction, id);
            var stage = file.FindStage(name) ?? throw ApiError.NotFound($"Stage {name} of this {file.MediaType}");
            var advanced = action.Action == StageActionRequest.Retry
                ? StageRetry.Restart(transaction, file, stage, options.Pipeline) : action.ApplyTo(file, stage, transaction.Now);
            schedule.AdvanceFile(transaction, advanced);
            return new StageResponse(id, name, advanced.AdvanceTo(transaction.Now).FindStage(name)!.Status);
        }), ControlJsonContext.Shared.StageResponse);
    }

    private static ApiResponse RestoreFile(RequestContext context)
    {
        context.RejectLlamaCloudKey("files to be restored: deleting is for good");
        var id = context.GetRouteUuid("file_id");

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var file = FileStore.Find(transaction, id) ?? throw ApiError.NotFound("File");
            if (file.DeletedAt is null) throw ApiError.Conflict("File is not deleted");
            var restored = file with { DeletedAt = null, UpdatedAt = transaction.Now };
            FileStore.Save(transaction, restored);
            return new RestoreFileResponse(id, transaction.Now);
        }), ControlJsonContext.Shared.RestoreFileResponse);
    }
}

internal sealed record StageResponse(string FileId, string Stage, string Status);

internal sealed record RestoreFileResponse(string Id, DateTimeOffset RestoredAt);
