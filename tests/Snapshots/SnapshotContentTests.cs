using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Which bytes are kept in storage for snapshots, and when they are removed.</summary>
public sealed class SnapshotContentTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory, OnBothStores]
    public async Task Content_is_kept_while_a_snapshot_refers_to_it_and_removed_with_the_last_one(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("one");
        await api.SaveSnapshotAsync("two");

        await api.DeleteAsync($"/api/v2/files/{file}");
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        (await api.GetAsync("/api/v2/files")).EnsureStatus(200);
        await api.DeleteSnapshotAsync("one");
        await api.RestoreSnapshotAsync("two");
        (await api.DownloadFileAsync(file)).Should().Equal(Samples.Photo());
        await api.DeleteAsync($"/api/v2/files/{file}");
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        (await api.GetAsync("/api/v2/files")).EnsureStatus(200);
        (await fixture.ListObjectsAsync(1)).Should().ContainSingle();
        await api.DeleteSnapshotAsync("two");

        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Theory, OnBothStores]
    public async Task Content_added_after_the_snapshot_is_removed_by_a_restore(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg");
        await api.UploadAndGetIdAsync(Samples.Note(1), "b.txt");

        await api.RestoreSnapshotAsync("start");

        (await fixture.ListObjectsAsync(1)).Should().ContainSingle().Which.Should()
            .Contain(DirectUploadRequests.ComputeSha256(Samples.Photo()));
        (await api.DownloadFileAsync(file)).Should().Equal(Samples.Photo());
        await api.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg");
        (await fixture.ListObjectsAsync(2)).Should().HaveCount(2);
    }

    [Theory, OnBothStores]
    public async Task A_reset_keeps_snapshots_and_their_content_unless_requested_otherwise(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg");

        (await api.PostAsync("/_emulator/reset")).EnsureStatus(200);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
        (await fixture.ListObjectsAsync(1)).Should().ContainSingle();
        await api.RestoreSnapshotAsync("start");
        (await api.DownloadFileAsync(file)).Should().Equal(Samples.Photo());
        (await api.PostAsync("/_emulator/reset?snapshots=true")).EnsureStatus(200);

        (await api.GetAsync(SnapshotRequests.SnapshotsPath)).Text.Should().Be("""{"items":[],"total_count":0}""");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Theory, OnBothStores]
    public async Task LlamaCloud_content_is_kept_while_a_snapshot_refers_to_it(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var owner = await fixture.StartAsync();
        var api = owner.WithKey("llx-snapshots");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Photo()), "file", "a.jpg" },
            { new StringContent("parse"), "purpose" } };
        var id = (await api.SendAsync(HttpMethod.Post, "/api/v1/beta/files", form)).EnsureStatus(200)["id"].GetString();
        await api.SaveSnapshotAsync("start");

        (await api.DeleteAsync($"/api/v1/beta/files/{id}")).EnsureStatus(204);
        await api.RestoreSnapshotAsync("start");
        var url = (await api.GetAsync($"/api/v1/beta/files/{id}/content")).EnsureStatus(200)["url"].GetString()!;
        (await DirectUploadRequests.SendToStorageAsync(HttpMethod.Get, url, new ByteArrayContent([]))).Bytes.Should()
            .Equal(Samples.Photo());
        (await api.DeleteAsync($"/api/v1/beta/files/{id}")).EnsureStatus(204);
        await api.DeleteSnapshotAsync("start");

        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task Uploaded_parts_are_restored_and_the_upload_can_be_completed_again_after_a_restore()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        await api.SendPartAsync(upload, Long, 1);
        await api.SaveSnapshotAsync("half");

        var files = new List<string>();
        for (var iteration = 0; iteration < 2; iteration++)
        {
            (await api.CompleteAsync(upload)).Field.Should().Be("parts", "one is missing");
            await api.SendPartAsync(upload, Long, 2);
            var completed = (await api.CompleteAsync(upload)).EnsureStatus(202);
            files.Add(completed.Text);
            (await api.DownloadFileAsync(completed["file_id"].GetString()!)).SequenceEqual(Long).Should().BeTrue();
            await api.RestoreSnapshotAsync("half");
        }

        files[1].Should().Be(files[0]);
    }

    [OnMinio]
    public async Task An_unfinished_upload_on_an_S3_server_is_failed_by_a_restore_and_its_credits_are_refunded()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Minio);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));
        await api.SendPartAsync(upload, Long, 1);
        await api.SaveSnapshotAsync("half");

        await api.RestoreSnapshotAsync("half");
        var state = await api.GetIntentAsync(upload);

        (state["status"].GetString(), state["error_message"].GetString()).Should().Be(("FAILED", LostUploadMessage));
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    private const string LostUploadMessage = "Upload was in progress when the snapshot was saved, and its bytes are not in the snapshot";
}
