namespace Scopix.Client;

public sealed partial class FilesClient
{
    /// <summary>The available columns of exports, by group.</summary>
    public Task<ExportColumns> GetExportColumnsAsync(CancellationToken cancel = default) =>
        _transport.GetAsync("files.export_columns", "/api/v2/files/export/columns", ClientJson.Default.ExportColumns, cancel);

    /// <summary>
    /// Exports the metadata of files; <see cref="DownloadFromUrlAsync"/> downloads the export from its URL. A request that was lost is
    /// repeated, unless it makes a Google sheet.
    /// </summary>
    public Task<ExportResult> ExportAsync(ExportRequest request, CancellationToken cancel = default) =>
        _transport.SendAsync(ApiRequest.Post("files.export", "/api/v2/files/export", request, ClientJson.Default.ExportRequest)
            with
        { IsIdempotent = request.Format != ExportFormat.GoogleSheets }, ClientJson.Default.ExportResult, cancel);
}
