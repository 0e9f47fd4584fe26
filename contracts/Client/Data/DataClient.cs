using System.Runtime.CompilerServices;

namespace Scopix.Client;

/// <summary>The history of descriptions and its export (seed 004).</summary>
public sealed class DataClient
{
    private readonly HttpSender _transport;

    internal DataClient(HttpSender transport) => _transport = transport;

    /// <summary>A page of the history, with statistics of all descriptions that match the filters.</summary>
    public Task<DescriptionPage> ListDescriptionsAsync(DescriptionQuery? query = null, CancellationToken cancel = default) =>
        _transport.GetAsync("data.descriptions", (query ?? new()).ToPath(), ClientJson.Default.DescriptionPage, cancel);

    /// <summary>
    /// All descriptions from the query's offset on; pages are requested as needed (of 1000 unless the query has a limit).
    /// </summary>
    public async IAsyncEnumerable<DescriptionItem> ListAllDescriptionsAsync(
        DescriptionQuery? query = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var next = (query ?? new()) with { Limit = query?.Limit ?? 1000, Offset = query?.Offset ?? 0 };
        for (var more = true; more;)
        {
            var page = await ListDescriptionsAsync(next, cancel);
            foreach (var item in page.Items) yield return item;
            more = page.HasMore && page.Items.Count > 0;
            next = next with { Offset = next.Offset + page.Items.Count };
        }
    }

    /// <summary>Starts an export.</summary>
    public Task<DataExport> ExportAsync(DataExportRequest request, CancellationToken cancel = default) =>
        _transport.SendAsync(ApiRequest.Post("data.export", "/api/v2/data/export", request, ClientJson.Default.DataExportRequest),
            ClientJson.Default.DataExport, cancel);

    /// <summary>The state of an export, with its URL when it is completed.</summary>
    public Task<DataExport> GetExportAsync(string exportId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "data.export_status", "/api/v2/data/export/" + RequestPath.EscapeSegment(exportId), ClientJson.Default.DataExport, cancel);

    /// <summary>Waits until an export is completed or has failed.</summary>
    /// <exception cref="ScopixTimeoutException">It does not end in time.</exception>
    public Task<DataExport> WaitForExportAsync(string exportId, TimeSpan? within = null, CancellationToken cancel = default) =>
        Polling.PollUntilAsync(_transport.Options, within, "The export", stop => GetExportAsync(exportId, stop),
            export => export.Status.IsTerminal, cancel);
}
