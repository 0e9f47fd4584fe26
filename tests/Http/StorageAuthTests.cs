using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>
/// Clients that send the API key to storage after a redirect: S3 refuses them (public: its response is often quoted).
/// </summary>
public sealed class StorageAuthTests
{
    [Fact]
    public async Task A_key_next_to_a_signature_is_accepted_and_reported_as_ignored()
    {
        await using var api = await TestApi.StartAsync();
        var url = await UrlAsync(api, "download");

        var (withKey, withoutKey) = (await api.GetAsync(url), await api.WithKey(null).GetAsync(url));
        var journal = (await api.GetAsync("/_emulator/requests?operation=storage.*&order=oldest"))["items"].EnumerateArray().ToList();

        (withKey.Status, withKey.Header("X-Emulator-Ignored")).Should().Be((200, "header.Authorization"));
        (withoutKey.Status, withoutKey.Header("X-Emulator-Ignored")).Should().Be((200, null));
        journal.Select(item => item.GetProperty("ignored").GetRawText()).Should().Equal("""["header.Authorization"]""", "[]");
        (await api.GetAsync("/_emulator/info"))["storage_auth"].GetString().Should().Be("lenient");
    }

    [Theory]
    [InlineData("download")]
    [InlineData("variant/tiny_64")]
    [InlineData("variant/medium_512")]
    public async Task With_storage_auth_s3_a_key_next_to_a_signature_is_refused_like_in_S3(string kind)
    {
        await using var api = await TestApi.StartAsync(options => options with { StorageAuth = StorageAuth.S3 });
        var url = await UrlAsync(api, kind);

        var (withKey, withoutKey) = (await api.GetAsync(url), await api.WithKey(null).GetAsync(url));
        var entry = (await api.GetAsync("/_emulator/requests?operation=storage.get&order=oldest"))["items"][0];

        withKey.StatusAndS3Code().Should().Be("400 InvalidArgument");
        withKey.Text.Should().Contain("<Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature "
            + "query string parameter or the Authorization header should be specified</Message><ArgumentName>Authorization</ArgumentName>"
            + $"<ArgumentValue>Bearer {api.Key}</ArgumentValue>");
        withoutKey.Status.Should().Be(200);
        (entry.GetProperty("status").GetInt32(), entry.GetProperty("ignored").GetRawText()).Should().Be((400, "[]"));
        entry.GetRawText().Should().NotContain(api.Key);
        (await api.GetAsync("/_emulator/info"))["storage_auth"].GetString().Should().Be("s3");
    }

    [Fact]
    public async Task With_storage_auth_s3_a_refused_HEAD_has_no_body_and_a_redirect_without_key_succeeds()
    {
        await using var api = await TestApi.StartAsync(options => options with { StorageAuth = StorageAuth.S3 });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        using var redirectingClient = new HttpClient { BaseAddress = api.Http.BaseAddress }; // .NET drops the header on a redirect
        redirectingClient.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + api.Key);

        var head = await api.SendAsync(HttpMethod.Head, await UrlAsync(api, "download"));
        var downloaded = await redirectingClient.GetByteArrayAsync($"/api/v2/files/{id}/download");

        (head.Status, head.Bytes.Length).Should().Be((400, 0));
        downloaded.Should().Equal(Samples.Photo());
        (await api.DownloadAsync(id)).Should().Equal(Samples.Photo());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_PUT_with_a_key_is_refused_in_both_modes(bool strict)
    {
        await using var api =
            await TestApi.StartAsync(options => options with { StorageAuth = strict ? StorageAuth.S3 : StorageAuth.Lenient });
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var withKey = await DirectUploadRequests.PutAsync(upload, Samples.Photo(), ("Authorization", "Bearer " + api.Key));
        var withoutKey = await DirectUploadRequests.PutAsync(upload, Samples.Photo());

        (withKey.StatusAndS3Code(), withoutKey.Status).Should().Be(("400 InvalidArgument", 200));
    }

    [Fact]
    public async Task A_key_next_to_a_signature_is_logged_once()
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
