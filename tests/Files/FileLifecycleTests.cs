using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class FileLifecycleTests
{
    [Fact]
    public async Task A_photo_is_uploaded_described_listed_downloaded_and_deleted()
    {
        await using var api = await TestApi.StartAsync();
        var photo = Samples.File("photo.jpg");

        var id = await api.UploadAndGetIdAsync(photo, "photo.jpg", "title=North face", "tags=site,north");
        var details = await api.GetAsync($"/api/v2/files/{id}");
        var download = await api.GetAsync($"/api/v2/files/{id}/download");
        var bytes = await api.WithKey(null).GetAsync(download.Header("Location")!);
        var deleted = await api.DeleteAsync($"/api/v2/files/{id}");

        details["primary_status"].GetString().Should().Be("completed");
        details["content_created_at"].GetString().Should().Be("2026-01-14T08:00:00Z");
        bytes.Bytes.Should().Equal(photo);
        deleted["message"].GetString().Should().Be("File deleted successfully");
        (await api.GetAsync($"/api/v2/files/{id}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task The_in_memory_test_server_responds_like_Kestrel()
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var list = await api.GetAsync("/api/v2/files");

        list.Text.Should().Be("""{"items":[],"total_count":0,"limit":20,"offset":0,"has_more":false}""");
    }
}
