using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>Uploads and downloads by common HTTP clients, on both stores.</summary>
public sealed class HttpClientTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory, OnBothStores]
    public async Task Curl_uploads_a_file_and_downloads_it_while_resending_its_key(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        using var folder = new DataDirectory();
        var file = Path.Combine(folder.Location, "photo.jpg");
        await File.WriteAllBytesAsync(file, Long);
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Long));
        string[] headers = [.. Headers(upload).SelectMany(header => new[] { "-H", $"{header.Key}: {header.Value}" })];

        var put = await ClientScripts.RunAsync("curl", ["-sSf", "-T", file, .. headers, upload.Text("presigned_url")!]);
        var id = (await api.CompleteAsync(upload)).Json.Text("file_id");
        var got = await ClientScripts
            .RunAsync("curl",
                ["-sSfL", "-H", "Authorization: Bearer " + api.Key, "-o", file + ".got",
                    $"{api.Http.BaseAddress}api/v2/files/{id}/download"]);

        (put.Exit, put.Errors, got.Exit, got.Errors).Should().Be((0, "", 0, ""));
        (await File.ReadAllBytesAsync(file + ".got")).SequenceEqual(Long).Should().BeTrue();
    }

    [Theory, OnBothStores]
    public async Task Fetch_in_Node_uploads_with_the_headers_of_the_intent(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        var (url, body) = (upload.Text("presigned_url"), Convert.ToBase64String(Samples.Photo()));

        var put = await ClientScripts.RunAsync("put.mjs", new { url, headers = Headers(upload), body });

        put.Number("status").Should().Be(200, put.Text("text"));
        (await api.CompleteAsync(upload)).Status.Should().Be(202);
    }

    [Theory, OnBothStores]
    public async Task A_page_in_Chromium_uploads_parts_and_reads_their_ETags(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        var single = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var responses = await ClientScripts.RunAsync("page.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            puts = new[]
            {
                CreatePut(DirectUploadRequests.GetPartUrl(upload, 1), [], DirectUploadRequests.GetPart(Long, 1)),
                CreatePut(DirectUploadRequests.GetPartUrl(upload, 2), [], DirectUploadRequests.GetPart(Long, 2)),
                CreatePut(single.Text("presigned_url")!, Headers(single), Samples.Photo()),
            },
        });

        foreach (var number in new[] { 1, 2 })
        {
            var etag = responses[number - 1].Text("etag")!;
            (await api.ConfirmPartAsync(upload, number, etag, DirectUploadRequests.GetPart(Long, number).Length)).Status.Should()
                .Be(200, etag);
        }

        (await api.CompleteAsync(upload)).Status.Should().Be(202);
        (await api.CompleteAsync(single)).Status.Should().Be(202);
    }

    private static Dictionary<string, string> Headers(JsonElement upload) =>
        upload.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);

    private static object CreatePut(
        string url, Dictionary<string, string> headers, byte[] bytes) => new { url, headers, body = Convert.ToBase64String(bytes) };
}
