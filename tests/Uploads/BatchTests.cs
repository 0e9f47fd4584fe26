using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class BatchTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Up_to_five_files_have_immediate_results(int count, bool immediate)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.UploadBatchAsync(CreateNotes(count), "title=Ignored", "tags=all");

        (response.Json.Text("status"), response.Json.Number("accepted_files")).Should().Be((immediate ? "completed" : "processing", count));
        if (immediate)
            response.Items("immediate_results").Select(item => item.Text("filename")).Should()
                .Equal(CreateNotes(count).Select(note => note.Filename));
        else response["immediate_results"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        var files = (await api.ListFilesAsync("tags=all")).Items();
        files.Should().HaveCount(count).And.OnlyContain(file => file.Text("title") == null);
    }

    [Fact]
    public async Task A_bad_file_does_not_fail_the_others_and_response_session_and_counts_agree()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        await api.UploadAndGetIdAsync(Samples.Photo(9), "known.jpg");
        (byte[], string)[] files =
        [
            (Samples.Photo(1), "good.jpg"), (Samples.File("hostile/script.sh"), "script.sh"), (Samples.Photo(9), "again.jpg"),
            (Samples.Note(1), new string('n', 256)),
            (Samples.Note(2), "note.txt"),
        ];

        var response = await api.UploadBatchAsync(files, "skip_duplicates=true");

        (response.Json.Text("status"), response.Json.Number("total_files"), response.Json.Number("accepted_files"),
            response.Json.Number("rejected_files")).Should().Be(("partial", 5, 3, 2));
        response.Items("immediate_results").Select(item => item.Text("status")).Should()
            .Equal("completed", "failed", "skipped", "failed", "completed");
        response.Items("rejections").Select(item => item.Number("index")).Should().Equal(1, 3);
        var session = response.Json.Text("session_id")!;
        var (status, results) = (await api.GetSessionAsync(session), await api.GetSessionAsync(session, "results"));
        (status.Json.Text("status"), status.Json.Number("completed_files"), status.Json.Number("failed_files"),
            status.Json.Number("skipped_files"), status.Json.Number("pending_files"))
            .Should().Be(("completed", 2, 2, 1, 0));
        results.Items("results").Select(item => item.Text("status")).Should()
            .Equal("completed", "failed", "skipped", "failed", "completed");
        results.Items("results").Select(item => item.Text("file_id")).Should()
            .Equal(response.Items("immediate_results").Select(item => item.Text("file_id")));
        results.Items("results")[1].Text("error_message").Should().Be(response.Items("rejections")[0].Text("reason"));
        (await api.GetMonthlyUsageAsync()).Should().Be(3);
        data.ListObjects().Should().HaveCount(5, "two photos, a note, its text and its page");
    }

    [Fact]
    public async Task A_batch_of_bad_files_is_rejected_and_its_session_failed()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.UploadBatchAsync(
            [(Samples.File("hostile/script.sh"), "a.sh"), (Samples.File("hostile/empty.jpg"), "b.jpg")]);

        (response.Status, response.Json.Text("status"), response.Json.Number("accepted_files")).Should().Be((201, "rejected", 0));
        var session = (await api.GetSessionAsync(response.Json.Text("session_id")!)).Json;
        (session.Text("status"), session.GetProperty("progress_percentage").GetDouble()).Should().Be(("failed", 100));
        session.GetProperty("recent_errors").GetArrayLength().Should().Be(2);
        (await api.GetMonthlyUsageAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_batch_without_files_is_refused()
    {
        await using var api = await TestApi.StartAsync();

        var none = await api.UploadBatchAsync([], "tags=a");
        var misnamed = await api
            .PostAsync(MultipartRequests.CreateSingleFileBody("form-data; name=file; filename=a.txt"),
                path: MultipartRequests.UploadPath + "/batch");

        (none.Status, none.Field).Should().Be((422, "files"));
        (misnamed.Status, misnamed.Field).Should().Be((422, "files"));
        (await api.GetAsync("/api/v2/files/sessions"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Only_the_first_of_identical_files_in_one_batch_is_stored()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.UploadBatchAsync([(Samples.Photo(), "a.jpg"), (Samples.Photo(), "b.jpg")], "skip_duplicates=true");
        var both = await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg"), (Samples.Photo(1), "b.jpg")]);

        var results = response.Items("immediate_results");
        results.Select(item => item.Text("status")).Should().Equal("completed", "skipped");
        results[1].Text("existing_file_id").Should().Be(results[0].Text("file_id"));
        both.Items("immediate_results").Select(item => item.Text("file_id")).Should().OnlyHaveUniqueItems();
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(3);
    }

    [Theory]
    [InlineData(Tier.Free, 10)]
    [InlineData(Tier.Starter, 50)]
    [InlineData(Tier.Professional, 100)]
    [InlineData(Tier.Enterprise, 200)]
    public async Task A_tier_limits_the_files_of_a_batch_when_limits_are_enforced(Tier tier, int maximum)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Tier = tier, EnforceLimits = true, Data = data.Location });

        var beyond = await api.UploadBatchAsync(CreateNotes(maximum + 1));
        var remaining = data.ListObjects();
        var atLimit = await api.UploadBatchAsync(CreateNotes(maximum));

        (beyond.Status, beyond.Field).Should().Be((422, "files"));
        remaining.Should().BeEmpty();
        (atLimit.Status, atLimit.Json.Number("accepted_files")).Should().Be((201, maximum));
    }

    [Fact]
    public async Task Without_enforcement_a_tier_limits_nothing()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free });

        var response = await api.UploadBatchAsync(CreateNotes(11));

        (response.Status, response.Json.Number("accepted_files")).Should().Be((201, 11));
    }

    [Fact]
    public async Task A_quota_used_up_within_a_batch_rejects_the_rest_and_stores_none_of_its_bytes()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free, EnforceLimits = true, Data = data.Location });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        await api.UploadBatchAsync(CreateNotes(8));

        var response = await api.UploadBatchAsync([.. CreateNotes(12).Skip(8)]);

        (response.Json.Text("status"), response.Json.Number("accepted_files"), response.Json.Number("rejected_files")).Should()
            .Be(("partial", 2, 2));
        response.Items("rejections").Select(item => (item.Number("index"), item.GetProperty("retryable").GetBoolean())).Should()
            .Equal((2, true), (3, true));
        response.Json.TryGetProperty("suggestion", out _).Should().BeFalse();
        (await api.GetMonthlyUsageAsync()).Should().Be(10);
        data.ListObjects().Should().HaveCount(30, "ten notes, their texts and their pages");
    }

    private static (byte[] Bytes, string Filename)[] CreateNotes(
        int count) => [.. Enumerable.Range(0, count).Select(n => (Samples.Note(n), $"{n}.txt"))];
}
