using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>PUTs that storage refuses; the correct PUT is accepted afterwards.</summary>
public sealed class HostileUploadTests
{
    [Theory]
    [OnBothStores]
    public async Task A_wrong_signature_is_refused(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        var url = upload.Text("presigned_url")!;

        var put = await PutToUrlAsync(upload, url[..^1] + (url[^1] == '0' ? '1' : '0'));

        put.StatusAndS3Code().Should().Be("403 SignatureDoesNotMatch");
        await ShouldStillBeOpenAsync(api, upload);
    }

    [Theory]
    [OnBothStores("GET", "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch")]
    [OnBothStores("POST", "405 MethodNotAllowed", "400 BadRequest")]
    [OnBothStores("DELETE", "405 MethodNotAllowed", "403 SignatureDoesNotMatch")]
    public async Task A_PUT_URL_refuses_other_methods(StoreUnderTest store, string method, string embedded, string minio)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var response = await DirectUploadRequests
            .SendToStorageAsync(new HttpMethod(method), upload.Text("presigned_url")!, new ByteArrayContent([]), Headers(upload));

        response.StatusAndS3Code().Should().Be(store.Choose(embedded, minio));
        await ShouldStillBeOpenAsync(api, upload);
    }

    [Theory]
    [OnBothStores("X-Amz-Expires=600", "X-Amz-Expires=6000")]
    [OnBothStores("X-Amz-Expires=600", "X-Amz-Expires=600&x-id=PutObject")]
    [OnBothStores("X-Amz-SignedHeaders=content-type%3B", "X-Amz-SignedHeaders=")]
    [InlineData(StoreUnderTest.Embedded, "X-Amz-Date=20260201T000000Z", "X-Amz-Date=20260201T000001Z")]
    public async Task A_changed_query_is_refused(StoreUnderTest store, string was, string sent)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        var url = upload.Text("presigned_url")!;

        var put = await PutToUrlAsync(upload, url.Replace(was, sent, StringComparison.Ordinal));

        url.Should().Contain(was);
        put.StatusAndS3Code().Should().Be("403 SignatureDoesNotMatch");
        await ShouldStillBeOpenAsync(api, upload);
    }

    [Theory]
    [OnBothStores("Content-Type", "image/png", "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch")]
    [OnBothStores("x-amz-checksum-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "403 SignatureDoesNotMatch",
        "403 SignatureDoesNotMatch")]
    [OnBothStores("x-amz-sdk-checksum-algorithm", "CRC32", "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch")]
    [OnBothStores("x-amz-meta-note", "mine", "403 AccessDenied", "400 AccessDenied")]
    public async Task A_changed_header_is_refused(StoreUnderTest store, string name, string value, string embedded, string minio)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var put = await DirectUploadRequests.PutAsync(upload, Samples.Photo(), (name, value));

        put.StatusAndS3Code().Should().Be(store.Choose(embedded, minio));
        await ShouldStillBeOpenAsync(api, upload);
    }

    [Theory]
    [OnBothStores]
    public async Task Bytes_that_do_not_match_the_signed_checksum_are_refused(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var (other, shorter, longer) = (
            await DirectUploadRequests.PutAsync(upload, Samples.Photo(1)),
            await DirectUploadRequests.PutAsync(upload, Samples.Photo()[..^1]),
            await DirectUploadRequests.PutAsync(upload, [.. Samples.Photo(), 0]));

        foreach (var put in new[] { other, shorter, longer })
            put.StatusAndS3Code().Should().Be(store.Choose("400 BadDigest", "400 XAmzContentChecksumMismatch"));
        await ShouldStillBeOpenAsync(api, upload);
    }

    [Theory]
    [OnBothStores]
    public async Task A_body_shorter_than_its_Content_Length_is_refused(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        using var put =
            await ManualPutRequest.BeginAsync(upload.Text("presigned_url")!, Samples.Photo().Length, upload.GetProperty("headers"));

        await put.SendAsync(Samples.Photo()[..^1]);
        var response = await put.EndBodyAsync();

        response.Should().NotContain("200 OK");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
        await ShouldStillBeOpenAsync(api, upload);
    }

    [Theory]
    [OnBothStores]
    public async Task Completing_a_file_whose_size_differs_returns_409_and_fails_the_upload(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api
            .CreateAndSendAsync(Samples.Photo(),
                DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("size_bytes", Samples.Photo().Length + 1)));

        var response = await api.CompleteAsync(upload);

        (response.Status, response.Code).Should().Be((409, "HTTP_409"));
        (await api.GetIntentAsync(upload)).Json.Text("error_message").Should().Contain("size_bytes");
        (await api.GetIntentStatusAsync(upload)).Should().Be("FAILED");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Theory]
    [OnBothStores]
    public async Task A_URL_gives_no_access_to_another_tenants_upload(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var (mine, theirs) = (await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo())),
            await other.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo())));
        var url = theirs.Text("presigned_url")!;
        string Part(string of) => of.Split('?')[store == StoreUnderTest.Minio ? 0 : 1].Split("%2F")[0];

        var (path, credentials) = (
            await PutToUrlAsync(mine,
                mine.Text("presigned_url")!.Replace(mine.Text("upload_id")!, theirs.Text("upload_id"), StringComparison.Ordinal)),
            await PutToUrlAsync(mine, url.Replace(Part(url), Part(mine.Text("presigned_url")!), StringComparison.Ordinal)));

        (path.StatusAndS3Code(), credentials.StatusAndS3Code()).Should().Be(("403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch"));
        (await other.CompleteAsync(mine)).Status.Should().Be(404);
        await ShouldStillBeOpenAsync(other, theirs);
        (await api.GetIntentStatusAsync(mine)).Should().Be("PENDING", "the other tenant's PUT does not change this upload");
    }

    private static Task<TestResponse> PutToUrlAsync(
        JsonElement upload, string url) => DirectUploadRequests.PutAsync(url, Samples.Photo(), Headers(upload));

    private static Dictionary<string, string> Headers(JsonElement upload) =>
        upload.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);

    /// <summary>Nothing is stored, and the correct PUT is accepted.</summary>
    private static async Task ShouldStillBeOpenAsync(TestApi api, JsonElement upload)
    {
        (await api.GetIntentStatusAsync(upload)).Should().Be("PENDING");
        (await api.CompleteAsync(upload)).Status.Should().Be(422);
        (await DirectUploadRequests.PutAsync(upload, Samples.Photo())).Status.Should().Be(200);
        (await api.CompleteAsync(upload)).Status.Should().Be(202);
    }
}
