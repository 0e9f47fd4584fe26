using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary><c>--ocr tesseract</c>: visible text is what is written in the picture.</summary>
public sealed class TextRecognitionTests
{
    [Fact]
    public async Task The_visible_text_of_an_image_is_read_by_tesseract()
    {
        ExternalPrograms.Require("tesseract");
        await using var api = await TestApi.StartAsync(
            options => options with { Ocr = OcrMode.Tesseract, Pipeline = PipelineMode.Instant });
        var picture = await DrawScreenshotAsync();

        var id = await api.UploadAndGetIdAsync(picture, "kitchen.png");
        var response = await api.GetFileAsync(id);
        var state = await api.GetAsync($"/_emulator/files/{id}");

        var file = response.Json;
        var regions = file.GetProperty("text_regions").EnumerateArray().ToDictionary(region => region.Text("text")!);
        file.Text("visible_text")!.Split('\n').Should().Equal(regions.Keys).And.Contain(line => line.Contains("folder"));
        var box = regions.First(region => region.Key.Contains("folder")).Value.GetProperty("bounding_box");
        (Fraction(box, "y_min") is > 0 and < 0.3, Fraction(box, "x_max") - Fraction(box, "x_min") is > 0.03 and < 0.5).Should()
            .Be((true, true), "the button is near the top and narrow");
        response.Header("X-Emulator-Sources").Should().Be("visible_text=ocr, text_regions=ocr");
        state["ai_fields"].EnumerateArray().Select(one => $"{one.Text("field")} {one.Text("source")}").Should()
            .Equal("description generated", "tags generated", "visible_text ocr", "text_regions ocr");
    }

    [Fact]
    public async Task A_picture_without_text_has_none_and_a_frozen_clock_turns_the_recognition_off()
    {
        ExternalPrograms.Require("tesseract");
        await using var api = await TestApi.StartAsync(
            options => options with { Ocr = OcrMode.Tesseract, Pipeline = PipelineMode.Instant });
        var screenshot = await DrawScreenshotAsync();

        var photo = (await api.GetFileAsync(await api.UploadAndGetIdAsync(Samples.Photo(), "invoice-scan.jpg"))).Json;
        await api.FreezeAsync("2027-02-01T00:00:00Z");
        var frozen = (await api.GetFileAsync(await api.UploadAndGetIdAsync(screenshot, "x.png"))).Json;
        await using var plain = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
        var expected = (await plain.GetFileAsync(await plain.UploadAndGetIdAsync(screenshot, "x.png"))).Json;

        photo.GetProperty("visible_text").ValueKind.Should().Be(JsonValueKind.Null);
        photo.GetProperty("text_regions").GetArrayLength().Should().Be(0);
        frozen.GetProperty("text_regions").GetRawText().Should().Be(expected.GetProperty("text_regions").GetRawText());
    }

    [Fact]
    public async Task Without_the_program_the_start_says_what_to_install()
    {
        using var folder = new DataDirectory();

        var (exit, _, errors) =
            await Program.EmulatorProcess.RunAsync(["--port", "0", "--ocr", "tesseract"], null, ("PATH", folder.Location));

        exit.Should().Be(1);
        errors.Should().Contain("--ocr tesseract needs the program tesseract").And.Contain("tesseract-ocr");
    }

    /// <summary>A screenshot of a list of files, drawn by the dataset demo.</summary>
    private static async Task<byte[]> DrawScreenshotAsync()
    {
        await using var demo = await TestApi.StartAsync(options => options with { Dataset = "demo", Previews = false });
        var found = await demo.GetAsync("/api/v2/files?search=New folder&media_types=image&limit=1");
        var id = found["items"][0].Text("id");
        var download = await demo.GetAsync($"/api/v2/files/{id}/download");
        return (await demo.WithKey(null).GetAsync(download.Header("Location")!)).Bytes;
    }

    private static double Fraction(JsonElement box, string field) => box.GetProperty(field).GetDouble();
}
