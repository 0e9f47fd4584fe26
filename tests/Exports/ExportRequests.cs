using System.Text.Json;

namespace Scopix.Emulator.Tests.Exports;

/// <summary>Requests of exports and their downloads.</summary>
internal static class ExportRequests
{
    /// <summary>Creates columns by their keys.</summary>
    public static object[] CreateColumns(params string[] keys) => [.. keys.Select(key => new { field_key = key })];

    public static Task<TestResponse> ExportAsync(this TestApi api, object body) => api.PostAsync("/api/v2/files/export", body);

    /// <summary>Downloads the file of an export response.</summary>
    public static async Task<TestResponse> DownloadExportAsync(this TestApi api, TestResponse export, string url = "download_url")
    {
        if (export.Status is not (200 or 202)) throw new InvalidOperationException($"{export.Status} {export.Text}");
        return await api.WithKey(null).GetAsync(export[url].GetString()!);
    }

    /// <summary>Exports a CSV and returns its rows, including the header.</summary>
    public static async Task<string[][]> ExportRowsAsync(this TestApi api, object body)
    {
        var text = (await api.DownloadExportAsync(await api.ExportAsync(body))).Text;
        using var csv = new CsvHelper.CsvParser(new StringReader(text),
            new CsvHelper.Configuration.CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture));
        var rows = new List<string[]>();
        while (await csv.ReadAsync()) rows.Add(csv.Record!);
        return [.. rows];
    }

    /// <summary>Uploads a photo and updates its title, which may contain characters that a form cannot.</summary>
    public static async Task<string> UploadWithTitleAsync(this TestApi api, int n, string title)
    {
        var id = await api.UploadAndGetIdAsync(Samples.Photo(n), $"photo-{n}.jpg");
        var response = await api.SendTextAsync(HttpMethod.Patch, $"/api/v2/files/{id}", JsonSerializer.Serialize(new { title }));
        return response.Status == 200 ? id : throw new InvalidOperationException($"{response.Status} {response.Text}");
    }
}
