namespace Scopix.Client;

public sealed partial class FilesClient
{
    /// <summary>The columns that exports can have, by group.</summary>
    public Task<ExportColumns> GetExportColumnsAsync(CancellationToken cancel = default) =>
        _transport.GetAsync("/api/v2/files/export/columns", ClientJson.Default.ExportColumns, cancel);

    /// <summary>Exports files' metadata; <see cref="DownloadFromUrlAsync"/> brings what the URL leads to.</summary>
    public Task<ExportResult> ExportAsync(ExportRequest request, CancellationToken cancel = default) =>
        _transport.SendAsync(ApiRequest.Post("/api/v2/files/export", request, ClientJson.Default.ExportRequest),
            ClientJson.Default.ExportResult, cancel);
}
