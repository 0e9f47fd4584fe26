using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>Uploads, downloads and deletions through the API, and the objects left on the store.</summary>
public sealed class StoresTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory, OnBothStores("single_shot"), OnBothStores("multipart")]
    public async Task A_direct_upload_becomes_a_file_with_its_bytes_and_its_name(StoreUnderTest store, string mode)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api
            .CreateAndSendAsync(Long,
                DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode), ("filename", "Pfahl ü.jpg")));
        (await api.GetIntentStatusAsync(upload)).Should().Be("UPLOADED");

        var completed = await api.CompleteAsync(upload);
        var (file, link) = (completed.Json.Text("file_id"),
            (await api.GetAsync($"/api/v2/files/{completed.Json.Text("file_id")}/download")).Header("Location")!);
        var downloaded = await DirectUploadRequests.SendToStorageAsync(HttpMethod.Get, link, new ByteArrayContent([]));

        completed.Status.Should().Be(202, completed.Text);
        completed.Json.Text("object_key").Should().Be(upload.Text("object_key"));
        downloaded.Bytes.SequenceEqual(Long).Should().BeTrue();
        downloaded.Header("Content-Type").Should().Be("image/jpeg");
        downloaded.Header("Content-Disposition").Should().Contain("filename*=UTF-8''Pfahl%20%C3%BC.jpg");
        (await fixture.ListObjectsAsync(1)).Should().ContainSingle().Which.Should().Contain(DirectUploadRequests.ComputeSha256(Long));
    }

    [Theory, OnBothStores]
    public async Task Streamed_files_are_stored_once_and_their_text_is_read_back(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();

        var note = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        var (first, second) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(), "b.jpg"));

        (await api.GetAsync($"/api/v2/files/{note}"))["extracted_text"].GetString().Should().Contain("The pump was repaired.");
        foreach (var photo in new[] { first, second }) (await api.DownloadAsync(photo)).SequenceEqual(Samples.Photo()).Should().BeTrue();
        (await fixture.ListObjectsAsync(4)).Should().HaveCount(4, "a note, its text, its page and one photo");
    }

    [Theory, OnBothStores]
    public async Task Content_is_deleted_with_its_last_file_and_can_be_uploaded_again_at_once(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
            await api.DeleteAsync($"/api/v2/files/{file}");
            await api.AdvanceAsync(TimeSpan.FromDays(31));
            await api.ListFilesAsync();
        }

        var last = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        (await fixture.ListObjectsAsync(1)).Should().ContainSingle();
        (await api.DownloadAsync(last)).SequenceEqual(Samples.Photo()).Should().BeTrue();
    }

    [Theory, OnBothStores]
    public async Task A_reset_removes_only_the_tenant_s_bytes(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var otherFile = await other.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var pending = await api.CreateAndSendAsync(Samples.Photo(1));
        var parts = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        await api.SendPartAsync(parts, Long, 2);

        await api.PostAsync("/_emulator/reset");
        var again = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        (await fixture.ListObjectsAsync(2)).Should().HaveCount(2).And
            .OnlyContain(file => file.Contains(DirectUploadRequests.ComputeSha256(Samples.Photo())));
        (await DirectUploadRequests.PutPartAsync(parts, 2, DirectUploadRequests.GetPart(Long, 2))).StatusAndS3Code().Should()
            .Be("404 NoSuchUpload");
        (await other.DownloadAsync(otherFile)).SequenceEqual(Samples.Photo()).Should().BeTrue();
        (await api.DownloadAsync(again)).SequenceEqual(Samples.Photo()).Should().BeTrue();
        (await api.GetIntentAsync(pending)).Status.Should().Be(404);
    }

    [Theory, OnBothStores]
    public async Task Bytes_PUT_before_a_reset_do_not_count_for_the_upload_with_the_same_id_after_it(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var before = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        await api.PostAsync("/_emulator/reset");
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var after = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var completed = await DirectUploadRequests.PutAsync(before, Samples.Photo());

        after.Text("upload_id").Should().Be(before.Text("upload_id"), "ids follow from the seed");
        completed.Status.Should().Be(200);
        if (store == StoreUnderTest.Minio)
            (await api.GetIntentStatusAsync(after)).Should().Be("PENDING", "its object has a key of its own");
        (await DirectUploadRequests.PutAsync(after, Samples.Photo())).Status.Should().Be(200);
        (await api.CompleteAsync(after)).Status.Should().Be(202);
    }

    [Theory, OnBothStores("single_shot"), OnBothStores("multipart")]
    public async Task An_upload_and_its_files_survive_a_restart(StoreUnderTest store, string mode)
    {
        await using var fixture = new StoreFixture(store);
        string file;
        System.Text.Json.JsonElement upload;
        await using (var before = await fixture.StartAsync())
        {
            file = await before.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
            upload = await before.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));
        }

        await using var after = await fixture.StartAsync();
        var response = await after.CompleteAsync(upload);

        response.Status.Should().Be(202, response.Text);
        (await after.DownloadAsync(response.Json.Text("file_id")!)).SequenceEqual(Long).Should().BeTrue();
        (await after.DownloadAsync(file)).SequenceEqual(Samples.Photo()).Should().BeTrue();
    }

    [Theory, OnBothStores]
    public async Task Responses_have_the_same_form_on_both_stores(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync(options => options with { Data = null });
        await api.FreezeAsync("2026-02-01T00:00:00Z");

        var upload = await api.CreateAndSendAsync(Samples.Photo());
        var completed = await api.CompleteAsync(upload);

        upload.Text("expires_at").Should().Be("2026-02-01T00:10:00Z", "it is the tenant's time on either store");
        upload.Text("bucket_name").Should().Be(fixture.Bucket);
        upload.Text("object_key").Should().MatchRegex($"^images/[0-9a-f]{{16}}/{DirectUploadRequests.ComputeSha256(Samples.Photo())}.jpg$");
        new Uri(upload.Text("presigned_url")!).Query.Split('&').Select(pair => pair.Split('=')[0]).Should().Equal(
            "?X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature");
        completed.Json.Text("file_id").Should().NotBeNull();
    }
}
