using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>The results of batch uploads (seed 002).</summary>
public sealed class BatchResultsTests
{
    private static readonly UploadResult CompletedResult = new() { ImageId = "a", DescriptionStatus = DescriptionStatus.Completed };

    private static readonly UploadResult FailedResult = new()
    {
        ImageId = "b",
        Filename = "b.jpg",
        DescriptionStatus = DescriptionStatus.Failed,
        DescriptionError = "Provider timed out",
        DescriptionErrorType = DescriptionErrorType.Timeout,
        DescriptionIsRetryable = true,
    };

    private static readonly UploadResult PendingResult = new() { ImageId = "c" };

    [Fact]
    public void Results_are_counted_by_status_and_summarized()
    {
        var results = new BatchUploadResults([CompletedResult, FailedResult, CompletedResult, PendingResult, CompletedResult]);

        (results.Count, results.HasFailures, results.SucceededCount, results.FailedCount, results.PendingCount).Should()
            .Be((5, true, 3, 1, 1));
        results.GetFailed().Should().Equal(FailedResult);
        results.GetSucceeded().Should().HaveCount(3);
        results.GetPending().Should().Equal(PendingResult);
        results.GetRetryable().Should().Equal(FailedResult);
        results.GetSummary().Should().Be("3 succeeded, 1 failed, 1 pending");
        new BatchUploadResults([CompletedResult, CompletedResult, CompletedResult, FailedResult]).GetSummary().Should()
            .Be("3 succeeded, 1 failed");
    }

    [Fact]
    public void ThrowIfAnyFailed_throws_an_exception_that_describes_every_failure()
    {
        var raise = () => new BatchUploadResults([CompletedResult, FailedResult]).ThrowIfAnyFailed();

        var failure = raise.Should().Throw<DescriptionException>().Which.Failures.Should().ContainSingle().Subject;
        (failure.ImageId, failure.Filename, failure.ErrorMessage, failure.RawError).Should()
            .Be(("b", "b.jpg", "Provider timed out", "Provider timed out"));
        (failure.ErrorType, failure.IsRetryable).Should().Be((DescriptionErrorType.Timeout, true));
    }

    [Fact]
    public void ThrowIfAnyFailed_returns_the_results_when_none_failed()
    {
        var results = new BatchUploadResults([CompletedResult, PendingResult]);

        results.ThrowIfAnyFailed().Should().BeSameAs(results);
    }

    [Theory]
    [InlineData("AI provider timed out", "timeout", true)]
    [InlineData("Rate limit exceeded", "rate_limit", true)]
    [InlineData("VLM error: upstream 500", "vlm_error", true)]
    [InlineData("Validation failed: not an image", "validation", false)]
    [InlineData("Monthly quota exceeded", "resource_limit", false)]
    [InlineData("Something else", "unknown", false)]
    public void An_error_message_is_classified_by_type_and_retryability(string message, string type, bool retryable)
    {
        DescriptionFailure.ClassifyError(message).Should().Be((DescriptionErrorType.FromValue(type), retryable));
        DescriptionFailure.FromErrorMessage("i", message, "f").ErrorType.Value.Should().Be(type);
    }

    [Fact]
    public void ToJson_uses_the_SDK_names_and_writes_nulls_only_on_request()
    {
        PendingResult.ToJson().Select(field => field.Key).Should().Equal("image_id", "filename", "description_status");
        var all = PendingResult.ToJson(excludeNull: false);
        all.Select(field => field.Key).Should().BeEquivalentTo(
            "image_id", "filename", "description", "tags", "visible_text", "text_regions", "confidence_score", "description_status",
            "thumbnail_url", "created_at", "description_error",
            "description_error_type", "description_is_retryable", "deduplicated", "media_type", "status", "object_key");
        all["tags"].Should().BeNull();
    }
}
