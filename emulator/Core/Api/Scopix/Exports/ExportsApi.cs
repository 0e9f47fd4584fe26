using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// Exports of files as a table in CSV, XLSX, DOCX or a Google sheet, and their columns (seed 001, Export, Quota &amp; Deduplication).
/// </summary>
internal sealed class ExportsApi(IObjectStore store, ExportWriter exportWriter)
{
    /// <summary>The lifetime of an export and of its URL (assumed: the hour of the data export).</summary>
    private static readonly TimeSpan ExportLifetime = TimeSpan.FromHours(1);

    private static readonly ExportColumnsResponse Groups = new(
        ExportColumns.All.GroupBy(column => column.Group).ToDictionary(
            group => group.Key,
            group => group.Select(column => new ExportColumnResource(column.FieldKey, column.DisplayName, column.Group)).ToArray()));

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("files.export_columns", "GET", "/files/export/columns", Columns, Evidence.Assumed);
        api.MapOperation("files.export", "POST", "/files/export", Export, Evidence.Assumed);
    }

    private static ApiResponse Columns(RequestContext context) => ApiResponse.Ok(Groups, ScopixJsonContext.Shared.ExportColumnsResponse);

    private async Task<ApiResponse> Export(RequestContext context)
    {
        var request = await context.ReadJsonAsync(ScopixJsonContext.Shared.ExportRequest);
        var (columns, scope) = (request.Validate(context), request.ToScope());
        var (tenant, generation) = (context.Tenant, context.Tenant.Generation);
        var (key, last) = tenant.Write(transaction => BeginExport(transaction, request, scope));

        var records = 0;
        await exportWriter.WriteAsync(tenant, generation, key, async target =>
            records = await WriteAsync(request, columns, scope.ReadPages(tenant, generation, last), target, context.Cancel),
            context.Cancel);

        var url = store.PresignGet(tenant.Storage, context.Origin, key, ExportLifetime, FormatContentDisposition(request, key));
        return ApiResponse.Ok(request.IsGoogleSheet
            ? new ExportResponse(null, url, records, request.Format)
            : new ExportResponse(url, null, records, request.Format), ScopixJsonContext.Shared.ExportResponse);
    }

    private static (string Key, long LastSeq) BeginExport(Transaction transaction, ExportRequest request, ExportScope scope)
    {
        var (files, last) = scope.CountFiles(transaction);
        if (files > request.MaxRecords)
            throw ApiError.Invalid("format", $"{request.Format} holds at most {request.MaxRecords} records, got {files}");
        var day = transaction.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (ExportWriter.ReserveKey(transaction, transaction.Ids.Next(), $"files_{day}.{request.Extension}",
            transaction.Now + ExportLifetime), last);
    }

    private static Task<int> WriteAsync(
        ExportRequest request, (ExportColumn Column, string Header)[] columns, IEnumerable<List<FileRecord>> pages, Stream target,
        CancellationToken cancel)
    {
        var flatten = request.FlattenTags ?? true;
        ExportCell[] header = [.. columns.Select(column => ExportCell.From(column.Header))];
        return TableStream.WriteAsync(
            buffer => CreateTableWriter(request, buffer, header), pages,
            file => [.. columns.Select(column => column.Column.Value(file, flatten))], target, cancel);
    }

    private static ITableWriter CreateTableWriter(ExportRequest request, Stream target, ExportCell[] header) => request.Format switch
    {
        "xlsx" => new XlsxTableWriter(target, request.SheetName ?? "Files", header),
        "docx" => new DocxTableWriter(target, header),
        _ => new CsvTableWriter(target, header),
    };

    private static string FormatContentDisposition(ExportRequest request, string key) => request.IsGoogleSheet
        ? FileUrls.FormatContentDisposition("inline",
            (string.IsNullOrEmpty(request.GoogleSheetsTitle) ? "Files" : request.GoogleSheetsTitle) + ".csv")
        : FileUrls.FormatContentDisposition("attachment", key[(key.LastIndexOf('/') + 1)..]);
}

internal sealed record ExportColumnsResponse(Dictionary<string, ExportColumnResource[]> Groups);

internal sealed record ExportColumnResource(string FieldKey, string DisplayName, string Group);

/// <summary><c>spreadsheet_url</c> is set for google_sheets, <c>download_url</c> for the other formats.</summary>
internal sealed record ExportResponse(Uri? DownloadUrl, Uri? SpreadsheetUrl, int RecordCount, string Format);
