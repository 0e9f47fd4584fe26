using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Abort, expiry, reset and restart in the middle of an upload, and what is left of its bytes.</summary>
public sealed class InterruptedUploadTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory]
    [OnBothStores]
    public async Task A_part_that_is_PUT_during_an_abort_finds_no_upload_and_leaves_nothing(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        await api.SendPartAsync(upload, Long, 2);
        using var put = await ManualPutRequest.BeginAsync(DirectUploadRequests.GetPartUrl(upload, 1), DirectUploadRequests.MinimumPartSize);
        await put.SendAsync(new byte[1_000_000]);

        var aborted = await api.AbortAsync(upload);
        await put.SendAsync(new byte[DirectUploadRequests.MinimumPartSize - 1_000_000]);
        var answer = await put.ReadResponseAsync();

        aborted.Status.Should().Be(200);
        answer.Should().StartWith(store.Choose("HTTP/1.1 404", "HTTP/1.1 200"), "MinIO aborts when the part has arrived");
        if (store == StoreUnderTest.Embedded) answer.Should().Contain("<Code>NoSuchUpload</Code>");
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
        await DirectUploadRequests
            .WaitUntilAsync(
                async () => (await DirectUploadRequests.PutPartAsync(upload, 2, DirectUploadRequests.GetPart(Long, 2))).StatusAndS3Code()
                    == "404 NoSuchUpload");
    }

    [Theory]
    [OnBothStores(true)]
    [OnBothStores(false)]
    public async Task What_is_PUT_after_the_end_of_an_upload_makes_no_file_and_goes_when_its_URL_has_expired(
        StoreUnderTest store, bool completed)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        using var put =
            await ManualPutRequest.BeginAsync(upload.Text("presigned_url")!, Samples.Photo().Length, upload.GetProperty("headers"));
        await put.SendAsync(Samples.Photo()[..100]);
        if (completed) await DirectUploadRequests.PutAsync(upload, Samples.Photo());
        var ended = completed ? await api.CompleteAsync(upload) : await api.AbortAsync(upload);

        await put.SendAsync(Samples.Photo()[100..]);
        var answer = await put.ReadResponseAsync();
        await api.AdvanceAsync(TimeSpan.FromMinutes(11));
        await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(1)));

        ended.Status.Should().Be(completed ? 202 : 200);
        answer.Should().StartWith("HTTP/1.1 200", "storage knows nothing of intents");
        (await api.GetIntentStatusAsync(upload)).Should().Be(completed ? "COMPLETED" : "FAILED");
        (await fixture.ListObjectsAsync(completed ? 1 : 0)).Should().HaveCount(completed ? 1 : 0, "only the file that was made is kept");
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task The_bytes_of_expired_uploads_go_when_the_next_one_is_announced(StoreUnderTest store, string mode)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));
        await api.AdvanceAsync(TimeSpan.FromMinutes(10));
        var stored = await fixture.ListObjectsAsync();

        await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        if (mode == "single_shot" || store == StoreUnderTest.Embedded) stored.Should().NotBeEmpty("MinIO lists no parts");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
    }

    [Theory]
    [OnBothStores("single_shot", "404 NoSuchKey")]
    [OnBothStores("multipart", "404 NoSuchUpload")]
    public async Task A_reset_forgets_an_upload_and_its_bytes(StoreUnderTest store, string mode, string gone)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));

        await api.PostAsync("/_emulator/reset");

        var replies = new[] { await api.GetIntentAsync(upload), await api.CompleteAsync(upload), await api.AbortAsync(upload),
            await api.ConfirmPartAsync(upload, 1, "\"a\"", 1), await api.RetryPartAsync(upload, 1) };
        replies.Select(reply => (reply.Status, reply.Code)).Distinct().Should().Equal((404, "HTTP_404"));
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
        if (mode == "multipart")
            (await DirectUploadRequests.PutPartAsync(upload, 2, DirectUploadRequests.GetPart(Long, 2))).StatusAndS3Code().Should().Be(gone);
    }

    [Theory]
    [OnBothStores]
    public async Task A_reset_during_complete_answers_in_the_envelope_and_leaves_nothing(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var (replies, bytes) = (new List<TestResponse>(), DirectUploadRequests.CreateLongPhoto(4));
        for (var round = 0; round < 8; round++)
        {
            var upload = await api.CreateAndSendAsync(bytes, DirectUploadRequests.CreateMultipartIntentBody(bytes));
            var completing = api.CompleteAsync(upload);
            await Task.Delay(round * 5);
            await api.PostAsync("/_emulator/reset");
            replies.Add(await completing);
        }

        replies.Select(reply => reply.Status).Should()
            .BeSubsetOf([202, 404, 409, 422], string.Join('\n', replies.Select(reply => reply.Text)));
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Theory]
    [OnBothStores]
    public async Task An_upload_that_is_swept_while_it_is_completed_is_either_completed_or_expired(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var replies = new List<TestResponse>();
        var bytes = DirectUploadRequests.CreateLongPhoto(4);
        for (var round = 0; round < 8; round++)
        {
            var upload = await api.CreateAndSendAsync(bytes, DirectUploadRequests.CreateMultipartIntentBody(bytes));
            var completing = api.CompleteAsync(upload);
            await Task.Delay(round * 4);
            await api.AdvanceAsync(TimeSpan.FromMinutes(10));
            await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
            replies.Add(await completing);
        }

        replies.Select(reply => reply.Status).Should().BeSubsetOf([202, 409], string.Join('\n', replies.Select(reply => reply.Text)));
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(replies.Count(reply => reply.Status == 202));
        var files = replies.Exists(reply => reply.Status == 202) ? 1 : 0;
        (await fixture.ListObjectsAsync(files)).Should().HaveCount(files);
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task An_upload_outlives_a_restart(StoreUnderTest store, string mode)
    {
        await using var fixture = new StoreFixture(store);
        JsonElement upload;
        await using (var before = await fixture.StartAsync())
        {
            upload = await before.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));
            (await before.GetIntentStatusAsync(upload)).Should().Be("UPLOADED");
        }

        await using var after = await fixture.StartAsync();
        var (state, reply) = ((await after.GetIntentAsync(upload)).Json, await after.CompleteAsync(upload));

        state.Text("status").Should().Be("UPLOADED");
        reply.Status.Should().Be(202, reply.Text);
        (await after.DownloadAsync(reply.Json.Text("file_id")!)).SequenceEqual(Long).Should().BeTrue();
    }

    [Theory]
    [OnBothStores]
    public async Task Ten_completions_at_once_make_one_file_and_count_once(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long));

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.CompleteAsync(upload)));

        replies.Select(reply => (reply.Status, reply.Text)).Distinct().Should().ContainSingle().Which.Status.Should().Be(202);
        (await api.ListFilesAsync()).Ids().Should().Equal(replies[0].Json.Text("file_id"));
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
        (await fixture.ListObjectsAsync(1)).Should().HaveCount(1);
    }
}
