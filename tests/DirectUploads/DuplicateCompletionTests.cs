using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Completing an upload of bytes that are already stored.</summary>
public sealed class DuplicateCompletionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Known_bytes_are_stored_once_with_or_without_skip_duplicates(bool skip)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var existing = await api.UploadAndGetIdAsync(Samples.Photo(), "first.jpg");
        var upload = await api
            .CreateAndSendAsync(Samples.Photo(),
                DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("filename", "second.jpg"), ("skip_duplicates", skip)));

        var response = await api.CompleteAsync(upload);

        response["deduplicated"].GetBoolean().Should().BeTrue();
        (response.Json.Text("file_id") == existing, response.Json.Text("filename")).Should().Be((skip, skip ? "first.jpg" : "second.jpg"));
        (await api.GetMonthlyUsageAsync()).Should().Be(skip ? 1 : 2);
        data.ListObjects().Should().HaveCount(1);
        (await api.DownloadAsync(response.Json.Text("file_id")!)).Should().Equal(Samples.Photo());
        (await api.GetIntentStatusAsync(upload)).Should().Be("COMPLETED");
    }

    [Fact]
    public async Task A_deleted_file_does_not_count_as_a_duplicate()
    {
        await using var api = await TestApi.StartAsync();
        var deleted = await api.UploadAndGetIdAsync(Samples.Photo(), "first.jpg");
        await api.DeleteAsync($"/api/v2/files/{deleted}");
        var upload = await api
            .CreateAndSendAsync(Samples.Photo(), DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("skip_duplicates", true)));

        var response = await api.CompleteAsync(upload);

        response["deduplicated"].GetBoolean().Should().BeFalse();
        response.Json.Text("file_id").Should().NotBe(deleted);
    }

    [Fact]
    public async Task Ten_concurrent_completions_of_the_same_bytes_create_one_file()
    {
        await using var api = await TestApi.StartAsync();
        var uploads = await Task
            .WhenAll(Enumerable.Range(0, 10)
                .Select(_ =>
                    api.CreateAndSendAsync(Samples.Photo(),
                        DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("skip_duplicates", true)))));

        var responses = await Task.WhenAll(uploads.Select(upload => api.CompleteAsync(upload)));

        responses.Select(response => response.Status).Should().OnlyContain(status => status == 202);
        responses.Select(response => response.Json.Text("file_id")).Distinct().Should().ContainSingle();
        responses.Count(response => !response["deduplicated"].GetBoolean()).Should().Be(1);
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
    }
}
