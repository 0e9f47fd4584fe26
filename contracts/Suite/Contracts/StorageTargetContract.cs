namespace Scopix.Contracts;

/// <summary><c>storage_target</c>: default or custom (seed 001, Streaming Upload).</summary>
public sealed class StorageTargetContract(Target target)
{
    private const string Section = "seed 001, Streaming Upload";
    private const string NamedExpectation = "the answer names the target that was asked for";

    private readonly ApiClient _api = target.Api;

    [Theory]
    [InlineData("default")]
    [InlineData("custom")]
    public async Task A_file_is_accepted_for_either_target(string where)
    {
        var response = await _api.UploadAsync(Samples.CreatePng(), ("storage_target", where));
        ExpectStorage(response, where);

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-answer", response);
        Assumed(NamedExpectation).ExpectEqual(where, response.Json.GetText("storage_target"), "storage_target");
    }

    [Fact]
    public async Task A_batch_is_accepted_for_the_custom_target()
    {
        var response = await _api.UploadBatchAsync([Samples.CreatePng("a.png"), Samples.CreatePng("b.png")], ("storage_target", "custom"));
        ExpectStorage(response, "custom");

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-batch-answer", response);
        Assumed(NamedExpectation)
            .ExpectSequence(["custom", "custom"], response.Json.GetTexts("immediate_results", "storage_target"), "storage_target");
    }

    [Fact]
    public async Task A_direct_upload_may_name_the_custom_target_which_has_no_effect()
    {
        var uploads = new DirectUploadDriver(target);

        var (plain, custom) = (await uploads.CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(Samples.CreatePng("a.png"))),
            await uploads
                .CreateSuccessfullyAsync(DirectUploadDriver.CreateIntent(Samples.CreatePng("b.png"), ("storage_target", "custom"))));

        Documented(DirectUploadDriver.Section).ExpectEqual(plain.GetText("bucket_name"), custom.GetText("bucket_name"), "bucket_name");
    }

    /// <summary>An account without custom storage may be refused; that is not documented.</summary>
    private static void ExpectStorage(ApiResponse response, string where)
    {
        if (Target.IsLive && where == "custom" && response.Status is 400 or 403 or 422) Target.Skip("needs an account with custom storage");
    }
}
