using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Abort, expiry, reset and restart during an upload, and the removal of its bytes.</summary>
public sealed class InterruptedUploadTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory]
    [OnBothStores]
    public async Task A_part_uploaded_during_an_abort_is_not_stored(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        await api.SendPartAsync(upload, Long, 2);
        using var put = await ManualPutRequest.BeginAsync(DirectUploadRequests.GetPartUrl(upload, 1), DirectUploadRequests.MinimumPartSize);
        await put.SendAsync(new byte[1_000_000]);

        var aborted = await api.AbortAsync(upload);
        await put.SendAsync(new byte[DirectUploadRequests.MinimumPartSize - 1_000_000]);
        var response = await put.ReadResponseAsync();

        aborted.Status.Should().Be(200);
        response.Should().StartWith(store.Choose("HTTP/1.1 404", "HTTP/1.1 200"), "MinIO aborts only after the part has arrived");
        if (store == StoreUnderTest.Embedded) response.Should().Contain("<Code>NoSuchUpload</Code>");
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
    public async Task A_PUT_after_the_end_of_an_upload_creates_no_file_and_its_bytes_are_removed(
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
        var response = await put.ReadResponseAsync();
        await api.AdvanceAsync(TimeSpan.FromMinutes(11));
        await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(1)));

        ended.Status.Should().Be(completed ? 202 : 200);
        response.Should().StartWith("HTTP/1.1 200", "storage does not know intents");
        (await api.GetIntentStatusAsync(upload)).Should().Be(completed ? "COMPLETED" : "FAILED");
        (await fixture.ListObjectsAsync(completed ? 1 : 0)).Should().HaveCount(completed ? 1 : 0, "only the created file is kept");
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task The_bytes_of_expired_uploads_are_removed_with_the_next_intent(StoreUnderTest store, string mode)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));
        await api.AdvanceAsync(TimeSpan.FromMinutes(10));
        var stored = await fixture.ListObjectsAsync();

        await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        if (mode == "single_shot" || store == StoreUnderTest.Embedded) stored.Should().NotBeEmpty("only MinIO does not list parts");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
    }

    [Theory]
    [OnBothStores("single_shot", "404 NoSuchKey")]
    [OnBothStores("multipart", "404 NoSuchUpload")]
    public async Task A_reset_removes_an_upload_and_its_bytes(StoreUnderTest store, string mode, string gone)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));

        await api.PostAsync("/_emulator/reset");

        var responses = new[] { await api.GetIntentAsync(upload), await api.CompleteAsync(upload), await api.AbortAsync(upload),
            await api.ConfirmPartAsync(upload, 1, "\"a\"", 1), await api.RetryPartAsync(upload, 1) };
        responses.Select(response => (response.Status, response.Code)).Distinct().Should().Equal((404, "HTTP_404"));
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
        if (mode == "multipart")
            (await DirectUploadRequests.PutPartAsync(upload, 2, DirectUploadRequests.GetPart(Long, 2))).StatusAndS3Code().Should().Be(gone);
    }

    [Theory]
    [OnBothStores]
    public async Task A_reset_during_completion_returns_a_documented_status_and_leaves_no_bytes(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var (responses, bytes) = (new List<TestResponse>(), DirectUploadRequests.CreateLongPhoto(4));
        for (var round = 0; round < 8; round++)
        {
            var upload = await api.CreateAndSendAsync(bytes, DirectUploadRequests.CreateMultipartIntentBody(bytes));
            var completing = api.CompleteAsync(upload);
            await Task.Delay(round * 5);
            await api.PostAsync("/_emulator/reset");
            responses.Add(await completing);
        }

        responses.Select(response => response.Status).Should()
            .BeSubsetOf([202, 404, 409, 422], string.Join('\n', responses.Select(response => response.Text)));
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Theory]
    [OnBothStores]
    public async Task An_upload_that_expires_during_its_completion_is_either_completed_or_expired(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var responses = new List<TestResponse>();
        var bytes = DirectUploadRequests.CreateLongPhoto(4);
        for (var round = 0; round < 8; round++)
        {
            var upload = await api.CreateAndSendAsync(bytes, DirectUploadRequests.CreateMultipartIntentBody(bytes));
            var completing = api.CompleteAsync(upload);
            await Task.Delay(round * 4);
            await api.AdvanceAsync(TimeSpan.FromMinutes(10));
            await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
            responses.Add(await completing);
        }

        responses.Select(response => response.Status).Should()
            .BeSubsetOf([202, 409], string.Join('\n', responses.Select(response => response.Text)));
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(responses.Count(response => response.Status == 202));
        var files = responses.Exists(response => response.Status == 202) ? 1 : 0;
        (await fixture.ListObjectsAsync(files)).Should().HaveCount(files);
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task An_upload_survives_a_restart(StoreUnderTest store, string mode)
    {
        await using var fixture = new StoreFixture(store);
        JsonElement upload;
        await using (var before = await fixture.StartAsync())
        {
            upload = await before.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));
            (await before.GetIntentStatusAsync(upload)).Should().Be("UPLOADED");
        }

        await using var after = await fixture.StartAsync();
        var (state, response) = ((await after.GetIntentAsync(upload)).Json, await after.CompleteAsync(upload));

        state.Text("status").Should().Be("UPLOADED");
        response.Status.Should().Be(202, response.Text);
        (await after.DownloadAsync(response.Json.Text("file_id")!)).SequenceEqual(Long).Should().BeTrue();
    }

    [Theory]
    [OnBothStores]
    public async Task Ten_concurrent_completions_create_one_file_and_count_once(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long));

        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.CompleteAsync(upload)));

        responses.Select(response => (response.Status, response.Text)).Distinct().Should().ContainSingle().Which.Status.Should().Be(202);
        (await api.ListFilesAsync()).Ids().Should().Equal(responses[0].Json.Text("file_id"));
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
        (await fixture.ListObjectsAsync(1)).Should().HaveCount(1);
    }
}
