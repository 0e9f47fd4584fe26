using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>An upload intent and its URL expire on the tenant's clock.</summary>
public sealed class UploadExpiryTests
{
    [Theory]
    [InlineData(600, "200", 409)]
    [InlineData(601, "403 AccessDenied", 409)]
    public async Task A_URL_is_valid_until_its_last_second_on_the_virtual_clock(int seconds, string expected, int completed)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        await api.AdvanceAsync(TimeSpan.FromSeconds(seconds));

        var put = await DirectUploadRequests.PutAsync(upload, Samples.Photo());

        put.StatusAndS3Code().Should().Be(expected);
        upload.Text("expires_at").Should().Be("2026-02-01T00:10:00Z");
        (await api.CompleteAsync(upload)).Status.Should().Be(completed, "the intent has expired");
        if (put.Status == 403) put.Text.Should().Contain("Request has expired");
    }

    [Theory]
    [OnBothStores]
    public async Task An_expired_URL_is_refused(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        var url = upload.Text("presigned_url")!;
        if (store == StoreUnderTest.Minio) url = CreateExpiredUrl(upload);
        else await api.AdvanceAsync(TimeSpan.FromSeconds(601));

        var put = await DirectUploadRequests.PutAsync(url, Samples.Photo(), ReadHeaders(upload));

        put.StatusAndS3Code().Should().Be("403 AccessDenied");
        put.Text.Should().Contain("Request has expired");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Theory]
    [OnBothStores]
    public async Task An_upload_expires_on_the_virtual_clock_even_if_storage_accepts_the_URL(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateAndSendAsync(Samples.Photo());
        await api.AdvanceAsync(TimeSpan.FromMinutes(10));

        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await DirectUploadRequests.PutAsync(upload, Samples.Photo())).Status.Should()
            .Be(200, "the URL is valid for one more second, or the S3 server uses its own clock");
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_URL_expires_only_on_its_own_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var (mine, theirs) = (await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo())),
            await other.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo())));

        await api.AdvanceAsync(TimeSpan.FromMinutes(11));

        (await DirectUploadRequests.PutAsync(mine, Samples.Photo())).StatusAndS3Code().Should().Be("403 AccessDenied");
        (await DirectUploadRequests.PutAsync(theirs, Samples.Photo())).Status.Should().Be(200);
        (await other.CompleteAsync(theirs)).Status.Should().Be(202);
    }

    /// <summary>Creates the URL as it would have been signed eleven minutes ago on MinIO's clock.</summary>
    private static string CreateExpiredUrl(JsonElement upload)
    {
        var signer = new StorageAccount("", MinioServer.Key, MinioServer.Key, () => DateTimeOffset.UtcNow.AddMinutes(-11));
        var path = new Uri(upload.Text("presigned_url")!).AbsolutePath;
        return SigV4.Presign(
            signer, "PUT", MinioServer.Endpoint!, path, TimeSpan.FromMinutes(10), null,
            [.. ReadHeaders(upload).Select(header => (header.Key.ToLowerInvariant(), header.Value))]).AbsoluteUri;
    }

    private static Dictionary<string, string> ReadHeaders(JsonElement upload) =>
        upload.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
}
