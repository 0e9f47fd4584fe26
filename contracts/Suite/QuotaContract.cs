namespace Scopix.Contracts;

/// <summary>files.quota_check.</summary>
public sealed class QuotaContract(Target target)
{
    private const string Section = "seed 001, Export, Quota & Deduplication";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task The_numbers_of_a_quota_agree()
    {
        var answer = await _api.GetAsync("/files/quota-check?file_count=10");

        Documented(Section).Answers(200, answer);
        Fits("quota-check", answer);
        var quota = answer.Json;
        var (limit, available) = (quota.Number("monthly_limit"), quota.Number("available"));
        Documented(Section).Equal(10, quota.Number("requested"), "requested");
        if (limit == -1)
        {
            Documented(Section).That(quota.Flag("can_proceed"), "an unlimited tier can proceed");
            Assumed("unlimited is -1 everywhere").Equal(-1, available, "available");
        }
        else
        {
            var left = Math.Max(0, limit - quota.Number("current_usage")) + quota.Number("prepaid_credits");
            Public("uploads reference of March 2026: included and prepaid").Equal(left, available, "available");
            Documented(Section).Equal(available >= 10, quota.Flag("can_proceed"), "can_proceed");
        }

        if (!quota.IsNull("max_batch_size"))
            Documented("seed 001, Streaming Upload: per-tier file count")
                .That(quota.Number("max_batch_size") is 10 or 50 or 100 or 200, $"max_batch_size: {quota.Number("max_batch_size")}");
        Documented(Section).Equal(!quota.Flag("can_proceed"), !quota.IsNull("message"), "a message only when it cannot proceed");
    }

    [Fact]
    public async Task Uploads_are_used_up()
    {
        var before = (await _api.GetAsync("/files/quota-check?file_count=1")).Json.Number("current_usage");

        await _api.UploadedAsync(Samples.Png());

        var after = (await _api.GetAsync("/files/quota-check?file_count=1")).Json.Number("current_usage");
        // Other tests upload meanwhile.
        Assumed("an upload counts at once").That(after >= before + 1, $"current_usage grows by at least one: {before}, then {after}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?file_count=0")]
    [InlineData("?file_count=-1")]
    [InlineData("?file_count=some")]
    public async Task A_file_count_is_needed_and_positive(string query)
    {
        var answer = await _api.GetAsync($"/files/quota-check{query}");

        Public("uploads reference of March 2026: missing is 422").Refuses(answer, 422, "file_count");
    }
}
