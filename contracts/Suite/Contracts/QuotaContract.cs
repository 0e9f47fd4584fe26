namespace Scopix.Contracts;

/// <summary>files.quota_check.</summary>
public sealed class QuotaContract(Target target)
{
    private const string Section = "seed 001, Export, Quota & Deduplication";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task The_numbers_of_a_quota_agree()
    {
        var response = await _api.GetAsync("/files/quota-check?file_count=10");

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("quota-check", response);
        var quota = response.Json;
        var (limit, available) = (quota.GetNumber("monthly_limit"), quota.GetNumber("available"));
        Documented(Section).ExpectEqual(10, quota.GetNumber("requested"), "requested");
        if (limit == -1)
        {
            Documented(Section).Expect(quota.GetFlag("can_proceed"), "an unlimited tier can proceed");
            Assumed("every unlimited number is -1").ExpectEqual(-1, available, "available");
        }
        else
        {
            var left = Math.Max(0, limit - quota.GetNumber("current_usage")) + quota.GetNumber("prepaid_credits");
            Public("uploads reference of March 2026: included and prepaid").ExpectEqual(left, available, "available");
            Documented(Section).ExpectEqual(available >= 10, quota.GetFlag("can_proceed"), "can_proceed");
        }

        if (!quota.IsNull("max_batch_size"))
            Documented("seed 001, Streaming Upload: per-tier file count")
                .Expect(quota.GetNumber("max_batch_size") is 10 or 50 or 100 or 200,
                    $"max_batch_size is that of a plan, was {quota.GetNumber("max_batch_size")}");
        Documented(Section).ExpectEqual(!quota.GetFlag("can_proceed"), !quota.IsNull("message"),
            "message is set only when can_proceed is false");
    }

    [Fact]
    public async Task An_upload_uses_up_quota()
    {
        var before = (await _api.GetAsync("/files/quota-check?file_count=1")).Json.GetNumber("current_usage");

        await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var after = (await _api.GetAsync("/files/quota-check?file_count=1")).Json.GetNumber("current_usage");
        // Other tests upload at the same time.
        Assumed("an upload counts at once").Expect(after >= before + 1, $"current_usage grows by at least one, was {before}, then {after}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?file_count=0")]
    [InlineData("?file_count=-1")]
    [InlineData("?file_count=some")]
    public async Task A_file_count_is_required_and_positive(string query)
    {
        var response = await _api.GetAsync($"/files/quota-check{query}");

        Public("uploads reference of March 2026: missing is 422").ExpectRefusal(response, 422, "file_count");
    }
}
