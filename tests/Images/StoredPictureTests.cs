using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>Pictures are deleted with their content, and only a URL signed by their tenant reads them.</summary>
public sealed class StoredPictureTests
{
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Samples.Photo()));

    [Fact]
    public async Task Pictures_are_stored_until_the_last_file_with_their_content_is_purged()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = folder.Location, Previews = false });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var (first, second) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(), "b.jpg"));
        await api.VariantAsync(first, "tiny_64");
        var url = (await api.GetAsync($"/api/v2/files/{first}/variant/medium_512")).Header("Location")!;

        await api.DeleteAsync($"/api/v2/files/{first}");
        await api.AdvanceAsync(TimeSpan.FromDays(30));
        await api.ListFilesAsync();
        var shared = folder.ListObjects();
        await api.DeleteAsync($"/api/v2/files/{second}");
        await api.AdvanceAsync(TimeSpan.FromDays(30));
        await api.ListFilesAsync();

        shared.Count(path => path.Contains("variants", StringComparison.Ordinal)).Should().Be(2);
        folder.ListObjects().Should().BeEmpty();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        (await api.WithKey(null).GetAsync(url)).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_reset_removes_the_pictures_and_invalidates_their_URLs()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = folder.Location, Previews = false });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/variant/tiny_64")).Header("Location")!;

        await api.PostAsync("/_emulator/reset");

        (await api.WithKey(null).GetAsync(url)).Status.Should().Be(404);
        folder.ListObjects().Should().BeEmpty();
    }

    [Theory]
    [InlineData("variants/{own}/{hash}/tiny_64.jpg", 200)]
    [InlineData("variants/{own}/{hash}/tiny_64.png", 404)]
    [InlineData("variants/{own}/{hash}/huge_4096.jpg", 404)]
    [InlineData("variants/{own}/{hash}/original.jpg", 404)]
    [InlineData("variants/{other}/{hash}/tiny_64.jpg", 404)]
    [InlineData("variants/{own}/0000000000000000000000000000000000000000000000000000000000000000/tiny_64.jpg", 404)]
    [InlineData("variants/{own}/{hash}", 404)]
    [InlineData("variants/{own}/{hash}/tiny_64.jpg/x", 404)]
    public async Task A_picture_is_made_only_of_content_of_the_tenant_that_signed_the_URL(string key, int status)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var (account, otherAccount) = (CreateAccount(EmulatorOptions.DefaultApiKey), CreateAccount(TestApi.CreateKey(1)));
        key = key.Replace("{own}", account.TenantId, StringComparison.Ordinal)
            .Replace("{other}", otherAccount.TenantId, StringComparison.Ordinal)
            .Replace("{hash}", Hash, StringComparison.Ordinal);

        using var signer = new EmbeddedStore();
        var response = await api.WithKey(null)
            .GetAsync(signer.PresignGet(account, api.Http.BaseAddress!, key, TimeSpan.FromHours(1)).OriginalString);
        var unsigned = await api.WithKey(null).GetAsync("/_s3/scopix-uploads/" + key);

        response.Status.Should().Be(status);
        unsigned.Status.Should().BeOneOf(400, 403);
    }

    [Fact]
    public async Task Content_of_another_tenant_is_not_found()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "photo.jpg");
        var account = CreateAccount(EmulatorOptions.DefaultApiKey);

        using var signer = new EmbeddedStore();
        var response = await api.WithKey(null)
            .GetAsync(signer
                .PresignGet(account, api.Http.BaseAddress!, $"variants/{account.TenantId}/{Hash}/tiny_64.jpg",
                    TimeSpan.FromHours(1)).OriginalString);

        response.Status.Should().Be(404);
    }

    [Fact]
    public async Task A_picture_is_served_like_any_object()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var url = (await api.GetFileAsync(id)).Json.Text("medium_url")!;
        var anonymous = api.WithKey(null);

        var head = await anonymous.SendAsync(HttpMethod.Head, url);
        var whole = await anonymous.GetAsync(url);
        var part = await anonymous.SendAsync(HttpMethod.Get, url, null, ("Range", "bytes=1-3"));
        var unchanged = await anonymous.SendAsync(HttpMethod.Get, url, null, ("If-None-Match", whole.Header("ETag")!));

        head.Status.Should().Be(403, "the URL is signed for GET only");
        (whole.Status, whole.Header("Accept-Ranges"), whole.Header("Content-Type")).Should().Be((200, "bytes", "image/png"));
        EntityTagHeaderValue.Parse(whole.Header("ETag")!).IsWeak.Should().BeFalse();
        (part.Status, Encoding.Latin1.GetString(part.Bytes)).Should().Be((206, "PNG"));
        unchanged.Status.Should().Be(304);
    }

    private static StorageAccount CreateAccount(string apiKey)
    {
        var tenant = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)))[..16];
        var secret = Convert.ToHexStringLower(HMACSHA256.HashData("42"u8.ToArray(), Encoding.UTF8.GetBytes(apiKey)));
        return new StorageAccount(tenant, "SCPX" + tenant.ToUpperInvariant(), secret, () => TimeProvider.System.GetUtcNow());
    }
}
