using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Images;

/// <summary>Images: their smaller pictures (seed 001, Image Operations).</summary>
public sealed class ImagesApi(IObjectStore originals, EmbeddedStore pictures, Pictures maker, Schedule schedule, EmulatorOptions options)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("files.variant", "GET", "/files/{file_id}/variant/{variant_type}", GetVariant, Evidence.Public);
        api.Operation("files.trigger_variants", "POST", "/files/{file_id}/trigger-variants", TriggerVariants, Evidence.Assumed);
    }

    private async Task<Answer> GetVariant(Call call)
    {
        var (id, name) = (call.RouteUuid("file_id"), call.Route("variant_type"));
        if (!Variant.Names.Contains(name)) throw ApiError.Invalid("variant_type", $"must be one of {string.Join(", ", Variant.Names)}", "path");

        var file = call.World.Read(turn => FileStore.Get(turn, id, "image"));
        var links = new FileLinks(originals, pictures, call);
        if (Array.Find(Variant.All, variant => variant.Name == name) is not { } variant) return Answer.Found(links.Original(file));
        if (!variant.Fits(file) || links.Picture(file, variant) is not { } url) throw ApiError.NotFound($"Variant {name} of this file");
        var picture = await maker.MakeAsync(call.World, file, variant, call.Cancel) ?? throw ApiError.NotFound($"Variant {name} of this file");

        if (!picture.IsReal || variant.Categories is not null) call.Assumed();
        return Answer.Found(url);
    }

    private Answer TriggerVariants(Call call)
    {
        var id = call.RouteUuid("file_id");

        return Answer.Ok(call.World.Write(turn =>
        {
            var file = FileStore.Get(turn, id, "image");
            var running = !ComponentStatus.IsTerminal(file.Stage(Pipeline.Variants)!.Status);
            return running ? VariantsTriggered.AlreadyRunning(file) : VariantsTriggered.Begun(Restart(turn, file));
        }));
    }

    /// <summary>What was made before is made anew, too: the operation is there for pictures that went wrong.</summary>
    private FileRecord Restart(Turn turn, FileRecord file)
    {
        var restarted = file with
        {
            Stages = [.. file.Stages.Select(stage => stage.Name == Pipeline.Variants ? Again(turn, stage) : stage)],
        };
        schedule.Move(turn, restarted);
        pictures.DeleteFolder(turn.World.Storage, Variant.FolderOf(turn.World.Tenant, file.Hash));
        return restarted.Moved(turn.Now);
    }

    private Stage Again(Turn turn, Stage stage) => turn.World.Faults.Disturb([Pipeline.Again(stage, options.Pipeline, turn.Now)])[0];
}

/// <summary>The answer of a trigger (seed 001, Image Operations).</summary>
/// <param name="Success">Always true.</param>
/// <param name="Message">For people.</param>
/// <param name="TaskId"><c>task_</c> and the first 8 characters of the file's id, as in the example; the same while it runs.</param>
/// <param name="CurrentStatus">The stage's component status.</param>
/// <param name="ImageId">The file's id.</param>
/// <param name="SkippedDuplicate">True when it was running already; otherwise left out, as in the example.</param>
public sealed record VariantsTriggered(
    bool Success, string Message, string TaskId, string CurrentStatus, string ImageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SkippedDuplicate)
{
    /// <summary>The stage was started again.</summary>
    public static VariantsTriggered Begun(FileRecord file) => Of(file, "Variant generation triggered", false);

    /// <summary>The stage is not over yet.</summary>
    public static VariantsTriggered AlreadyRunning(FileRecord file) => Of(file, "Variant generation already in progress", true);

    private static VariantsTriggered Of(FileRecord file, string message, bool skipped) =>
        new(true, message, "task_" + file.Id[..8], Statuses.Of(file, Pipeline.Variants)!, file.Id, skipped);
}
