using Scopix.Emulator.Api.Scopix.Exports;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>The history of image descriptions: pages, and exports (seed 004).</summary>
internal sealed class DataApi(IObjectStore store, EmbeddedStore local, ExportWriter exportWriter, EmulatorOptions options)
{
    private const int PageSize = 500;

    /// <summary>The error of an export of too many records (seed 004, Data Export).</summary>
    public const string TooManyRecordsMessage = "Export exceeded maximum record limit";

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("data.descriptions", "GET", "/data/descriptions", Descriptions);
        api.MapOperation("data.export", "POST", "/data/export", Export);
        api.MapOperation("data.export_status", "GET", "/data/export/{export_id}", ExportStatus);
    }

    private ApiResponse Descriptions(RequestContext context)
    {
        var query = context.Query;
        var filter = new DescriptionFilter(
            query.Time("start_date"), query.Time("end_date"), (query.Fraction("min_confidence"), query.Fraction("max_confidence")),
            query.CommaSeparated("search", DescriptionFilter.MaxTerms, DescriptionFilter.MaxTermLength),
            query.CommaSeparated("source_types", DescriptionFilter.SourceTypes), failed: false);
        var (limit, offset) = (query.Number("limit", 1, 1000) ?? 100, query.Number("offset", 0) ?? 0);

        var (files, statistics) =
            context.Tenant.Read(transaction => (filter.ReadPage(transaction, limit, offset), filter.GetStatistics(transaction)));

        var (urls, total) = (new FileUrls(store, local, context), statistics.TotalCount);
        return ApiResponse.Ok(new DescriptionPage(
            [.. files.Select(file => DescriptionResource.From(file, urls))], total, limit, offset, offset + files.Count < total, statistics,
            filter.Applied), ScopixJsonContext.Shared.DescriptionPage);
    }

    private async Task<ApiResponse> Export(RequestContext context)
    {
        var plan = (await context.ReadJsonAsync(ScopixJsonContext.Shared.DataExportRequest)).ToPlan();
        var (tenant, generation) = (context.Tenant, context.Tenant.Generation);
        var export = tenant.Write(transaction => BeginExport(transaction, plan));

        var records = 0;
        if (export.ObjectKey is { } key)
        {
            var urls = new FileUrls(store, local, context);
            await exportWriter.WriteAsync(tenant, generation, key, async target =>
                records = await DataExportWriter.WriteAsync(plan, ReadPages(tenant, generation, plan), urls, target, context.Cancel),
                context.Cancel);
        }

        var response = tenant.Write(transaction =>
        {
            tenant.ThrowIfReset(generation);
            return ToResponse(context, DataExportStore.Save(transaction, export with { RecordCount = records }).AsOf(transaction.Now),
                transaction.Now);
        });
        return ApiResponse.Accepted(response, ScopixJsonContext.Shared.DataExportResponse);
    }

    private ApiResponse ExportStatus(RequestContext context)
    {
        var id = context.GetRouteUuid("export_id");

        return ApiResponse.Ok(
            context.Tenant.Read(transaction => ToResponse(context, DataExportStore.Get(transaction, id), transaction.Now)),
            ScopixJsonContext.Shared.DataExportResponse);
    }

    private DataExportRecord BeginExport(Transaction transaction, DataExportPlan plan)
    {
        var tooMany = plan.Limit is null && plan.Filter.Count(transaction) > options.ExportRecords;
        var id = transaction.Ids.Next();
        return new DataExportRecord
        {
            Id = id,
            Format = plan.Format,
            CreatedAt = transaction.Now,
            ObjectKey = tooMany
                ? null
                : ExportWriter.ReserveKey(
                    transaction, id, GetFileName(transaction.Now, plan.Format), transaction.Now + DataExportRecord.Retention),
            Stage = DataExportRecord.CreateStage(options.Pipeline, transaction.Now, tooMany ? TooManyRecordsMessage : null),
        };
    }

    /// <summary>The last segment of the URL of an export.</summary>
    public static string GetFileName(DateTimeOffset now, string format) =>
        $"descriptions_{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{format}";

    private static IEnumerable<List<FileRecord>> ReadPages(TenantState tenant, int generation, DataExportPlan plan)
    {
        var left = plan.Limit ?? DataExportRequest.MaxRecords;
        for (var last = (At: long.MaxValue, Seq: long.MaxValue); left > 0;)
        {
            var limit = Math.Min(left, PageSize);
            var page = tenant.Read(transaction =>
            {
                tenant.ThrowIfReset(generation);
                return plan.Filter.ReadPageAfter(transaction, last, limit);
            });
            if (page.Count > 0) yield return page;
            if (page.Count < limit) yield break;
            last = (Database.ToMicroseconds(page[^1].DescribedAt!.Value), page[^1].Seq);
            left -= page.Count;
        }
    }

    private DataExportResponse ToResponse(RequestContext context, DataExportRecord export, DateTimeOffset now)
    {
        var (stage, completed) = (export.Stage, export.Stage.Status == ComponentStatus.Completed);
        var url = export.GetUrlLifetime(now) is { } life
            ? store.PresignGet(context.Tenant.Storage, context.Origin, export.ObjectKey!, life,
                FileUrls.FormatContentDisposition("attachment", Path.GetFileName(export.ObjectKey!)))
            : null;
        return new DataExportResponse(
            export.Id, export.Status, url, completed ? export.RecordCount : null, export.Format, export.CreatedAt,
            ComponentStatus.IsTerminal(stage.Status) ? null : stage.ReleasedAt?.AddMilliseconds(stage.DurationMs),
            stage.Status == ComponentStatus.Failed ? stage.Failure!.Message : null);
    }
}

/// <summary>An export's state: pending, processing, completed or failed. Times are the tenant's; a held export has no estimate.</summary>
internal sealed record DataExportResponse(
    string ExportId, string Status, Uri? DownloadUrl, int? RecordCount, string Format, DateTimeOffset CreatedAt,
    DateTimeOffset? EstimatedCompletionTime, string? ErrorMessage);
