using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Completing an upload of bytes that are already stored.</summary>
public sealed class CompletedDuplicateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Known_bytes_are_stored_once_and_answered_as_asked(bool skip)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var existing = await api.UploadAndGetIdAsync(Samples.Photo(), "first.jpg");
        var upload = await api
            .CreateAndSendAsync(Samples.Photo(),
                DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("filename", "second.jpg"), ("skip_duplicates", skip)));

        var reply = await api.CompleteAsync(upload);

        reply["deduplicated"].GetBoolean().Should().BeTrue();
        (reply.Json.Text("file_id") == existing, reply.Json.Text("filename")).Should().Be((skip, skip ? "first.jpg" : "second.jpg"));
        (await api.GetMonthlyUsageAsync()).Should().Be(skip ? 1 : 2);
        data.ListObjects().Should().HaveCount(1);
        (await api.DownloadAsync(reply.Json.Text("file_id")!)).Should().Equal(Samples.Photo());
        (await api.GetIntentStatusAsync(upload)).Should().Be("COMPLETED");
    }

    [Fact]
    public async Task A_deleted_file_is_no_duplicate()
    {
        await using var api = await TestApi.StartAsync();
        var deleted = await api.UploadAndGetIdAsync(Samples.Photo(), "first.jpg");
        await api.DeleteAsync($"/api/v2/files/{deleted}");
        var upload = await api
            .CreateAndSendAsync(Samples.Photo(), DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("skip_duplicates", true)));

        var reply = await api.CompleteAsync(upload);

        reply["deduplicated"].GetBoolean().Should().BeFalse();
        reply.Json.Text("file_id").Should().NotBe(deleted);
    }

    [Fact]
    public async Task Of_ten_uploads_of_the_same_bytes_completed_at_once_one_makes_the_file()
    {
        await using var api = await TestApi.StartAsync();
        var uploads = await Task
            .WhenAll(Enumerable.Range(0, 10)
                .Select(_ =>
                    api.CreateAndSendAsync(Samples.Photo(),
                        DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("skip_duplicates", true)))));

        var replies = await Task.WhenAll(uploads.Select(upload => api.CompleteAsync(upload)));

        replies.Select(reply => reply.Status).Should().OnlyContain(status => status == 202);
        replies.Select(reply => reply.Json.Text("file_id")).Distinct().Should().ContainSingle();
        replies.Count(reply => !reply["deduplicated"].GetBoolean()).Should().Be(1);
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
    }
}
