using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Survive;

/// <summary>No client is accused of what it has not done, and none is praised for words that it always prints.</summary>
public sealed class VerdictFairnessTests
{
    [Theory]
    [InlineData("The service answered 429.", "", "failed_legibly")]
    [InlineData("{\"level\":50,\"status\":429}", "", "failed_legibly")]
    [InlineData("It took 429 ms.", "", "failed_blindly")]
    [InlineData("Failed: 0. Too many requests are refused. oops", "Failed: 0. Too many requests are refused.", "failed_blindly")]
    [InlineData("Too many requests are refused. Too many requests", "Too many requests are refused.", "failed_legibly")]
    public async Task Words_name_the_trouble_that_the_clean_run_does_not_print(string output, string cleanOutput, string expected)
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, VerdictTests.UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/rate_limited", async client =>
        {
            await VerdictTests.UploadOnceAsync(client);
            return 1;
        }, output, cleanOutput);

        verdict.GetProperty("verdict").GetString().Should().Be(expected, verdict.ToString());
    }

    [Fact]
    public async Task Uploads_of_other_files_with_the_same_length_are_no_repetitions()
    {
        await using var api = await TestApi.OpenTenantAsync();
        static async Task UploadThreeAsync(TestApi client)
        {
            foreach (var digit in "123") await client.UploadAsync([(byte)digit], $"{digit}.txt");
        }
        var run = await SurvivalRun.PlanAsync(api, UploadThreeAsync);

        var verdict = await run.RunAsync("files.upload#1/rate_limited", async client =>
        {
            await UploadThreeAsync(client);
            return 1;
        }, "status 429");

        verdict.GetProperty("verdict").GetString().Should().Be("failed_legibly", verdict.ToString());
    }

    [Fact]
    public async Task A_client_that_deletes_what_it_has_uploaded_twice_has_not_duplicated_it()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var run = await SurvivalRun.PlanAsync(api, VerdictTests.UploadAsync);

        var verdict = await run.RunAsync("files.upload#1/reset_after", async client =>
        {
            await SurvivalRun.TryAsync(() => VerdictTests.UploadOnceAsync(client));
            await VerdictTests.UploadOnceAsync(client);
            var surplus = (await client.GetAsync("/api/v2/files"))["items"][0].GetProperty("id").GetString();
            return (await client.DeleteAsync($"/api/v2/files/{surplus}")).Status - 200;
        });

        verdict.GetProperty("verdict").GetString().Should().Be("survived", verdict.ToString());
    }

    [Theory]
    [InlineData("""{"only":[null]}""", "only")]
    [InlineData("""{"faults":[null]}""", "faults")]
    [InlineData("""{"clean":{"calls":[CALL,CALL],"files":[],"compared":[],COUNTS}}""", "clean")]
    [InlineData("""{"clean":{"calls":[],"files":[],"compared":["size"],COUNTS}}""", "clean")]
    [InlineData("""{"clean":{"calls":null,"files":[],"compared":[],COUNTS}}""", null)]
    public async Task A_plan_of_what_no_plan_has_shown_is_refused(string template, string? field)
    {
        await using var api = await TestApi.OpenTenantAsync();
        var body = template.Replace("CALL", """{"operation":"files.get","count":1,"reads":true}""", StringComparison.Ordinal)
            .Replace("COUNTS", "\"folders\":0,\"projects\":0,\"sessions\":0,\"exports\":0,\"open_uploads\":0", StringComparison.Ordinal);

        var refused = await api.SendTextAsync(HttpMethod.Post, "/_emulator/survive/plan", body);

        refused.Status.Should().Be(422, refused.Text);
        if (field is not null) refused.Field.Should().Be(field);
    }
}
