using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Abort, expiry, reset and restart in the middle of an upload, and what is left of its bytes.</summary>
public sealed class InterruptedTests
{
    private static readonly byte[] Long = Intents.LongPhoto();

    [Theory]
    [OnBothStores]
    public async Task A_part_that_is_PUT_during_an_abort_finds_no_upload_and_leaves_nothing(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var upload = await api.AnnouncedAsync(Intents.InParts(Long));
        await api.SendPartAsync(upload, Long, 2);
        using var put = await HeldPut.BeginAsync(Intents.PartUrl(upload, 1), Intents.Part);
        await put.SendAsync(new byte[1_000_000]);

        var aborted = await api.AbortAsync(upload);
        await put.SendAsync(new byte[Intents.Part - 1_000_000]);
        var answer = await put.AnswerAsync();

        aborted.Status.Should().Be(200);
        answer.Should().StartWith(store.Says("HTTP/1.1 404", "HTTP/1.1 200"), "MinIO aborts when the part has arrived");
        if (store == Store.Embedded) answer.Should().Contain("<Code>NoSuchUpload</Code>");
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await kept.StoredAsync(0)).Should().BeEmpty();
        await Intents.SettleAsync(async () => (await Intents.PutPartAsync(upload, 2, Intents.PartOf(Long, 2))).S3() == "404 NoSuchUpload");
    }

    [Theory]
    [OnBothStores(true)]
    [OnBothStores(false)]
    public async Task What_is_PUT_after_the_end_of_an_upload_makes_no_file_and_goes_when_its_URL_has_expired(Store store, bool completed)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var upload = await api.AnnouncedAsync(Intents.Of(Samples.Photo()));
        using var put = await HeldPut.BeginAsync(upload.Text("presigned_url")!, Samples.Photo().Length, upload.GetProperty("headers"));
        await put.SendAsync(Samples.Photo()[..100]);
        if (completed) await Intents.PutAsync(upload, Samples.Photo());
        var ended = completed ? await api.CompleteAsync(upload) : await api.AbortAsync(upload);

        await put.SendAsync(Samples.Photo()[100..]);
        var answer = await put.AnswerAsync();
        await api.AdvanceAsync(TimeSpan.FromMinutes(11));
        await api.AnnouncedAsync(Intents.Of(Samples.Photo(1)));

        ended.Status.Should().Be(completed ? 202 : 200);
        answer.Should().StartWith("HTTP/1.1 200", "storage knows nothing of intents");
        (await api.StatusOfAsync(upload)).Should().Be(completed ? "COMPLETED" : "FAILED");
        (await kept.StoredAsync(completed ? 1 : 0)).Should().HaveCount(completed ? 1 : 0, "only the file that was made is kept");
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task The_bytes_of_expired_uploads_go_when_the_next_one_is_announced(Store store, string mode)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var upload = await api.SentAsync(Long, Intents.InParts(Long, ("upload_mode", mode)));
        await api.AdvanceAsync(TimeSpan.FromMinutes(10));
        var stored = await kept.StoredAsync();

        await api.AnnouncedAsync(Intents.Of(Samples.Photo()));

        if (mode == "single_shot" || store == Store.Embedded) stored.Should().NotBeEmpty("MinIO lists no parts");
        (await kept.StoredAsync(0)).Should().BeEmpty();
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
    }

    [Theory]
    [OnBothStores("single_shot", "404 NoSuchKey")]
    [OnBothStores("multipart", "404 NoSuchUpload")]
    public async Task A_reset_forgets_an_upload_and_its_bytes(Store store, string mode, string gone)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var upload = await api.SentAsync(Long, Intents.InParts(Long, ("upload_mode", mode)));

        await api.PostAsync("/_emulator/reset");

        var replies = new[] { await api.StateAsync(upload), await api.CompleteAsync(upload), await api.AbortAsync(upload), await api.ConfirmAsync(upload, 1, "\"a\"", 1), await api.RetryAsync(upload, 1) };
        replies.Select(reply => (reply.Status, reply.Code)).Distinct().Should().Equal((404, "HTTP_404"));
        (await kept.StoredAsync(0)).Should().BeEmpty();
        if (mode == "multipart") (await Intents.PutPartAsync(upload, 2, Intents.PartOf(Long, 2))).S3().Should().Be(gone);
    }

    [Theory]
    [OnBothStores]
    public async Task A_reset_during_complete_answers_in_the_envelope_and_leaves_nothing(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var (replies, bytes) = (new List<Reply>(), Intents.LongPhoto(4));
        for (var round = 0; round < 8; round++)
        {
            var upload = await api.SentAsync(bytes, Intents.InParts(bytes));
            var completing = api.CompleteAsync(upload);
            await Task.Delay(round * 5);
            await api.PostAsync("/_emulator/reset");
            replies.Add(await completing);
        }

        replies.Select(reply => reply.Status).Should().BeSubsetOf([202, 404, 409, 422], string.Join('\n', replies.Select(reply => reply.Text)));
        (await api.ListAsync())["total_count"].GetInt32().Should().Be(0);
        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    [Theory]
    [OnBothStores]
    public async Task An_upload_that_is_swept_while_it_is_completed_is_either_completed_or_expired(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var replies = new List<Reply>();
        var bytes = Intents.LongPhoto(4);
        for (var round = 0; round < 8; round++)
        {
            var upload = await api.SentAsync(bytes, Intents.InParts(bytes));
            var completing = api.CompleteAsync(upload);
            await Task.Delay(round * 4);
            await api.AdvanceAsync(TimeSpan.FromMinutes(10));
            await api.AnnouncedAsync(Intents.Of(Samples.Photo()));
            replies.Add(await completing);
        }

        replies.Select(reply => reply.Status).Should().BeSubsetOf([202, 409], string.Join('\n', replies.Select(reply => reply.Text)));
        (await api.ListAsync())["total_count"].GetInt32().Should().Be(replies.Count(reply => reply.Status == 202));
        var files = replies.Exists(reply => reply.Status == 202) ? 1 : 0;
        (await kept.StoredAsync(files)).Should().HaveCount(files);
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task An_upload_outlives_a_restart(Store store, string mode)
    {
        await using var kept = new Kept(store);
        JsonElement upload;
        await using (var before = await kept.StartAsync())
        {
            upload = await before.SentAsync(Long, Intents.InParts(Long, ("upload_mode", mode)));
            (await before.StatusOfAsync(upload)).Should().Be("UPLOADED");
        }

        await using var after = await kept.StartAsync();
        var (state, reply) = ((await after.StateAsync(upload)).Json, await after.CompleteAsync(upload));

        state.Text("status").Should().Be("UPLOADED");
        reply.Status.Should().Be(202, reply.Text);
        (await after.DownloadAsync(reply.Json.Text("file_id")!)).SequenceEqual(Long).Should().BeTrue();
    }

    [Theory]
    [OnBothStores]
    public async Task Ten_completions_at_once_make_one_file_and_count_once(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var upload = await api.SentAsync(Long, Intents.InParts(Long));

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.CompleteAsync(upload)));

        replies.Select(reply => (reply.Status, reply.Text)).Distinct().Should().ContainSingle().Which.Status.Should().Be(202);
        (await api.ListAsync()).Ids().Should().Equal(replies[0].Json.Text("file_id"));
        (await api.UsageAsync()).Should().Be(1);
        (await kept.StoredAsync(1)).Should().HaveCount(1);
    }
}
