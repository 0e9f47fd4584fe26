namespace Scopix.Contracts;

/// <summary><c>storage_target</c>: default or custom (seed 001, Streaming Upload).</summary>
public sealed class StorageTargetContract(Target target)
{
    private const string Section = "seed 001, Streaming Upload";
    private const string Named = "the answer names the target that was asked for";

    private readonly Api _api = target.Api;

    [Theory]
    [InlineData("default")]
    [InlineData("custom")]
    public async Task A_file_is_taken_for_either_target(string where)
    {
        var answer = await _api.UploadAsync(Samples.Png(), ("storage_target", where));
        HasStorage(answer, where);

        Documented(Section).Answers(201, answer);
        Fits("upload-answer", answer);
        Assumed(Named).Equal(where, answer.Json.Text("storage_target"), "storage_target");
    }

    [Fact]
    public async Task A_batch_is_taken_for_the_custom_target()
    {
        var answer = await _api.UploadBatchAsync([Samples.Png("a.png"), Samples.Png("b.png")], ("storage_target", "custom"));
        HasStorage(answer, "custom");

        Documented(Section).Answers(201, answer);
        Fits("upload-batch-answer", answer);
        Assumed(Named).Sequence(["custom", "custom"], answer.Json.Each("immediate_results", "storage_target"), "storage_target");
    }

    [Fact]
    public async Task A_direct_upload_may_name_the_custom_target_which_is_not_honoured()
    {
        var uploads = new DirectUploads(target);

        var (plain, custom) = (await uploads.CreatedAsync(DirectUploads.Intent(Samples.Png("a.png"))),
            await uploads.CreatedAsync(DirectUploads.Intent(Samples.Png("b.png"), ("storage_target", "custom"))));

        Documented(DirectUploads.Section).Equal(plain.Text("bucket_name"), custom.Text("bucket_name"), "bucket_name");
    }

    /// <summary>An account without storage of its own may be refused: nothing is documented of that.</summary>
    private static void HasStorage(Answer answer, string where)
    {
        if (Target.IsLive && where == "custom" && answer.Status is 400 or 403 or 422) Target.Skip("needs an account with custom storage");
    }
}
