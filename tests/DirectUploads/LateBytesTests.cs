using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Bytes that come to a URL whose upload has ended: storage takes them, as S3 does, and nothing of them stays.</summary>
public sealed class LateBytesTests
{
    private static readonly byte[] Photo = Samples.Photo();

    [Fact]
    public async Task What_is_PUT_after_its_upload_was_completed_is_answered_and_not_kept()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var upload = await api.SentAsync(Photo);
        var completed = await api.CompleteAsync(upload);
        var before = await kept.StoredAsync();

        var late = await Intents.PutAsync(upload, Photo);

        late.Status.Should().Be(200);
        late.Header("ETag").Should().Be($"\"{Convert.ToHexStringLower(ObjectStore.S3Answers.Md5(Photo))}\"");
        (await kept.StoredAsync()).Should().Equal(before);
        (await api.CompleteAsync(upload)).Text.Should().Be(completed.Text);
    }

    [Fact]
    public async Task What_is_PUT_after_its_upload_was_aborted_or_has_failed_is_not_kept()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var aborted = await api.AnnouncedAsync(Intents.Of(Photo));
        var failed = await api.SentAsync(Photo, Intents.Of(Photo, ("size_bytes", 1)));
        await api.AbortAsync(aborted);
        (await api.CompleteAsync(failed)).Status.Should().Be(409);

        var late = new[] { await Intents.PutAsync(aborted, Photo), await Intents.PutAsync(failed, Photo) };

        late.Should().OnlyContain(put => put.Status == 200);
        (await kept.StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_PUT_in_the_last_second_of_its_URL_when_its_upload_is_over_is_not_kept()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.AnnouncedAsync(Intents.Of(Photo));
        await api.AdvanceAsync(TimeSpan.FromMinutes(10));

        var late = await Intents.PutAsync(upload, Photo);

        late.Status.Should().Be(200);
        (await kept.StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_PUT_after_a_reset_is_not_kept()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var upload = await api.AnnouncedAsync(Intents.Of(Photo));
        await api.PostAsync("/_emulator/reset");

        var late = await Intents.PutAsync(upload, Photo);

        late.Status.Should().Be(200);
        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_PUT_that_began_before_its_upload_was_completed_and_ends_after_it_is_not_kept()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var upload = await api.SentAsync(Photo);
        using var put = await HeldPut.BeginAsync(upload.Text("presigned_url")!, Photo.Length, upload.GetProperty("headers"));
        await put.SendAsync(Photo[..^1]);
        await Intents.SettleAsync(async () => (await kept.StoredAsync()).Length == 2);
        (await api.CompleteAsync(upload)).Status.Should().Be(202);

        await put.SendAsync(Photo[^1..]);
        var answer = await put.AnswerAsync();

        answer.Should().Contain("200 OK");
        (await kept.StoredAsync(1)).Should().ContainSingle().Which.Should().Contain(Intents.Hash(Photo));
    }

    [Fact]
    public async Task PUTs_beside_a_completion_leave_nothing_whichever_comes_first()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        for (var n = 0; n < 8; n++)
        {
            var photo = Samples.Photo(n);
            var upload = await api.SentAsync(photo);
            var puts = Enumerable.Range(0, 4).Select(_ => Intents.PutAsync(upload, photo)).ToList();

            (await api.CompleteAsync(upload)).Status.Should().Be(202);
            await Task.WhenAll(puts);
        }

        (await kept.StoredAsync(8)).Should().HaveCount(8).And.OnlyContain(file => !file.Contains("uploads", StringComparison.Ordinal));
    }
}
