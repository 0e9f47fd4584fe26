using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>The variants of images (seed 001, Image Operations).</summary>
internal sealed class ImagesApi(
    IObjectStore originals, EmbeddedStore local, VariantGenerator variantGenerator, ScheduleRunner schedule, EmulatorOptions options)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("files.variant", "GET", "/files/{file_id}/variant/{variant_type}", GetVariant, Evidence.Public);
        api.MapOperation("files.trigger_variants", "POST", "/files/{file_id}/trigger-variants", TriggerVariants, Evidence.Assumed);
    }

    private async Task<ApiResponse> GetVariant(RequestContext context)
    {
        var (id, name) = (context.GetRouteUuid("file_id"), context.GetRouteValue("variant_type"));
        if (!Variant.Names.Contains(name))
            throw ApiError.Invalid("variant_type", $"must be one of {string.Join(", ", Variant.Names)}", "path");

        var file = context.Tenant.Read(transaction => FileStore.Get(transaction, id, "image"));
        var urls = new FileUrls(originals, local, context);
        if (Array.Find(Variant.All, variant => variant.Name == name) is not { } variant)
            return ApiResponse.Redirect(urls.GetOriginalUrl(file));
        if (!variant.AppliesTo(file) || urls.GetPictureUrl(file, variant) is not { } url)
            throw ApiError.NotFound($"Variant {name} of this file");
        var picture = await variantGenerator.GetOrCreateAsync(context.Tenant, file, variant, context.Cancel)
            ?? throw ApiError.NotFound($"Variant {name} of this file");

        if (picture.Hint is { } hint) context.AddHint(hint);
        if (picture.Hint is not null || variant.Categories is not null) context.MarkAssumed();
        return ApiResponse.Redirect(url);
    }

    private ApiResponse TriggerVariants(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var file = FileStore.Get(transaction, id, "image");
            var running = !ComponentStatus.IsTerminal(file.FindStage(StageCatalog.Variants)!.Status);
            return running
                ? TriggerVariantsResponse.FromRunning(file) : TriggerVariantsResponse.FromStarted(RestartVariants(transaction, file));
        }), ScopixJsonContext.Shared.TriggerVariantsResponse);
    }

    /// <summary>Existing pictures are made again, too: the operation is meant for pictures that went wrong.</summary>
    private FileRecord RestartVariants(Transaction transaction, FileRecord file)
    {
        var restarted = file with
        {
            Stages = [.. file.Stages.Select(stage => stage.Name == StageCatalog.Variants ? RestartStage(transaction, stage, file) : stage)],
        };
        schedule.AdvanceFile(transaction, restarted);
        local.DeleteFolder(transaction.Tenant.Storage, Variant.GetFolder(transaction.Tenant.Id, file.Hash));
        return restarted.AdvanceTo(transaction.Now);
    }

    private Stage RestartStage(Transaction transaction, Stage stage, FileRecord file) =>
        ProcessingOverrides.Apply(
            transaction.Tenant, [StageCatalog.CreateRetry("image", stage, options.Pipeline, transaction.Now)], file)[0];
}

/// <summary>The response of files.trigger_variants (seed 001, Image Operations).</summary>
/// <param name="TaskId"><c>task_</c> and the first 8 characters of the file's id, as in the example; the same while the stage runs.</param>
/// <param name="SkippedDuplicate">True when the stage was running already; otherwise omitted, as in the example.</param>
internal sealed record TriggerVariantsResponse(
    bool Success, string Message, string TaskId, string CurrentStatus, string ImageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SkippedDuplicate)
{
    public static TriggerVariantsResponse FromStarted(FileRecord file) => Create(file, "Variant generation triggered", false);

    public static TriggerVariantsResponse FromRunning(FileRecord file) => Create(file, "Variant generation already in progress", true);

    private static TriggerVariantsResponse Create(FileRecord file, string message, bool skipped) =>
        new(true, message, "task_" + file.Id[..8], FileStatuses.FindStageStatus(file, StageCatalog.Variants)!, file.Id, skipped);
}
