using System.Text;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Batch uploads.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task Batch_results_keep_the_input_order_and_contain_every_failure()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();
        var script = Encoding.ASCII.GetBytes("#!/bin/sh\nexit 0\n");

        var results = await client.Files.UploadBatchAsync(
            [UploadSource.FromBytes(Samples.Photo(1), "one.jpg"), UploadSource.FromBytes(script, "bad.sh"),
                UploadSource.FromFile("/nowhere/at-all.jpg"), UploadSource.FromBytes(Samples.Note(1), "note.txt")],
            new UploadOptions { WaitForDescription = true, Tags = ["batch", "of-four"] });

        results.Select(result => result.Filename).Should().Equal("one.jpg", "bad.sh", "at-all.jpg", "note.txt");
        results.Select(result => result.IsFailed).Should().Equal(false, true, true, false);
        results.GetSummary().Should().Be("2 succeeded, 2 failed");
        results[0].Description.Should().NotBeNullOrEmpty();
        results[0].Tags.Should().Contain(["batch", "of-four"]);
        (results[1].DescriptionErrorType, results[1].DescriptionIsRetryable).Should().Be((DescriptionErrorType.Validation, false));
        results[3].MediaType.Should().Be(MediaType.Document);
        (await api.DownloadAsync(results[0].ImageId)).Should().Equal(Samples.Photo(1));
        (await api.DownloadAsync(results[3].ImageId)).Should().Equal(Samples.Note(1));
    }

    [Fact]
    public async Task A_batch_above_the_tier_limit_is_split_into_requests_and_polled()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Quick, Tier = Tier.Starter });
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);

        var results = await client.Files
            .UploadBatchAsync(Enumerable.Range(0, 53).Select(i => UploadSource.FromBytes(Samples.Note(i), $"note-{i}.txt")));

        results.Select(result => result.Filename).Should().Equal(Enumerable.Range(0, 53).Select(i => $"note-{i}.txt"));
        results.Select(result => result.ImageId).Distinct().Should().HaveCount(53).And.NotContain("");
        recorder.Operations.Count(operation => operation == "files.upload_batch").Should().Be(2);
        recorder.Operations.Should().Contain(["sessions.status", "sessions.results"]);
        foreach (var i in new[] { 0, 49, 50, 52 }) (await api.DownloadAsync(results[i].ImageId)).Should().Equal(Samples.Note(i));
    }

    [Fact]
    public async Task A_batch_refused_with_503_fails_as_a_whole_and_is_retryable()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.upload_batch", status = 503 });
        using var client = api.CreateScopixClient();

        var results = await client.Files
            .UploadBatchAsync([UploadSource.FromBytes(Samples.Photo(), "a.jpg"), UploadSource.FromBytes(Samples.Note(), "b.txt")]);

        results.GetRetryable().Select(result => result.Filename).Should().Equal("a.jpg", "b.txt");
        results.GetSummary().Should().Be("2 failed");
    }

    [Fact]
    public async Task A_failed_description_fails_only_its_own_file()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { filename = "dark*", fail = "timeout" });
        using var client = api.CreateScopixClient();

        var results = await client.Files.UploadBatchAsync(
            [UploadSource.FromBytes(Samples.Photo(1), "dark.jpg"), UploadSource.FromBytes(Samples.Photo(2), "light.jpg")],
            new UploadOptions { WaitForDescription = true });

        results.GetSummary().Should().Be("1 succeeded, 1 failed");
        results.GetRetryable().Should().ContainSingle().Which.Filename.Should().Be("dark.jpg");
        results[0].DescriptionErrorType.Should().Be(DescriptionErrorType.Timeout);
        results.Invoking(all => all.ThrowIfAnyFailed()).Should().Throw<DescriptionException>();
    }

    [Fact]
    public async Task A_batch_beyond_the_quota_is_not_sent()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Free, EnforceLimits = true });
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);

        var upload =
            () => client.Files.UploadBatchAsync(Enumerable.Range(0, 11).Select(i => UploadSource.FromBytes(Samples.Photo(i), $"{i}.jpg")));

        var failed = (await upload.Should().ThrowAsync<QuotaExceededException>()).Which;
        (failed.Quota!.Requested, failed.Quota.Available, failed.Quota.MonthlyLimit).Should().Be((11, 10, 10));
        recorder.Operations.Should().Equal("files.quota_check");
    }

    [Fact]
    public async Task A_malformed_key_throws_an_AuthenticationException()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient(key: "not-a-key");

        var upload = () => client.Files.UploadBatchAsync([UploadSource.FromBytes(Samples.Photo(), "a.jpg")]);

        (await upload.Should().ThrowAsync<AuthenticationException>()).Which.Code.Should().Be("INVALID_API_KEY");
    }
}
