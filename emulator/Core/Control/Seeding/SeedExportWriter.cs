using Scopix.Emulator.Api.Scopix.Data;
using Scopix.Emulator.Api.Scopix.Exports;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

internal static class SeedExportWriter
{
    public static async Task<DataExportRecord> WriteAsync(
        Transaction transaction, SeedExport export, SeedDependencies sources, CancellationToken cancel)
    {
        var failed = export.Status == "failed";
        var stage = DataExportRecord.CreateStage(PipelineMode.Realistic, transaction.Now, failed ? DataApi.TooManyRecordsMessage : null);
        var record = new DataExportRecord
        {
            Id = export.Id,
            Format = export.Format,
            CreatedAt = transaction.Now,
            Stage = ApplyStatus(stage, export.Status)
        };
        if (failed) return record;
        var key = ExportWriter.ReserveKey(transaction, export.Id, DataApi.GetFileName(transaction.Now, export.Format),
            transaction.Now + DataExportRecord.Retention);
        var plan = new DataExportRequest("descriptions") { Format = export.Format }.ToPlan();
        var urls = new FileUrls(sources.Store, sources.Pictures, transaction.Tenant.Storage, sources.Origin);
        var files = plan.Filter.ReadPageAfter(transaction, (long.MaxValue, long.MaxValue), DataExportRequest.MaxRecords);
        await sources.Store
            .WriteAsync(transaction.Tenant.Storage, key, target => DataExportWriter.WriteAsync(plan, [files], urls, target, cancel),
                cancel);
        return record with { ObjectKey = key, RecordCount = files.Count };
    }

    private static Stage ApplyStatus(Stage stage, string status) => status switch
    {
        "pending" => stage with { ReleasedAt = null },
        "processing" => stage with { Stalled = true },
        _ => stage,
    };
}
