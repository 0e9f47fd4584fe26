using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

public sealed class StorageFaultTests
{
    [Fact]
    public async Task A_failed_download_returns_an_S3_error_once()
    {
        await using var api = await TestApi.StartAsync();
        var url = await DownloadUrlAsync(api);
        await api.PostAsync("/_emulator/faults", new { storage = "get", status = 503, retry_after = 3 });

        var first = await api.GetAsync(url);
        var second = await api.GetAsync(url);

        first.Status.Should().Be(503);
        first.ContentHeaders.ContentType!.MediaType.Should().Be("application/xml");
        first.Text.Should().Contain("<Code>SlowDown</Code><Message>Please reduce your request rate.</Message>");
        first.Header("Retry-After").Should().Be("3");
        second.Bytes.Should().Equal(Samples.Photo());
    }

    [Fact]
    public async Task A_storage_fault_does_not_affect_another_tenant()
    {
        await using var api = await TestApi.StartAsync();
        var url = await DownloadUrlAsync(api);
        await api.WithKey(TestApi.CreateKey(1)).PostAsync("/_emulator/faults", new { storage = "*", status = 503 });

        (await api.GetAsync(url)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_corrupt_download_has_the_same_length_and_other_bytes()
    {
        await using var api = await TestApi.StartAsync();
        var url = await DownloadUrlAsync(api);
        await api.PostAsync("/_emulator/faults", new { storage = "get", corrupt = true });

        var response = await api.GetAsync(url);

        var differing = response.Bytes.Zip(Samples.Photo()).Select((pair, i) => pair.First != pair.Second ? i : -1).Where(i => i >= 0);
        differing.Should().Equal(Enumerable.Range(0, (Samples.Photo().Length + 1023) / 1024).Select(i => i * 1024));
    }

    [Fact]
    public async Task A_truncated_download_ends_early()
    {
        await using var api = await TestApi.StartAsync();
        var url = await DownloadUrlAsync(api);
        await api.PostAsync("/_emulator/faults", new { storage = "get", truncate_bytes = 100 });

        var download = () => api.GetAsync(url);

        await download.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_PUT_whose_response_is_lost_has_stored_its_bytes()
    {
        await using var api = await TestApi.StartAsync();
        var bytes = Samples.File("clip.mp4");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var intent = await api
            .PostAsync("/api/v2/files/direct-uploads",
                new { filename = "clip.mp4", content_type = "video/mp4", size_bytes = bytes.Length, claimed_file_hash = hash });
        await api.PostAsync("/_emulator/faults", new { storage = "put", reset = true });

        var put = () => PutAsync(api, intent, bytes);
        await put.Should().ThrowAsync<HttpRequestException>();
        var completed = await api.PostAsync($"/api/v2/files/direct-uploads/{intent["upload_id"].GetString()}/complete");

        completed.Status.Should().Be(202);
    }

    [Fact]
    public async Task A_PUT_whose_connection_is_closed_before_the_work_has_stored_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var bytes = Samples.File("clip.mp4");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var intent = await api
            .PostAsync("/api/v2/files/direct-uploads",
                new { filename = "clip.mp4", content_type = "video/mp4", size_bytes = bytes.Length, claimed_file_hash = hash });
        await api.PostAsync("/_emulator/faults", new { storage = "put", reset = "before" });

        var put = () => PutAsync(api, intent, bytes);
        await put.Should().ThrowAsync<HttpRequestException>();
        var early = await api.PostAsync($"/api/v2/files/direct-uploads/{intent["upload_id"].GetString()}/complete");

        early.Status.Should().BeOneOf(409, 422);
    }

    [Fact]
    public async Task A_refused_PUT_stores_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var bytes = Samples.File("clip.mp4");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var intent = await api
            .PostAsync("/api/v2/files/direct-uploads",
                new { filename = "clip.mp4", content_type = "video/mp4", size_bytes = bytes.Length, claimed_file_hash = hash });
        await api.PostAsync("/_emulator/faults", new { storage = "put", status = 500 });

        var refused = await PutAsync(api, intent, bytes);
        var early = await api.PostAsync($"/api/v2/files/direct-uploads/{intent["upload_id"].GetString()}/complete");
        var accepted = await PutAsync(api, intent, bytes);
        var completed = await api.PostAsync($"/api/v2/files/direct-uploads/{intent["upload_id"].GetString()}/complete");

        refused.Text.Should().Contain("<Code>InternalError</Code>");
        early.Status.Should().BeOneOf(409, 422);
        (accepted.Status, completed.Status).Should().Be((200, 202));
    }

    private static Task<TestResponse> PutAsync(TestApi api, TestResponse intent, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        foreach (var header in intent["headers"].EnumerateObject())
            content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        return api.WithKey(null).SendAsync(HttpMethod.Put, intent["presigned_url"].GetString()!, content);
    }

    private static async Task<string> DownloadUrlAsync(TestApi api)
    {
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        return (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;
    }
}
