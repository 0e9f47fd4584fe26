using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Which bytes stay in storage for snapshots, and when they go.</summary>
public sealed class ContentTests
{
    private static readonly byte[] Long = Intents.LongPhoto();

    [Theory, OnBothStores]
    public async Task Content_stays_while_a_snapshot_refers_to_it_and_goes_with_the_last_one(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var file = await api.UploadedAsync(Samples.Photo(), "a.jpg");
        await api.SaveAsync("one");
        await api.SaveAsync("two");

        await api.DeleteAsync($"/api/v2/files/{file}");
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        (await api.GetAsync("/api/v2/files")).Must(200);
        await api.DropAsync("one");
        await api.RestoreAsync("two");
        (await api.BytesAsync(file)).Should().Equal(Samples.Photo());
        await api.DeleteAsync($"/api/v2/files/{file}");
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        (await api.GetAsync("/api/v2/files")).Must(200);
        (await kept.StoredAsync(1)).Should().ContainSingle();
        await api.DropAsync("two");

        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    [Theory, OnBothStores]
    public async Task Content_that_came_after_the_snapshot_goes_when_it_is_restored(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var file = await api.UploadedAsync(Samples.Photo(), "a.jpg");
        await api.SaveAsync("start");
        await api.UploadedAsync(Samples.Photo(1), "b.jpg");
        await api.UploadedAsync(Samples.Note(1), "b.txt");

        await api.RestoreAsync("start");

        (await kept.StoredAsync(1)).Should().ContainSingle().Which.Should().Contain(Intents.Hash(Samples.Photo()));
        (await api.BytesAsync(file)).Should().Equal(Samples.Photo());
        await api.UploadedAsync(Samples.Photo(1), "b.jpg");
        (await kept.StoredAsync(2)).Should().HaveCount(2);
    }

    [Theory, OnBothStores]
    public async Task A_reset_keeps_snapshots_and_their_content_unless_it_is_told_otherwise(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var file = await api.UploadedAsync(Samples.Photo(), "a.jpg");
        await api.SaveAsync("start");
        await api.UploadedAsync(Samples.Photo(1), "b.jpg");

        (await api.PostAsync("/_emulator/reset")).Must(200);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
        (await kept.StoredAsync(1)).Should().ContainSingle();
        await api.RestoreAsync("start");
        (await api.BytesAsync(file)).Should().Equal(Samples.Photo());
        (await api.PostAsync("/_emulator/reset?snapshots=true")).Must(200);

        (await api.GetAsync(Saved.Path)).Text.Should().Be("""{"items":[],"total_count":0}""");
        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    [Theory, OnBothStores]
    public async Task LlamaClouds_content_stays_as_long(Store store)
    {
        await using var kept = new Kept(store);
        await using var owner = await kept.StartAsync();
        var api = owner.As("llx-snapshots");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Photo()), "file", "a.jpg" }, { new StringContent("parse"), "purpose" } };
        var id = (await api.SendAsync(HttpMethod.Post, "/api/v1/beta/files", form)).Must(200)["id"].GetString();
        await api.SaveAsync("start");

        (await api.DeleteAsync($"/api/v1/beta/files/{id}")).Must(204);
        await api.RestoreAsync("start");
        var url = (await api.GetAsync($"/api/v1/beta/files/{id}/content")).Must(200)["url"].GetString()!;
        (await Intents.SendAsync(HttpMethod.Get, url, new ByteArrayContent([]))).Bytes.Should().Equal(Samples.Photo());
        (await api.DeleteAsync($"/api/v1/beta/files/{id}")).Must(204);
        await api.DropAsync("start");

        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task Parts_that_had_arrived_are_there_again_and_the_upload_can_be_completed_twice()
    {
        await using var api = await Api.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var upload = await api.AnnouncedAsync(Intents.InParts(Long));
        await api.SendPartAsync(upload, Long, 1);
        await api.SaveAsync("half");

        var files = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            (await api.CompleteAsync(upload)).Field.Should().Be("parts", "one is missing");
            await api.SendPartAsync(upload, Long, 2);
            var completed = (await api.CompleteAsync(upload)).Must(202);
            files.Add(completed.Text);
            (await api.BytesAsync(completed["file_id"].GetString()!)).SequenceEqual(Long).Should().BeTrue();
            await api.RestoreAsync("half");
        }

        files[1].Should().Be(files[0]);
    }

    [OnMinio]
    public async Task An_upload_under_way_on_an_S3_server_has_failed_after_a_restore_and_gives_its_credits_back()
    {
        await using var kept = new Kept(Store.Minio);
        await using var api = await kept.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var upload = await api.AnnouncedAsync(Intents.InParts(Long));
        await api.SendPartAsync(upload, Long, 1);
        await api.SaveAsync("half");

        await api.RestoreAsync("half");
        var state = await api.StateAsync(upload);

        (state["status"].GetString(), state["error_message"].GetString()).Should().Be(("FAILED", Lost));
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    private const string Lost = "Upload was under way when the snapshot was saved, and is not carried over";
}
