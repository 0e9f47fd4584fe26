using System.Text.Json;

namespace Scopix.Emulator.Tests.Exports;

/// <summary>Asking for tables and fetching them.</summary>
internal static class ExportRequests
{
    /// <summary>Columns by their keys.</summary>
    public static object[] CreateColumns(params string[] keys) => [.. keys.Select(key => new { field_key = key })];

    public static Task<TestResponse> ExportAsync(this TestApi api, object body) => api.PostAsync("/api/v2/files/export", body);

    /// <summary>The bytes that an export's answer leads to.</summary>
    public static async Task<TestResponse> DownloadExportAsync(this TestApi api, TestResponse export, string url = "download_url")
    {
        if (export.Status is not (200 or 202)) throw new InvalidOperationException($"{export.Status} {export.Text}");
        return await api.WithKey(null).GetAsync(export[url].GetString()!);
    }

    /// <summary>The rows of a CSV of these columns, the header included.</summary>
    public static async Task<string[][]> ExportRowsAsync(this TestApi api, object body)
    {
        var text = (await api.DownloadExportAsync(await api.ExportAsync(body))).Text;
        using var csv = new CsvHelper.CsvParser(new StringReader(text),
            new CsvHelper.Configuration.CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture));
        var rows = new List<string[]>();
        while (await csv.ReadAsync()) rows.Add(csv.Record!);
        return [.. rows];
    }

    /// <summary>Uploads a photo and gives it a title that no form could carry.</summary>
    public static async Task<string> UploadWithTitleAsync(this TestApi api, int n, string title)
    {
        var id = await api.UploadAndGetIdAsync(Samples.Photo(n), $"photo-{n}.jpg");
        var reply = await api.SendTextAsync(HttpMethod.Patch, $"/api/v2/files/{id}", JsonSerializer.Serialize(new { title }));
        return reply.Status == 200 ? id : throw new InvalidOperationException($"{reply.Status} {reply.Text}");
    }
}
