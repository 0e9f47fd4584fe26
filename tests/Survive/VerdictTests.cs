using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Survive;

/// <summary>The verdict on a client, from what the service has seen beside the exit code.</summary>
public sealed class VerdictTests
{
    [Fact]
    public async Task A_client_that_repeats_an_upload_with_skip_duplicates_survives_a_lost_answer()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/reset_after", async client =>
            await SurvivalRun.TryAsync(() => UploadOnceAsync(client))
            ?? (await UploadOnceAsync(client, "skip_duplicates=true")).Status - 201);

        verdict.GetProperty("verdict").GetString().Should().Be("survived", verdict.ToString());
        verdict.GetProperty("hits").GetInt32().Should().Be(1);
        verdict.GetProperty("advice").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_client_that_repeats_an_upload_as_it_was_has_duplicated_it()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/reset_after", async client =>
            await SurvivalRun.TryAsync(() => UploadOnceAsync(client)) ?? (await UploadOnceAsync(client)).Status - 201);

        verdict.GetProperty("verdict").GetString().Should().Be("duplicated", verdict.ToString());
        verdict.GetProperty("advice").GetString().Should().Contain("check-duplicates");
        var reproduction = verdict.GetProperty("reproduction");
        reproduction.GetProperty("setup")[0].GetString().Should().Contain("""{"operation":"files.upload","reset":""")
            .And.NotContain("scopix_");
        reproduction.GetProperty("requests")[0].GetString().Should().Be("POST /api/v2/files/upload (files.upload): no answer (fault)");
    }

    [Fact]
    public async Task A_client_that_passes_without_the_upload_has_lost_it()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/refused", async client =>
        {
            await UploadOnceAsync(client);
            return 0;
        });

        verdict.GetProperty("verdict").GetString().Should().Be("lost", verdict.ToString());
    }

    [Theory]
    [InlineData("upload failed with status 429", "failed_legibly")]
    [InlineData("Rate limit exceeded", "failed_legibly")]
    [InlineData("TypeError: undefined is not a function, line 4290", "failed_blindly")]
    public async Task A_client_that_fails_is_legible_when_its_output_names_the_trouble(string output, string expected)
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/rate_limited", async client =>
        {
            await UploadOnceAsync(client);
            return 1;
        }, output);

        verdict.GetProperty("verdict").GetString().Should().Be(expected, verdict.ToString());
    }

    [Fact]
    public async Task A_client_that_was_stopped_has_hung()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/rate_limited",
            async client => (await UploadOnceAsync(client)).Status == 429 ? null : 1);

        verdict.GetProperty("verdict").GetString().Should().Be("hung", verdict.ToString());
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_Retry_After_hammers()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/rate_limited", async client =>
            (await UploadOnceAsync(client)).Status == 429 ? (await UploadOnceAsync(client)).Status - 201 : 1);

        verdict.GetProperty("verdict").GetString().Should().Be("hammered", verdict.ToString());
        verdict.GetProperty("waits_ms").EnumerateArray().Single().GetInt32().Should().BeLessThan(950);
    }

    [Fact]
    public async Task A_client_that_leaves_a_direct_upload_open_has_leaked_it_and_one_that_aborts_it_has_not()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, async client => await UploadDirectlyAsync(client, abort: false));

        var leaking = await run.RunAsync("direct_uploads.complete#1/part_lost",
            async client => await UploadDirectlyAsync(client, abort: false), "status 422");
        var aborting = await run.RunAsync("direct_uploads.complete#1/part_lost",
            async client => await UploadDirectlyAsync(client, abort: true), "status 422");

        leaking.GetProperty("verdict").GetString().Should().Be("leaked", leaking.ToString());
        aborting.GetProperty("verdict").GetString().Should().Be("failed_legibly", aborting.ToString());
    }

    [Fact]
    public async Task A_client_that_does_not_meet_the_trouble_has_no_hits()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/rate_limited", _ => Task.FromResult<int?>(1));

        verdict.GetProperty("hits").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_failed_stage_that_nobody_mentions_is_lost_and_one_that_is_reported_is_survived()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAndReadAsync);
        Func<TestApi, Task<int?>> client = async client =>
        {
            await UploadAndReadAsync(client);
            return 0;
        };

        var silent = await run.RunAsync("stages.description#1/stage_failed", client, "done");
        var reported = await run.RunAsync("stages.description#1/stage_failed", client, "north.jpg: its description failed");

        silent.GetProperty("verdict").GetString().Should().Be("lost", silent.ToString());
        reported.GetProperty("verdict").GetString().Should().Be("survived", reported.ToString());
    }

    [Fact]
    public async Task An_unknown_kind_is_refused()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, UploadAsync);
        var experiment = run.Plan["experiments"]![0]!.DeepClone();
        experiment["kind"] = "meteorite";

        var response = await api.PostAsync("/_emulator/survive/verdict", new { experiment, clean = run.Plan["clean"] });

        response.ShouldFail(422, "VALIDATION_ERROR", "experiment");
    }

    internal static async Task UploadAsync(TestApi client) => (await UploadOnceAsync(client)).Status.Should().Be(201);

    private static async Task UploadAndReadAsync(TestApi client)
    {
        var file = (await UploadOnceAsync(client))["file_id"].GetString();
        await client.GetAsync($"/api/v2/files/{file}");
    }

    internal static Task<TestResponse> UploadOnceAsync(TestApi client, params string[] fields) =>
        client.UploadAsync(Samples.Photo(), "north.jpg", fields);

    private static async Task<int?> UploadDirectlyAsync(TestApi client, bool abort)
    {
        var intent = await client.CreateAndSendAsync(Samples.Photo());
        var path = $"{DirectUploadRequests.DirectUploadsPath}/{intent.GetProperty("upload_id").GetString()}";
        if ((await client.PostAsync(path + "/complete")).Status == 202) return 0;
        if (abort) await client.DeleteAsync(path);
        return 1;
    }
}
