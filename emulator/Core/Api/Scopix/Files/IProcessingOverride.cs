namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Decides the outcome of processing before it is computed, as stubs and faults do. Tenant features implement it; <c>now</c> is the time of
/// the tenant's clock.
/// </summary>
internal interface IProcessingOverride
{
    /// <summary>Changes a new file: its AI results, or the failure of its description.</summary>
    FileRecord ApplyTo(FileRecord file, DateTimeOffset now) => file;

    /// <summary>Changes stages of a file before they begin.</summary>
    Stage[] ApplyTo(Stage[] stages, FileRecord file, DateTimeOffset now) => stages;

    /// <summary>
    /// Changes the chunks of a new document, after <see cref="ApplyTo(FileRecord, DateTimeOffset)"/> has changed the document.
    /// </summary>
    IReadOnlyList<ChunkRecord> ApplyToChunks(FileRecord file, IReadOnlyList<ChunkRecord> chunks) => chunks;
}

/// <summary>Applies the overrides of a tenant, in the order of their registration.</summary>
internal static class ProcessingOverrides
{
    public static FileRecord Apply(TenantState tenant, FileRecord file)
    {
        foreach (var rule in tenant.Features.GetAll<IProcessingOverride>()) file = rule.ApplyTo(file, tenant.Clock.Now);
        return file with { Stages = Apply(tenant, file.Stages, file) };
    }

    public static Stage[] Apply(TenantState tenant, Stage[] stages, FileRecord file) =>
        tenant.Features.GetAll<IProcessingOverride>().Aggregate(stages, (changed, rule) => rule.ApplyTo(changed, file, tenant.Clock.Now));

    public static IReadOnlyList<ChunkRecord> ApplyToChunks(TenantState tenant, FileRecord file, IReadOnlyList<ChunkRecord> chunks) =>
        tenant.Features.GetAll<IProcessingOverride>().Aggregate(chunks, (changed, rule) => rule.ApplyToChunks(file, changed));
}
