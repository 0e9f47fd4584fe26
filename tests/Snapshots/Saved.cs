using System.Net.Http.Headers;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Snapshots as a test takes them.</summary>
internal static class Saved
{
    public const string Path = "/_emulator/snapshots";

    public static async Task<Reply> SaveAsync(this Api api, string name) => (await api.PostAsync(Path, new { name })).Must(201);

    public static async Task<Reply> RestoreAsync(this Api api, string name) => (await api.PostAsync($"{Path}/{name}/restore")).Must(200);

    public static async Task<Reply> DropAsync(this Api api, string name) => (await api.DeleteAsync($"{Path}/{name}")).Must(200);

    public static async Task<byte[]> ExportAsync(this Api api, string name) => (await api.GetAsync($"{Path}/{name}/export")).Must(200).Bytes;

    public static Task<Reply> ImportAsync(this Api api, string name, byte[] file)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        return api.SendAsync(HttpMethod.Put, $"{Path}/{name}", content);
    }

    public static async Task<byte[]> BytesAsync(this Api api, string file) =>
        (await api.As(null).GetAsync((await api.GetAsync($"/api/v2/files/{file}/download")).Header("Location")!)).Must(200).Bytes;

    public static Reply Must(this Reply reply, int status) =>
        reply.Status == status ? reply : throw new InvalidOperationException($"{reply.Status} {reply.Text}");
}
