using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>Uploads and downloads by clients that people use, on both stores.</summary>
public sealed class ClientsTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory, OnBothStores]
    public async Task Curl_PUTs_a_file_and_follows_a_download_with_its_key_sent_along(StoreUnderTest store)
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
    public async Task Node_s_fetch_PUTs_with_the_answered_headers(StoreUnderTest store)
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
    public async Task A_page_in_Chromium_PUTs_parts_and_confirms_them_by_the_ETags_it_reads(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        var single = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var answers = await ClientScripts.RunAsync("page.mjs", new
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
            var etag = answers[number - 1].Text("etag")!;
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
