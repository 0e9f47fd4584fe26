using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Client;
using Scopix.Emulator.Tool.Seed;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>Sessions of a dataset, which are created at the target as batch uploads.</summary>
public sealed class RemoteSeedingSessionTests
{
    [Fact]
    public async Task Sessions_of_a_dataset_are_created_at_the_target_and_their_files_have_their_own_tags()
    {
        await using var api = await TestApi.StartAsync();
        using var recorder = new RecordingHandler();

        var (exit, output) = await RemoteSeedingTests.RunAsync(api, "demo", recorder);

        exit.Should().Be(0, output);
        output.Should().Contain("132 files, 6 sessions, 3 links").And.Contain("a session's file that was refused or sent twice (2 times)");
        recorder.Operations.Count(operation => operation == "files.upload_batch").Should().Be(6);
        (await GetSessionSizesAsync(api)).Should().BeEquivalentTo([1, 2, 2, 2, 3, 4]);
        var excavator =
            (await GetFilesAsync(api))
                .Single(file => file.GetProperty("tags").EnumerateArray().Any(tag => tag.GetString() == "earthworks"));
        excavator.GetProperty("content_category").GetString().Should().Be("construction");
        excavator.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Should().Contain(["scopix-seed:demo", "excavator"]);
        (await GetUntaggedNamesAsync(api)).Should().Equal(["sign-graffiti-77.jpg"], "no description of it was requested");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_whose_response_is_lost_or_cut_off_is_sent_once(bool isStored)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(
            isStored ? new { operation = "files.upload_batch", reset = true, times = 1 }
                : (object)new { operation = "files.upload_batch", status = 503, times = 1 });

        var (exit, output) = await RemoteSeedingTests.RunAsync(api, "inspection");
        var second = await RemoteSeedingTests.RunAsync(api, "inspection");

        exit.Should().Be(0, output);
        second.Output.Should().Contain("Created: nothing");
        (await RemoteSeedingTests.GetNamesAsync(api)).Should().OnlyHaveUniqueItems();
        (await GetSessionSizesAsync(api)).Sum().Should().Be(18);
        (await GetUntaggedNamesAsync(api)).Should().BeEmpty("the tags of a lost batch's files are added later");
    }

    [Fact]
    public async Task A_run_killed_between_batches_continues_with_the_rest()
    {
        await using var api = await TestApi.StartAsync();
        using var stop = new CancellationTokenSource();
        (await RemoteSeedingTests
            .RunAsync(api, "inspection", reportProgress: (what, done, _) => StopIf(what == "Loading" && done == 3),
                cancel: stop.Token)).Exit.Should().Be(1);
        (await GetSessionSizesAsync(api)).Sum().Should().BeInRange(1, 18);

        var (exit, output) = await RemoteSeedingTests.RunAsync(api, "inspection");

        exit.Should().Be(0, output);
        (await GetSessionSizesAsync(api)).Sum().Should().Be(18);
        (await RemoteSeedingTests.GetNamesAsync(api)).Should().HaveCount(78).And.OnlyHaveUniqueItems();
        (await GetUntaggedNamesAsync(api)).Should().BeEmpty();

        void StopIf(bool condition)
        {
            if (condition) stop.Cancel();
        }
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_the_tier_allows()
    {
        await using var api = await TestApi.StartAsync(options => options with { EnforceLimits = true, Tier = Tier.Free });
        using var recorder = new RecordingHandler();

        var (exit, output) =
            await RemoteSeedingTests.RunAsync(api, "inspection", recorder, change: request => request with { IsDryRun = true });

        exit.Should().Be(0, output);
        output.Should().Contain("sessions");
        recorder.Operations.Should().BeSubsetOf(RemoteSeedingTests.ReadOperations);
        RemoteBatches
            .Create(Enumerable.Range(0, 23)
                .Select(n =>
                    new RemoteFile(new SeedFile($"{n}", DateTimeOffset.UnixEpoch, "a.txt", "document", "general"), null) { Session = "s" }),
                    10)
            .Select(batch => batch.Length).Should().Equal(10, 10, 3);
    }

    [Fact]
    public async Task A_target_without_batch_uploads_receives_the_files_one_by_one()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.upload_batch", status = 404, times = 100 });

        var (exit, output) = await RemoteSeedingTests.RunAsync(api, "inspection");

        exit.Should().Be(0, output);
        output.Should().Contain("78 files").And.Contain("sessions, because this target does not support batches");
        (await GetSessionSizesAsync(api)).Should().BeEmpty();
    }

    private static async Task<int[]> GetSessionSizesAsync(TestApi api)
    {
        var sessions = (await api.GetAsync("/api/v2/files/sessions"))["items"].EnumerateArray();
        return [.. sessions.Select(session => session.GetProperty("total_files").GetInt32())];
    }

    private static async Task<string?[]> GetUntaggedNamesAsync(TestApi api) =>
        [.. (await GetFilesAsync(api)).Where(file => file.GetProperty("tags").GetArrayLength() == 1)
            .Select(file => file.GetProperty("filename").GetString())];

    private static async Task<List<JsonElement>> GetFilesAsync(TestApi api)
    {
        var all = new List<JsonElement>();
        for (var more = true; more;)
        {
            var page = await api.GetAsync($"/api/v2/files?limit=100&offset={all.Count}");
            all.AddRange(page["items"].EnumerateArray());
            more = page["has_more"].GetBoolean();
        }
        return all;
    }
}
