using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Survive;

/// <summary>The plan of experiments, from the journal of a clean run.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task Two_runs_of_a_client_have_the_same_plan_also_when_they_poll_differently()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var first = await SurvivalRun.PlanAsync(api, client => UploadAndPollAsync(client, polls: 2));
        var second = await SurvivalRun.PlanAsync(api, client => UploadAndPollAsync(client, polls: 5));

        first.Ids.Should().Equal(second.Ids).And.HaveCountGreaterThan(20);
        first.Ids.Should().Contain(["files.upload#2/reset_after", "files.get#1/truncated", "stages.description#1/stage_stuck"])
            .And.NotContain("files.get#2/truncated");
    }

    [Fact]
    public async Task First_calls_come_before_later_ones_and_another_seed_gives_another_order()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var plan = await SurvivalRun.PlanAsync(api, client => UploadAndPollAsync(client, polls: 1));
        var other = await SurvivalRun.PlanAsync(api, client => UploadAndPollAsync(client, polls: 1), new { seed = 7 });

        plan.Plan["experiments"]!.AsArray().Select(each => (int)each!["occurrence"]!).Should().BeInAscendingOrder();
        other.Ids.Should().BeEquivalentTo(plan.Ids).And.NotEqual(plan.Ids);
    }

    [Fact]
    public async Task Categories_and_operations_can_be_selected()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var plan = await SurvivalRun.PlanAsync(
            api, client => UploadAndPollAsync(client, polls: 1), new { faults = new[] { "limits" }, only = new[] { "files.upload" } });

        plan.Plan["experiments"]!.AsArray().Should().OnlyContain(
            each => (string)each!["category"]! == "limits" && (string)each["operation"]! == "files.upload");
        plan.Ids.Should().Contain("files.upload#1/rate_limited");
    }

    [Fact]
    public async Task Clean_runs_that_change_something_else_have_no_experiments()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var first = await SurvivalRun.PlanAsync(api, client => UploadAndPollAsync(client, polls: 1));

        var second = await SurvivalRun.PlanAsync(api, async client => await client.UploadAsync(Samples.Photo(), "a.jpg"),
            new { clean = first.Plan["clean"] });

        second.Ids.Should().BeEmpty();
        second.Plan["differences"]!.AsArray().Select(each => (string)each!).Should().Contain(
            ["files.get was called in the first clean run alone.",
                "files.upload was called 2 times in the first clean run and 1 times in the second."]);
    }

    [Fact]
    public async Task Fields_that_differ_between_clean_runs_are_not_compared()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var first = await SurvivalRun.PlanAsync(api, async client => await client.UploadAsync(Samples.Photo(), "a.jpg", "title=one"));

        var second = await SurvivalRun.PlanAsync(api, async client => await client.UploadAsync(Samples.Photo(), "a.jpg", "title=two"),
            new { clean = first.Plan["clean"] });

        second.Plan["clean"]!["compared"]!.AsArray().Select(each => (string)each!).Should().Equal("hash", "tags", "folder", "status");
    }

    [Fact]
    public async Task Stages_of_files_that_the_client_does_not_look_at_meet_no_trouble()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var plan = await SurvivalRun.PlanAsync(api, async client =>
        {
            var photo = await client.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
            await client.UploadAndGetIdAsync(Samples.Note(), "b.txt");
            await client.GetAsync($"/api/v2/files/{photo[..8]}");
        });

        plan.Ids.Should().Contain("stages.variants#1/stage_stuck").And.NotContain(id => id.StartsWith("stages.text_extraction"));
    }

    [Theory]
    [InlineData("faults", "netwrok")]
    [InlineData("only", "file.*")]
    public async Task A_wrong_selection_is_refused_by_name(string field, string value)
    {
        await using var api = await TestApi.OpenTenantAsync();

        var response = await api.PostAsync("/_emulator/survive/plan", new Dictionary<string, string[]> { [field] = [value] });

        response.ShouldFail(422, "VALIDATION_ERROR", field);
    }

    private static async Task UploadAndPollAsync(TestApi client, int polls)
    {
        for (var n = 0; n < 2; n++)
        {
            var file = await client.UploadAndGetIdAsync(Samples.Photo(n), $"{n}.jpg");
            for (var i = 0; i < polls; i++) await client.GetAsync($"/api/v2/files/{file}");
        }
    }
}
