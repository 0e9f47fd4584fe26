using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>Uploads, downloads and deletions as a client sees them, and what is left on the store.</summary>
public sealed class StoresTests
{
    private static readonly byte[] Long = Intents.LongPhoto();

    [Theory, OnBothStores("single_shot"), OnBothStores("multipart")]
    public async Task A_direct_upload_becomes_a_file_with_its_bytes_and_its_name(Store store, string mode)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var upload = await api.SentAsync(Long, Intents.InParts(Long, ("upload_mode", mode), ("filename", "Pfahl ü.jpg")));
        (await api.StatusOfAsync(upload)).Should().Be("UPLOADED");

        var completed = await api.CompleteAsync(upload);
        var (file, link) = (completed.Json.Text("file_id"), (await api.GetAsync($"/api/v2/files/{completed.Json.Text("file_id")}/download")).Header("Location")!);
        var got = await Intents.SendAsync(HttpMethod.Get, link, new ByteArrayContent([]));

        completed.Status.Should().Be(202, completed.Text);
        completed.Json.Text("object_key").Should().Be(upload.Text("object_key"));
        got.Bytes.SequenceEqual(Long).Should().BeTrue();
        got.Header("Content-Type").Should().Be("image/jpeg");
        got.Header("Content-Disposition").Should().Contain("filename*=UTF-8''Pfahl%20%C3%BC.jpg");
        (await kept.StoredAsync(1)).Should().ContainSingle().Which.Should().Contain(Intents.Hash(Long));
    }

    [Theory, OnBothStores]
    public async Task Streamed_files_are_stored_once_and_their_text_is_read_back(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();

        var note = await api.UploadedAsync(Samples.Note(), "note.txt");
        var (first, second) = (await api.UploadedAsync(Samples.Photo(), "a.jpg"), await api.UploadedAsync(Samples.Photo(), "b.jpg"));

        (await api.GetAsync($"/api/v2/files/{note}"))["extracted_text"].GetString().Should().Contain("The pump was repaired.");
        foreach (var photo in new[] { first, second }) (await api.DownloadAsync(photo)).SequenceEqual(Samples.Photo()).Should().BeTrue();
        (await kept.StoredAsync(4)).Should().HaveCount(4, "a note, its text, its page and one photo");
    }

    [Theory, OnBothStores]
    public async Task Content_goes_with_the_last_file_that_has_it_and_can_come_again_at_once(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var file = await api.UploadedAsync(Samples.Photo(), "a.jpg");
            await api.DeleteAsync($"/api/v2/files/{file}");
            await api.AdvanceAsync(TimeSpan.FromDays(31));
            await api.ListAsync();
        }

        var last = await api.UploadedAsync(Samples.Photo(), "a.jpg");

        (await kept.StoredAsync(1)).Should().ContainSingle();
        (await api.DownloadAsync(last)).SequenceEqual(Samples.Photo()).Should().BeTrue();
    }

    [Theory, OnBothStores]
    public async Task A_reset_removes_a_tenant_s_bytes_and_those_alone(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var other = api.As(Api.KeyOf(1));
        var theirs = await other.UploadedAsync(Samples.Photo(), "a.jpg");
        await api.UploadedAsync(Samples.Photo(), "a.jpg");
        var pending = await api.SentAsync(Samples.Photo(1));
        var parts = await api.AnnouncedAsync(Intents.InParts(Long));
        await api.SendPartAsync(parts, Long, 2);

        await api.PostAsync("/_emulator/reset");
        var again = await api.UploadedAsync(Samples.Photo(), "a.jpg");

        (await kept.StoredAsync(2)).Should().HaveCount(2).And.OnlyContain(file => file.Contains(Intents.Hash(Samples.Photo())));
        (await Intents.PutPartAsync(parts, 2, Intents.PartOf(Long, 2))).S3().Should().Be("404 NoSuchUpload");
        (await other.DownloadAsync(theirs)).SequenceEqual(Samples.Photo()).Should().BeTrue();
        (await api.DownloadAsync(again)).SequenceEqual(Samples.Photo()).Should().BeTrue();
        (await api.StateAsync(pending)).Status.Should().Be(404);
    }

    [Theory, OnBothStores]
    public async Task What_was_PUT_before_a_reset_is_not_the_upload_that_has_the_same_id_after_it(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var before = await api.AnnouncedAsync(Intents.Of(Samples.Photo()));
        await api.PostAsync("/_emulator/reset");
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var after = await api.AnnouncedAsync(Intents.Of(Samples.Photo()));

        var late = await Intents.PutAsync(before, Samples.Photo());

        after.Text("upload_id").Should().Be(before.Text("upload_id"), "ids follow from the seed");
        late.Status.Should().Be(200);
        if (store == Store.Minio) (await api.StatusOfAsync(after)).Should().Be("PENDING", "its object has a key of its own");
        (await Intents.PutAsync(after, Samples.Photo())).Status.Should().Be(200);
        (await api.CompleteAsync(after)).Status.Should().Be(202);
    }

    [Theory, OnBothStores("single_shot"), OnBothStores("multipart")]
    public async Task An_upload_and_its_files_outlive_a_restart(Store store, string mode)
    {
        await using var kept = new Kept(store);
        string file;
        System.Text.Json.JsonElement upload;
        await using (var before = await kept.StartAsync())
        {
            file = await before.UploadedAsync(Samples.Photo(), "a.jpg");
            upload = await before.SentAsync(Long, Intents.InParts(Long, ("upload_mode", mode)));
        }

        await using var after = await kept.StartAsync();
        var reply = await after.CompleteAsync(upload);

        reply.Status.Should().Be(202, reply.Text);
        (await after.DownloadAsync(reply.Json.Text("file_id")!)).SequenceEqual(Long).Should().BeTrue();
        (await after.DownloadAsync(file)).SequenceEqual(Samples.Photo()).Should().BeTrue();
    }

    [Theory, OnBothStores]
    public async Task Answers_name_the_same_things_in_the_same_form(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync(options => options with { Data = null });
        await api.FreezeAsync("2026-02-01T00:00:00Z");

        var upload = await api.SentAsync(Samples.Photo());
        var completed = await api.CompleteAsync(upload);

        upload.Text("expires_at").Should().Be("2026-02-01T00:10:00Z", "it is the tenant's time on either store");
        upload.Text("bucket_name").Should().Be(kept.Bucket);
        upload.Text("object_key").Should().MatchRegex($"^images/[0-9a-f]{{16}}/{Intents.Hash(Samples.Photo())}.jpg$");
        new Uri(upload.Text("presigned_url")!).Query.Split('&').Select(pair => pair.Split('=')[0]).Should().Equal(
            "?X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature");
        completed.Json.Text("file_id").Should().NotBeNull();
    }
}
