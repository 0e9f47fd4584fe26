using System.Net.Http.Headers;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Requests for snapshots.</summary>
internal static class SnapshotRequests
{
    public const string SnapshotsPath = "/_emulator/snapshots";

    public static async Task<TestResponse> SaveSnapshotAsync(
        this TestApi api, string name) => (await api.PostAsync(SnapshotsPath, new { name })).EnsureStatus(201);

    public static async Task<TestResponse> RestoreSnapshotAsync(
        this TestApi api, string name) => (await api.PostAsync($"{SnapshotsPath}/{name}/restore")).EnsureStatus(200);

    public static async Task<TestResponse> DeleteSnapshotAsync(
        this TestApi api, string name) => (await api.DeleteAsync($"{SnapshotsPath}/{name}")).EnsureStatus(200);

    public static async Task<byte[]> ExportSnapshotAsync(
        this TestApi api, string name) => (await api.GetAsync($"{SnapshotsPath}/{name}/export")).EnsureStatus(200).Bytes;

    public static Task<TestResponse> ImportSnapshotAsync(this TestApi api, string name, byte[] file)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        return api.SendAsync(HttpMethod.Put, $"{SnapshotsPath}/{name}", content);
    }

    public static async Task<byte[]> DownloadFileAsync(this TestApi api, string file) =>
        (await api.WithKey(null).GetAsync((await api.GetAsync($"/api/v2/files/{file}/download")).Header("Location")!))
            .EnsureStatus(200).Bytes;

    public static TestResponse EnsureStatus(this TestResponse response, int status) =>
        response.Status == status ? response : throw new InvalidOperationException($"{response.Status} {response.Text}");
}
