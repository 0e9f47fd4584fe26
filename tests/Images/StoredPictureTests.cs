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
    public async Task Pictures_are_kept_beside_the_original_until_the_last_file_of_that_content_is_purged()
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
    public async Task A_reset_takes_the_pictures_and_their_URLs_with_it()
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
    [InlineData("variants/{me}/{hash}/tiny_64.jpg", 200)]
    [InlineData("variants/{me}/{hash}/tiny_64.png", 404)]
    [InlineData("variants/{me}/{hash}/huge_4096.jpg", 404)]
    [InlineData("variants/{me}/{hash}/original.jpg", 404)]
    [InlineData("variants/{other}/{hash}/tiny_64.jpg", 404)]
    [InlineData("variants/{me}/0000000000000000000000000000000000000000000000000000000000000000/tiny_64.jpg", 404)]
    [InlineData("variants/{me}/{hash}", 404)]
    [InlineData("variants/{me}/{hash}/tiny_64.jpg/x", 404)]
    public async Task Only_a_picture_of_the_signer_s_own_content_is_made(string key, int status)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var (me, other) = (Account(EmulatorOptions.DefaultApiKey), Account(TestApi.CreateKey(1)));
        key = key.Replace("{me}", me.TenantId, StringComparison.Ordinal).Replace("{other}", other.TenantId, StringComparison.Ordinal)
            .Replace("{hash}", Hash, StringComparison.Ordinal);

        using var signer = new EmbeddedStore();
        var answer = await api.WithKey(null)
            .GetAsync(signer.PresignGet(me, api.Http.BaseAddress!, key, TimeSpan.FromHours(1)).OriginalString);
        var unsigned = await api.WithKey(null).GetAsync("/_s3/scopix-uploads/" + key);

        answer.Status.Should().Be(status);
        unsigned.Status.Should().BeOneOf(400, 403);
    }

    [Fact]
    public async Task Content_that_another_tenant_has_is_not_there_for_one_who_has_not()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "photo.jpg");
        var me = Account(EmulatorOptions.DefaultApiKey);

        using var signer = new EmbeddedStore();
        var answer = await api.WithKey(null)
            .GetAsync(signer
                .PresignGet(me, api.Http.BaseAddress!, $"variants/{me.TenantId}/{Hash}/tiny_64.jpg", TimeSpan.FromHours(1)).OriginalString);

        answer.Status.Should().Be(404);
    }

    [Fact]
    public async Task A_picture_is_served_as_any_object_is()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var url = (await api.GetFileAsync(id)).Json.Text("medium_url")!;
        var anyone = api.WithKey(null);

        var head = await anyone.SendAsync(HttpMethod.Head, url);
        var whole = await anyone.GetAsync(url);
        var part = await anyone.SendAsync(HttpMethod.Get, url, null, ("Range", "bytes=1-3"));
        var same = await anyone.SendAsync(HttpMethod.Get, url, null, ("If-None-Match", whole.Header("ETag")!));

        head.Status.Should().Be(403, "the URL is signed for GET alone");
        (whole.Status, whole.Header("Accept-Ranges"), whole.Header("Content-Type")).Should().Be((200, "bytes", "image/png"));
        EntityTagHeaderValue.Parse(whole.Header("ETag")!).IsWeak.Should().BeFalse();
        (part.Status, Encoding.Latin1.GetString(part.Bytes)).Should().Be((206, "PNG"));
        same.Status.Should().Be(304);
    }

    private static StorageAccount Account(string apiKey)
    {
        var tenant = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)))[..16];
        var secret = Convert.ToHexStringLower(HMACSHA256.HashData("42"u8.ToArray(), Encoding.UTF8.GetBytes(apiKey)));
        return new StorageAccount(tenant, "SCPX" + tenant.ToUpperInvariant(), secret, () => TimeProvider.System.GetUtcNow());
    }
}
