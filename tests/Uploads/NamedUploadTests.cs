using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

/// <summary>What a client reads about a file fits what the client and the file say of it.</summary>
public sealed class NamedUploadTests
{
    private const string Facts = "in landscape format, 640 by 480 pixels, taken on 14 January 2026 with an Emulator Fixture Camera.";

    [Theory]
    [InlineData("IMG_2041.JPG", "A photo")]
    [InlineData("DSC_4711.JPG", "A photo")]
    [InlineData("WhatsApp Image 2026-01-14 at 08.12.11.jpeg", "A photo")]
    [InlineData("PXL_20260114_081233.jpg", "A photo")]
    [InlineData("cat.jpg", "A photo of a cat,")]
    [InlineData("car_park.jpg", "A photo of a car park,")]
    [InlineData("flood damage.jpg", "A photo of flood damage,")]
    [InlineData("wall crack.jpg", "A photo of a wall with a crack,")]
    [InlineData("façade north elevation.jpg", "A photo of a façade north elevation,")]
    [InlineData("harbour at night.jpg", "A photo of a harbour at night,")]
    public async Task A_photo_is_described_by_what_is_known(string filename, string beginning)
    {
        await using var api = await TestApi.StartAsync();

        var file = (await api.GetFileAsync(await api.UploadAndGetIdAsync(Samples.Photo(1), filename))).Json;

        file.Text("upload_description").Should().Be($"{beginning} {Facts}");
        file.Text("visible_text").Should().BeNull();
    }

    [Fact]
    public async Task A_title_and_tags_choose_the_subject()
    {
        await using var api = await TestApi.StartAsync();

        var titled = (await api.GetFileAsync(
            await api.UploadAndGetIdAsync(Samples.Photo(1), "IMG_1.jpg", "title=A red bicycle leaning against a wall"))).Json;
        var tagged = (await api.GetFileAsync(
            await api.UploadAndGetIdAsync(Samples.Photo(2), "blank.png", "tags=bathroom,tiles"))).Json;

        titled.Text("upload_description").Should().StartWith("A photo of a red bicycle leaning against a wall, in landscape format");
        tagged.Text("upload_description").Should().Contain("bathroom");
    }

    [Fact]
    public async Task A_place_in_the_name_is_no_subject_whatever_the_category()
    {
        await using var api = await TestApi.StartAsync();

        var file = (await api.GetFileAsync(
            await api.UploadAndGetIdAsync(Samples.Photo(1), "dog in garden.jpg", "content_category=real_estate"))).Json;

        file.Text("upload_description").Should().ContainEquivalentOf("dog").And.Contain("in a garden");
    }

    [Fact]
    public async Task A_category_chooses_among_its_subjects_when_nothing_else_is_known()
    {
        await using var api = await TestApi.StartAsync();

        var file = (await api.GetFileAsync(
            await api.UploadAndGetIdAsync(Samples.Photo(1), "IMG_2041.JPG", "content_category=mining"))).Json;

        file.Text("upload_description").Should().NotContain("pixels");
    }
}
