using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>
/// Clients that keep the API's key when they are redirected to storage: S3 refuses them (public: its answer is often quoted).
/// </summary>
public sealed class StorageAuthTests
{
    [Fact]
    public async Task A_key_beside_a_signature_is_served_and_marked_in_the_answer_and_the_journal()
    {
        await using var api = await TestApi.StartAsync();
        var url = await UrlAsync(api, "download");

        var (kept, dropped) = (await api.GetAsync(url), await api.WithKey(null).GetAsync(url));
        var journal = (await api.GetAsync("/_emulator/requests?operation=storage.*&order=oldest"))["items"].EnumerateArray().ToList();

        (kept.Status, kept.Header("X-Emulator-Ignored")).Should().Be((200, "header.Authorization"));
        (dropped.Status, dropped.Header("X-Emulator-Ignored")).Should().Be((200, null));
        journal.Select(item => item.GetProperty("ignored").GetRawText()).Should().Equal("""["header.Authorization"]""", "[]");
        (await api.GetAsync("/_emulator/info"))["storage_auth"].GetString().Should().Be("lenient");
    }

    [Theory]
    [InlineData("download")]
    [InlineData("variant/tiny_64")]
    [InlineData("variant/medium_512")]
    public async Task With_storage_auth_s3_it_is_refused_as_S3_does(string kind)
    {
        await using var api = await TestApi.StartAsync(options => options with { StorageAuth = StorageAuth.S3 });
        var url = await UrlAsync(api, kind);

        var (kept, dropped) = (await api.GetAsync(url), await api.WithKey(null).GetAsync(url));
        var entry = (await api.GetAsync("/_emulator/requests?operation=storage.get&order=oldest"))["items"][0];

        kept.StatusAndS3Code().Should().Be("400 InvalidArgument");
        kept.Text.Should().Contain("<Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature "
            + "query string parameter or the Authorization header should be specified</Message><ArgumentName>Authorization</ArgumentName>"
            + $"<ArgumentValue>Bearer {api.Key}</ArgumentValue>");
        dropped.Status.Should().Be(200);
        (entry.GetProperty("status").GetInt32(), entry.GetProperty("ignored").GetRawText()).Should().Be((400, "[]"));
        entry.GetRawText().Should().NotContain(api.Key);
        (await api.GetAsync("/_emulator/info"))["storage_auth"].GetString().Should().Be("s3");
    }

    [Fact]
    public async Task With_storage_auth_s3_a_HEAD_is_refused_without_a_body_and_a_client_that_drops_the_key_goes_on()
    {
        await using var api = await TestApi.StartAsync(options => options with { StorageAuth = StorageAuth.S3 });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        using var following = new HttpClient { BaseAddress = api.Http.BaseAddress }; // .NET's drops it when it is redirected
        following.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + api.Key);

        var head = await api.SendAsync(HttpMethod.Head, await UrlAsync(api, "download"));
        var followed = await following.GetByteArrayAsync($"/api/v2/files/{id}/download");

        (head.Status, head.Bytes.Length).Should().Be((400, 0));
        followed.Should().Equal(Samples.Photo());
        (await api.DownloadAsync(id)).Should().Equal(Samples.Photo());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_PUT_is_refused_with_either_and_goes_on_without(bool strict)
    {
        await using var api =
            await TestApi.StartAsync(options => options with { StorageAuth = strict ? StorageAuth.S3 : StorageAuth.Lenient });
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var kept = await DirectUploadRequests.PutAsync(upload, Samples.Photo(), ("Authorization", "Bearer " + api.Key));
        var dropped = await DirectUploadRequests.PutAsync(upload, Samples.Photo());

        (kept.StatusAndS3Code(), dropped.Status).Should().Be(("400 InvalidArgument", 200));
    }

    [Fact]
    public async Task The_log_says_once_that_a_key_was_served()
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign(await host.PutAsync("hello"));
        (string, string) key = ("Authorization", "Bearer scopix_somebody");

        await host.GetAsync(url);
        await host.GetAsync(host.Sign("k1.txt"), ("Authorization", "Bearer other"));
        await host.GetAsync(url, key);
        await host.SendAsync(HttpMethod.Get, url, key);

        lock (host.Warnings)
        {
            host.Warnings.Should().ContainSingle(line => line.Contains("--storage-auth s3", StringComparison.Ordinal)).Which.Should()
                .StartWith("GET /_s3/scopix-uploads/").And.NotContain("scopix_somebody").And.NotContain("X-Amz-Signature=");
        }
    }

    private static async Task<string> UrlAsync(TestApi api, string kind)
    {
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        return (await api.GetAsync($"/api/v2/files/{id}/{kind}")).Header("Location")!;
    }
}
