using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Client;
using Scopix.Emulator.Tool.Seed;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>The sessions of a dataset through the public API: batches.</summary>
public sealed class RemoteSeedingSessionTests
{
    [Fact]
    public async Task A_datasets_sessions_are_sessions_at_the_target_and_their_files_have_tags_of_their_own()
    {
        await using var api = await TestApi.StartAsync();
        using var recorder = new RecordingHandler();

        var (exit, said) = await RemoteSeedingTests.RunAsync(api, "demo", recorder);

        exit.Should().Be(0, said);
        said.Should().Contain("132 files, 6 sessions, 3 links").And.Contain("a session's file that was refused or sent twice (2 times)");
        recorder.Operations.Count(operation => operation == "files.upload_batch").Should().Be(6);
        (await SessionsAsync(api)).Should().BeEquivalentTo([1, 2, 2, 2, 3, 4]);
        var digger =
            (await FilesAsync(api)).Single(file => file.GetProperty("tags").EnumerateArray().Any(tag => tag.GetString() == "earthworks"));
        digger.GetProperty("content_category").GetString().Should().Be("construction");
        digger.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Should().Contain(["scopix-seed:demo", "excavator"]);
        (await BareAsync(api)).Should().Equal(["sign-graffiti-38.jpg"], "nobody asked for a description of it");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_whose_answer_is_lost_or_that_is_cut_off_is_sent_once(bool kept)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(
            kept ? new { operation = "files.upload_batch", reset = true, times = 1 }
                : (object)new { operation = "files.upload_batch", status = 503, times = 1 });

        var (exit, said) = await RemoteSeedingTests.RunAsync(api, "inspection");
        var second = await RemoteSeedingTests.RunAsync(api, "inspection");

        exit.Should().Be(0, said);
        second.Said.Should().Contain("Made: nothing");
        (await RemoteSeedingTests.NamesAsync(api)).Should().OnlyHaveUniqueItems();
        (await SessionsAsync(api)).Sum().Should().Be(18);
        (await BareAsync(api)).Should().BeEmpty("the tags of a lost batch's files are caught up");
    }

    [Fact]
    public async Task A_run_killed_between_batches_goes_on_with_the_rest()
    {
        await using var api = await TestApi.StartAsync();
        using var stop = new CancellationTokenSource();
        (await RemoteSeedingTests
            .RunAsync(api, "inspection", reportProgress: (what, done, _) => StopAt(what == "Loading" && done == 3),
                cancel: stop.Token)).Exit.Should().Be(1);
        (await SessionsAsync(api)).Sum().Should().BeInRange(1, 18);

        var (exit, said) = await RemoteSeedingTests.RunAsync(api, "inspection");

        exit.Should().Be(0, said);
        (await SessionsAsync(api)).Sum().Should().Be(18);
        (await RemoteSeedingTests.NamesAsync(api)).Should().HaveCount(78).And.OnlyHaveUniqueItems();
        (await BareAsync(api)).Should().BeEmpty();

        void StopAt(bool now)
        {
            if (now) stop.Cancel();
        }
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_the_tier_allows()
    {
        await using var api = await TestApi.StartAsync(options => options with { EnforceLimits = true, Tier = Tier.Free });
        using var recorder = new RecordingHandler();

        var (exit, said) =
            await RemoteSeedingTests.RunAsync(api, "inspection", recorder, change: request => request with { IsDryRun = true });

        exit.Should().Be(0, said);
        said.Should().Contain("sessions");
        recorder.Operations.Should().BeSubsetOf(RemoteSeedingTests.ReadOperations);
        RemoteBatches
            .Create(Enumerable.Range(0, 23)
                .Select(n =>
                    new RemoteFile(new SeedFile($"{n}", DateTimeOffset.UnixEpoch, "a.txt", "document", "general"), null) { Session = "s" }),
                    10)
            .Select(batch => batch.Length).Should().Equal(10, 10, 3);
    }

    [Fact]
    public async Task A_target_that_takes_no_batches_gets_the_files_one_by_one()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.upload_batch", status = 404, times = 100 });

        var (exit, said) = await RemoteSeedingTests.RunAsync(api, "inspection");

        exit.Should().Be(0, said);
        said.Should().Contain("78 files").And.Contain("sessions, because this target does not support batches");
        (await SessionsAsync(api)).Should().BeEmpty();
    }

    private static async Task<int[]> SessionsAsync(TestApi api)
    {
        var sessions = (await api.GetAsync("/api/v2/files/sessions"))["items"].EnumerateArray();
        return [.. sessions.Select(session => session.GetProperty("total_files").GetInt32())];
    }

    private static async Task<string?[]> BareAsync(TestApi api) =>
        [.. (await FilesAsync(api)).Where(file => file.GetProperty("tags").GetArrayLength() == 1)
            .Select(file => file.GetProperty("filename").GetString())];

    private static async Task<List<JsonElement>> FilesAsync(TestApi api)
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
