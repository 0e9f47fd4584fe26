using System.Globalization;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Exports;

/// <summary>Files as a table: its columns, and the table as CSV, XLSX, DOCX or a Google sheet (seed 001, Export, Quota &amp; Deduplication).</summary>
public sealed class ExportsApi(IObjectStore store, ExportObject objects)
{
    /// <summary>How long the URL of an export is good, and its object kept (assumed: the data export's hour).</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private static readonly ColumnGroups Groups = new(
        ExportColumns.All.GroupBy(column => column.Group).ToDictionary(
            group => group.Key, group => group.Select(column => new ColumnShown(column.FieldKey, column.DisplayName, column.Group)).ToArray()));

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("files.export_columns", "GET", "/files/export/columns", Columns, Evidence.Assumed);
        api.Operation("files.export", "POST", "/files/export", Export, Evidence.Assumed);
    }

    private static Answer Columns(Call call) => Answer.Ok(Groups);

    private async Task<Answer> Export(Call call)
    {
        var request = await call.ReadAsync(WireJson.Wire.ExportRequest);
        var (columns, scope) = (request.Check(call), request.Scope());
        var (world, generation) = (call.World, call.World.Generation);
        var (key, last) = world.Write(turn => Begin(turn, request, scope));

        var records = 0;
        await objects.WriteAsync(world, generation, key, async target =>
            records = await WriteAsync(request, columns, scope.Pages(world, generation, last), target, call.Cancel), call.Cancel);

        var url = store.PresignGet(world.Storage, call.Origin, key, Life, Disposition(request, key));
        return Answer.Ok(request.IsGoogleSheet
            ? new Exported(null, url, records, request.Format)
            : new Exported(url, null, records, request.Format));
    }

    private static (string Key, long LastSeq) Begin(Turn turn, ExportRequest request, FileScope scope)
    {
        var (files, last) = scope.Measure(turn);
        if (files > request.MaxRecords) throw ApiError.Invalid("format", $"{request.Format} holds at most {request.MaxRecords} records, got {files}");
        var day = turn.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (ExportObject.Reserve(turn, turn.Ids.Next(), $"files_{day}.{request.Extension}", turn.Now + Life), last);
    }

    private static async Task<int> WriteAsync(
        ExportRequest request, (ExportColumn Column, string Header)[] columns, IEnumerable<List<FileRecord>> pages, Stream target, CancellationToken cancel)
    {
        var (records, flatten) = (0, request.FlattenTags ?? true);
        using var buffer = new GatheringStream();
        using (var table = Open(request, buffer, [.. columns.Select(column => Cell.Of(column.Header))]))
        {
            foreach (var page in pages)
            {
                foreach (var file in page)
                {
                    table.Add([.. columns.Select(column => column.Column.Value(file, flatten))]);
                    await buffer.DrainSomeAsync(target, cancel);
                }
                records += page.Count;
            }
        }
        await buffer.DrainAsync(target, cancel);
        return records;
    }

    private static ITable Open(ExportRequest request, Stream target, Cell[] header) => request.Format switch
    {
        "xlsx" => new XlsxTable(target, request.SheetName ?? "Files", header),
        "docx" => new DocxTable(target, header),
        _ => new CsvTable(target, header),
    };

    private static string Disposition(ExportRequest request, string key) => request.IsGoogleSheet
        ? FileLinks.Disposition("inline", (string.IsNullOrEmpty(request.GoogleSheetsTitle) ? "Files" : request.GoogleSheetsTitle) + ".csv")
        : FileLinks.Disposition("attachment", key[(key.LastIndexOf('/') + 1)..]);
}

/// <summary>The registry of columns, by group.</summary>
public sealed record ColumnGroups(Dictionary<string, ColumnShown[]> Groups);

/// <summary>A column of the registry.</summary>
public sealed record ColumnShown(string FieldKey, string DisplayName, string Group);

/// <summary>What was exported: <c>spreadsheet_url</c> for google_sheets, else <c>download_url</c>.</summary>
public sealed record Exported(Uri? DownloadUrl, Uri? SpreadsheetUrl, int RecordCount, string Format);
