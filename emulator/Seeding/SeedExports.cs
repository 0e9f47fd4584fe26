using Scopix.Emulator.Data;
using Scopix.Emulator.Exports;
using Scopix.Emulator.Files;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Seeding;

/// <summary>Exports of a dataset's history, as they were asked for at their moment.</summary>
internal static class SeedExports
{
    /// <summary>Writes the bytes of an export, unless it has failed.</summary>
    public static async Task<DataExportRecord> WriteAsync(Turn turn, SeedExport export, SeedSources sources, CancellationToken cancel)
    {
        var failed = export.Status == "failed";
        var stage = DataExportRecord.Begin(PipelineMode.Realistic, turn.Now, failed ? DataApi.TooMany : null);
        var record = new DataExportRecord { Id = export.Id, Format = export.Format, CreatedAt = turn.Now, Stage = Decided(stage, export.Status) };
        if (failed) return record;
        var key = ExportObject.Reserve(turn, export.Id, DataApi.NameOf(turn.Now, export.Format), turn.Now + DataExportRecord.Kept);
        var plan = new DataExportRequest("descriptions") { Format = export.Format }.Check();
        var links = new FileLinks(sources.Store, sources.Pictures, turn.World.Storage, sources.Origin);
        var files = plan.Filter.After(turn, (long.MaxValue, long.MaxValue), DataExportRequest.MaxRecords);
        await sources.Store.WriteAsync(turn.World.Storage, key, target => DataFile.WriteAsync(plan, [files], links, target, cancel), cancel);
        return record with { ObjectKey = key, RecordCount = files.Count };
    }

    private static Stage Decided(Stage stage, string status) => status switch
    {
        "pending" => stage with { ReleasedAt = null },
        "processing" => stage with { Stalled = true },
        _ => stage,
    };
}
