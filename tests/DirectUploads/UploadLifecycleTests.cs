using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>The statuses PENDING, UPLOADED, COMPLETED and FAILED, and the requests that each refuses.</summary>
public sealed class UploadLifecycleTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory]
    [OnBothStores]
    public async Task A_single_shot_upload_goes_from_PENDING_over_UPLOADED_to_COMPLETED(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var seen = new List<string> { await GetUploadSummaryAsync(api, upload) };
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        await DirectUploadRequests.PutAsync(upload, Samples.Photo());
        seen.Add(await GetUploadSummaryAsync(api, upload));
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        await api.CompleteAsync(upload);
        seen.Add(await GetUploadSummaryAsync(api, upload));
        await api.AdvanceAsync(TimeSpan.FromDays(1));
        seen.Add(await GetUploadSummaryAsync(api, upload));

        seen.Should().Equal(
            "PENDING null/null null% confirmed null error null", "UPLOADED null/null null% confirmed \"2026-02-01T00:01:00Z\" error null",
            "COMPLETED null/null null% confirmed \"2026-02-01T00:01:00Z\" error null",
            "COMPLETED null/null null% confirmed \"2026-02-01T00:01:00Z\" error null");
    }

    [Theory]
    [OnBothStores]
    public async Task A_multipart_upload_goes_from_PENDING_over_UPLOADED_to_COMPLETED(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));

        var seen = new List<string> { await GetUploadSummaryAsync(api, upload) };
        foreach (var part in new[] { 2, 1 })
        {
            await api.AdvanceAsync(TimeSpan.FromMinutes(1));
            await api.SendPartAsync(upload, Long, part);
            seen.Add(await GetUploadSummaryAsync(api, upload));
        }

        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        await api.CompleteAsync(upload);
        seen.Add(await GetUploadSummaryAsync(api, upload));

        seen.Should().Equal(
            "PENDING 0/2 0.0% confirmed null error null", "PENDING 1/2 50.0% confirmed null error null",
            "UPLOADED 2/2 100.0% confirmed \"2026-02-01T00:02:00Z\" error null",
            "COMPLETED 2/2 100.0% confirmed \"2026-02-01T00:02:00Z\" error null");
    }

    [Theory]
    [OnBothStores("single_shot", false)]
    [OnBothStores("single_shot", true)]
    [OnBothStores("multipart", false)]
    [OnBothStores("multipart", true)]
    public async Task An_upload_fails_at_its_expiry_and_not_before(StoreUnderTest store, string mode, bool sent)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var intent = DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode));
        var upload = sent ? await api.CreateAndSendAsync(Long, intent) : await api.CreateIntentAsync(intent);

        await api.AdvanceAsync(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        var before = await GetUploadSummaryAsync(api, upload);
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        var after = await GetUploadSummaryAsync(api, upload);

        before.Should().StartWith(sent ? "UPLOADED" : "PENDING").And.EndWith("error null");
        after.Should().StartWith("FAILED").And.EndWith("error \"Upload intent expired\"");
        await ShouldRefuseEveryRequestAsync(api, upload, "Upload has failed: Upload intent expired");
    }

    [Theory]
    [OnBothStores]
    public async Task A_completed_upload_accepts_only_another_completion(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long));
        var first = await api.CompleteAsync(upload);
        await api.AdvanceAsync(TimeSpan.FromDays(2));

        var again = await api.CompleteAsync(upload);

        (again.Status, again.Text).Should().Be((202, first.Text));
        await ShouldRefuseEveryRequestAsync(api, upload, "Upload is already completed", completed: true);
        (await api.GetIntentStatusAsync(upload)).Should().Be("COMPLETED");
        (await api.GetMonthlyUsageAsync()).Should().BeLessThanOrEqualTo(1);
    }

    [Theory]
    [OnBothStores]
    public async Task A_failed_upload_refuses_every_request(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload =
            await api.CreateAndSendAsync(DirectUploadRequests.CreateLongPhoto(n: 1), DirectUploadRequests.CreateMultipartIntentBody(Long));
        var mismatch = await api.CompleteAsync(upload);

        var state = await api.GetIntentAsync(upload);

        var message = mismatch["error"].Text("message")!;
        message.Should()
            .Be(
                $"claimed_file_hash mismatch: claimed {DirectUploadRequests.ComputeSha256(Long)}, uploaded "
                + $"{DirectUploadRequests.ComputeSha256(DirectUploadRequests.CreateLongPhoto(n: 1))}");
        state.Json.Text("error_message").Should().Be(message);
        await ShouldRefuseEveryRequestAsync(api, upload, "Upload has failed: " + message);
    }

    [Theory]
    [OnBothStores("single_shot", false)]
    [OnBothStores("multipart", false)]
    [OnBothStores("single_shot", true)]
    [OnBothStores("multipart", true)]
    public async Task An_aborted_upload_leaves_no_bytes_and_accepts_only_another_abort(
        StoreUnderTest store, string mode, bool sent)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var intent = DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode));
        var upload = sent ? await api.CreateAndSendAsync(Long, intent) : await api.CreateIntentAsync(intent);

        var (first, second) = (await api.AbortAsync(upload, "no more"), await api.AbortAsync(upload, "another reason"));

        first.Text.Should().Be($$"""{"upload_id":"{{upload.Text("upload_id")}}","aborted":true,"reason":"no more"}""");
        (second.Status, second.Text).Should().Be((200, first.Text));
        (await GetUploadSummaryAsync(api, upload)).Should().StartWith("FAILED").And.EndWith("error \"Upload aborted: no more\"");
        await ShouldRefuseEveryRequestAsync(api, upload, "Upload has failed: Upload aborted: no more", aborted: true);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_renewed_part_URL_extends_the_expiry_of_its_upload()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        await api.SendPartAsync(upload, Long, 1);
        await api.AdvanceAsync(TimeSpan.FromMinutes(9));

        var retried = await api.RetryPartAsync(upload, 2);
        await api.AdvanceAsync(TimeSpan.FromMinutes(9));
        var (stale, fresh) = (await DirectUploadRequests.PutPartAsync(upload, 2, DirectUploadRequests.GetPart(Long, 2)),
            await DirectUploadRequests.PutAsync(retried.Json.Text("url")!, DirectUploadRequests.GetPart(Long, 2)));
        var confirmed = await api.ConfirmPartAsync(upload, 2, fresh.Header("ETag")!, 1000);

        retried.Json.Text("expires_at").Should().Be("2026-02-01T00:19:00Z");
        (await api.GetIntentAsync(upload)).Json.Text("expires_at").Should().Be("2026-02-01T00:19:00Z");
        (stale.StatusAndS3Code(), fresh.Status, confirmed.Status).Should().Be(("403 AccessDenied", 200, 200));
        (await api.CompleteAsync(upload)).Status.Should().Be(202);
    }

    [Theory]
    [OnBothStores]
    public async Task A_single_shot_upload_has_no_parts_to_confirm_or_retry(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var (confirmed, retried) = (await api.ConfirmPartAsync(upload, 1, "\"a\"", 1), await api.RetryPartAsync(upload, 1));

        (confirmed.Status, retried.Status).Should().Be((409, 409));
        confirmed["error"].Text("message").Should().Be("Upload is single_shot: it has no parts");
        (await api.GetIntentStatusAsync(upload)).Should().Be("PENDING");
    }

    /// <summary>Complete, abort, confirm and retry return 409 with the same message.</summary>
    private static async Task ShouldRefuseEveryRequestAsync(
        TestApi api, JsonElement upload, string message, bool completed = false, bool aborted = false)
    {
        var responses = new List<TestResponse> { await api.ConfirmPartAsync(upload, 1, "\"a\"", 1), await api.RetryPartAsync(upload, 1) };
        if (!completed) responses.Add(await api.CompleteAsync(upload));
        if (!aborted) responses.Add(await api.AbortAsync(upload));
        responses.Select(response => $"{response.Status} {response.Code} {response["error"].Text("message")}").Distinct().Should()
            .Equal($"409 HTTP_409 {message}");
    }

    private static async Task<string> GetUploadSummaryAsync(TestApi api, JsonElement upload)
    {
        var state = (await api.GetIntentAsync(upload)).Json;
        string Raw(string name) => state.GetProperty(name).GetRawText();
        return $"{state.Text("status")} {Raw("parts_confirmed")}/{Raw("total_parts")} {Raw("progress_percent")}% confirmed "
            + $"{Raw("confirmed_at")} error {Raw("error_message")}";
    }
}
