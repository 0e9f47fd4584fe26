using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

public sealed class VariantsTests
{
    [Theory]
    [InlineData("photo.jpg", "jpeg 64x48", "jpeg 256x192", "jpeg 512x384", "jpeg 640x480", "jpeg 640x480")]
    [InlineData("rotated.jpg", "jpeg 48x64", "jpeg 192x256", "jpeg 240x320", "jpeg 240x320", "jpeg 240x320")]
    [InlineData("photo.png", "png 64x48", "png 200x150", "png 200x150", "png 200x150", "png 200x150")]
    [InlineData("photo.webp", "webp 64x48", "webp 256x192", "webp 400x300", "webp 400x300", "webp 400x300")]
    [InlineData("animation.gif", "png 64x48", "png 120x90", "png 120x90", "png 120x90", "png 120x90")]
    public async Task Every_size_keeps_the_displayed_proportions_and_never_enlarges(string fixture, params string[] expected)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        var pictures = await Task.WhenAll(Sizes.Select(size => api.VariantAsync(id, size)));

        pictures.Select(picture => TestPictures.Describe(picture.Bytes)).Should().Equal(expected);
        pictures.Select(picture => picture.Header("Content-Type")).Should().AllBe("image/" + expected[0].Split(' ')[0]);
        pictures.Should().NotContain(picture => TestPictures.IsPlaceholder(picture.Bytes));
    }

    [Theory]
    [InlineData(1600, 800, "1024x512", "750x375", "256x128")]
    [InlineData(800, 1600, "512x1024", "375x750", "128x256")]
    [InlineData(2000, 3, "1024x2", "750x1", "256x1")]
    public async Task The_longer_side_has_the_size_in_the_name(int width, int height, params string[] expected)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(TestPictures.CreateGradient(width, height), "drawing.png");

        var details = (await api.GetFileAsync(id)).Json;
        string[] urls = [details.Text("full_url")!, details.Text("medium_url")!, details.Text("thumbnail_url")!];
        var pictures = await Task.WhenAll(urls.Select(url => api.WithKey(null).GetAsync(url)));

        pictures.Select(picture => TestPictures.Describe(picture.Bytes)).Should().Equal(expected.Select(size => "png " + size));
    }

    [Fact]
    public async Task A_transparent_picture_stays_transparent_and_right_side_up()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api
            .UploadAndGetIdAsync(TestPictures.CreatePng(300, 200, (x, y) => [255, 0, 0, (byte)(y < 100 ? 0 : 255)]), "label.png");

        var picture = (await api.VariantAsync(id, "tiny_64")).Bytes;

        TestPictures.Describe(picture).Should().Be("png 64x43");
        picture[25].Should().Be(6, "the colour type has alpha");
    }

    [Fact]
    public async Task The_URL_expires_after_an_hour_and_the_original_has_the_uploaded_bytes()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var original = await api.GetAsync($"/api/v2/files/{id}/variant/original");
        var small = await api.GetAsync($"/api/v2/files/{id}/variant/small_256");

        string[] links = [original.Header("Location")!, small.Header("Location")!];
        var bytes = await api.WithKey(null).GetAsync(links[0]);
        foreach (var link in links)
        {
            await api.FreezeAsync("2026-02-01T01:00:00Z");
            (await api.WithKey(null).GetAsync(link)).Status.Should().Be(200);
            await api.FreezeAsync("2026-02-01T01:00:01Z");
            (await api.WithKey(null).GetAsync(link)).Status.Should().Be(403);
        }

        (original.Status, small.Status).Should().Be((302, 302));
        bytes.Bytes.Should().Equal(Samples.Photo());
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("report.pdf")]
    [InlineData("clip.mp4")]
    public async Task Only_images_have_variants(string fixture)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        (await api.GetAsync($"/api/v2/files/{id}/variant/original")).ShouldFail(400, "HTTP_400");
        (await api.GetAsync($"/api/v2/files/{id}/variant/small_256")).ShouldFail(400, "HTTP_400");
        (await api.PostAsync($"/api/v2/files/{id}/trigger-variants")).ShouldFail(400, "HTTP_400");
    }

    [Fact]
    public async Task A_missing_file_is_404_and_an_unknown_variant_is_422()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var (existing, deleted) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(1), "photo.jpg"));
        await api.DeleteAsync($"/api/v2/files/{deleted}");

        var unknown = await api.GetAsync($"/api/v2/files/{existing}/variant/huge_4096");
        var otherTenant = await api.WithKey(TestApi.CreateKey(1)).GetAsync($"/api/v2/files/{existing}/variant/small_256");
        var afterDeletion = await api.GetAsync($"/api/v2/files/{deleted}/variant/small_256");
        var annotated = await api.GetAsync($"/api/v2/files/{existing}/variant/legend_annotated");

        unknown.ShouldFail(422, "VALIDATION_ERROR", "variant_type");
        unknown.Issue.Should().Contain("medium_512");
        foreach (var missing in (TestResponse[])[otherTenant, afterDeletion, annotated]) missing.ShouldFail(404, "HTTP_404");
    }

    [Theory]
    [InlineData("legend_annotated", "ce_plan", 302)]
    [InlineData("legend_annotated", "blueprint", 302)]
    [InlineData("legend_annotated", "map", 302)]
    [InlineData("legend_annotated", "architectural_design", 404)]
    [InlineData("architectural_design_annotated", "architectural_design", 302)]
    [InlineData("architectural_design_annotated", "general", 404)]
    public async Task An_annotated_picture_exists_for_its_categories_and_has_evidence_assumed(string variant, string category, int status)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "plan.jpg", "content_category=" + category);

        var response = await api.GetAsync($"/api/v2/files/{id}/variant/{variant}");

        response.Status.Should().Be(status);
        if (status == 302) response.Header("X-Emulator-Evidence").Should().Be("assumed");
    }

    [Fact]
    public async Task A_damaged_picture_has_its_original_and_no_other_variant()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.File("hostile/truncated.jpg"), "photo.jpg");

        var (original, small) =
            (await api.GetAsync($"/api/v2/files/{id}/variant/original"), await api.GetAsync($"/api/v2/files/{id}/variant/small_256"));

        original.Status.Should().Be(302);
        small.ShouldFail(404, "HTTP_404");
        (await api.GetFileAsync(id)).Json.Text("blur_hash").Should().BeNull();
    }

    internal static readonly string[] Sizes = ["tiny_64", "small_256", "medium_512", "medium_750", "large_1024"];
}

/// <summary>Requests for the variants of pictures.</summary>
internal static class VariantRequests
{
    /// <summary>The picture behind <c>files.variant</c>, fetched without a key.</summary>
    public static async Task<TestResponse> VariantAsync(this TestApi api, string id, string variant) =>
        await api.WithKey(null).GetAsync((await api.GetAsync($"/api/v2/files/{id}/variant/{variant}")).Header("Location")!);

    public static Task<TestResponse> TriggerAsync(this TestApi api, string id) => api.PostAsync($"/api/v2/files/{id}/trigger-variants");
}
