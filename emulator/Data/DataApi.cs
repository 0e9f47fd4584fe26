using System.Globalization;
using Scopix.Emulator.Exports;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Data;

/// <summary>The history of image descriptions, a page at a time or exported whole (seed 004).</summary>
public sealed class DataApi(IObjectStore store, EmbeddedStore pictures, ExportObject objects, EmulatorOptions options)
{
    private const int PageSize = 500;

    /// <summary>Why an export of too many records fails (seed 004, Data Export).</summary>
    public const string TooMany = "Export exceeded maximum record limit";

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("data.descriptions", "GET", "/data/descriptions", Descriptions);
        api.Operation("data.export", "POST", "/data/export", Export);
        api.Operation("data.export_status", "GET", "/data/export/{export_id}", ExportStatus);
    }

    private Answer Descriptions(Call call)
    {
        var query = call.Query;
        var filter = new DescriptionFilter(
            query.Time("start_date"), query.Time("end_date"), (query.Fraction("min_confidence"), query.Fraction("max_confidence")),
            query.Listed("search", DescriptionFilter.MaxTerms, DescriptionFilter.MaxTermLength),
            query.Listed("source_types", DescriptionFilter.AllSources), failed: false);
        var (limit, offset) = (query.Number("limit", 1, 1000) ?? 100, query.Number("offset", 0) ?? 0);

        var (files, statistics) = call.World.Read(turn => (filter.Page(turn, limit, offset), filter.Statistics(turn)));

        var (links, total) = (new FileLinks(store, pictures, call), statistics.TotalCount);
        return Answer.Ok(new DescriptionPage(
            [.. files.Select(file => DataItem.Of(file, links))], total, limit, offset, offset + files.Count < total, statistics, filter.Applied));
    }

    private async Task<Answer> Export(Call call)
    {
        var plan = (await call.ReadAsync(WireJson.Wire.DataExportRequest)).Check();
        var (world, generation) = (call.World, call.World.Generation);
        var export = world.Write(turn => Begin(turn, plan));

        var records = 0;
        if (export.ObjectKey is { } key)
        {
            var links = new FileLinks(store, pictures, call);
            await objects.WriteAsync(world, generation, key, async target =>
                records = await DataFile.WriteAsync(plan, Pages(world, generation, plan), links, target, call.Cancel), call.Cancel);
        }

        var answer = world.Write(turn =>
        {
            world.CheckNotReset(generation);
            return Shown(call, DataExportStore.Save(turn, export with { RecordCount = records }).At(turn.Now), turn.Now);
        });
        return Answer.Accepted(answer);
    }

    private Answer ExportStatus(Call call)
    {
        var id = call.RouteUuid("export_id");

        return Answer.Ok(call.World.Read(turn => Shown(call, DataExportStore.Get(turn, id), turn.Now)));
    }

    private DataExportRecord Begin(Turn turn, DataExportPlan plan)
    {
        var tooMany = plan.Limit is null && plan.Filter.Count(turn) > options.ExportRecords;
        var id = turn.Ids.Next();
        return new DataExportRecord
        {
            Id = id,
            Format = plan.Format,
            CreatedAt = turn.Now,
            ObjectKey = tooMany ? null : ExportObject.Reserve(turn, id, NameOf(turn.Now, plan.Format), turn.Now + DataExportRecord.Kept),
            Stage = DataExportRecord.Begin(options.Pipeline, turn.Now, tooMany ? TooMany : null),
        };
    }

    /// <summary>What an export is called at the end of its URL.</summary>
    public static string NameOf(DateTimeOffset now, string format) => $"descriptions_{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{format}";

    private static IEnumerable<List<FileRecord>> Pages(World world, int generation, DataExportPlan plan)
    {
        var left = plan.Limit ?? DataExportRequest.MaxRecords;
        for (var last = (At: long.MaxValue, Seq: long.MaxValue); left > 0;)
        {
            var wanted = Math.Min(left, PageSize);
            var page = world.Read(turn =>
            {
                world.CheckNotReset(generation);
                return plan.Filter.After(turn, last, wanted);
            });
            if (page.Count > 0) yield return page;
            if (page.Count < wanted) yield break;
            last = (Database.Micros(page[^1].DescribedAt!.Value), page[^1].Seq);
            left -= page.Count;
        }
    }

    private DataExportShown Shown(Call call, DataExportRecord export, DateTimeOffset now)
    {
        var (stage, completed) = (export.Stage, export.Stage.Status == ComponentStatus.Completed);
        var url = export.UrlLifeAt(now) is { } life
            ? store.PresignGet(call.World.Storage, call.Origin, export.ObjectKey!, life, FileLinks.Disposition("attachment", Path.GetFileName(export.ObjectKey!)))
            : null;
        return new DataExportShown(
            export.Id, export.Status, url, completed ? export.RecordCount : null, export.Format, export.CreatedAt,
            ComponentStatus.IsTerminal(stage.Status) ? null : stage.ReleasedAt?.AddMilliseconds(stage.DurationMs),
            stage.Status == ComponentStatus.Failed ? stage.Failure!.Message : null);
    }
}

/// <summary>An export's state: pending, processing, completed or failed. Times are the tenant's; a held export has no estimate.</summary>
public sealed record DataExportShown(
    string ExportId, string Status, Uri? DownloadUrl, int? RecordCount, string Format, DateTimeOffset CreatedAt,
    DateTimeOffset? EstimatedCompletionTime, string? ErrorMessage);
