using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>PUTs to a URL whose upload has ended: storage accepts them, as S3 does, and does not keep their bytes.</summary>
public sealed class LatePutTests
{
    private static readonly byte[] Photo = Samples.Photo();

    [Fact]
    public async Task A_PUT_after_completion_returns_200_and_is_not_stored()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Photo);
        var completed = await api.CompleteAsync(upload);
        var before = await fixture.ListObjectsAsync();

        var late = await DirectUploadRequests.PutAsync(upload, Photo);

        late.Status.Should().Be(200);
        late.Header("ETag").Should().Be($"\"{Convert.ToHexStringLower(Scopix.Emulator.Tests.Storage.S3ResponseExtensions.Md5(Photo))}\"");
        (await fixture.ListObjectsAsync()).Should().Equal(before);
        (await api.CompleteAsync(upload)).Text.Should().Be(completed.Text);
    }

    [Fact]
    public async Task A_PUT_after_an_abort_or_a_failure_is_not_stored()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var aborted = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Photo));
        var failed = await api.CreateAndSendAsync(Photo, DirectUploadRequests.CreateIntentBody(Photo, ("size_bytes", 1)));
        await api.AbortAsync(aborted);
        (await api.CompleteAsync(failed)).Status.Should().Be(409);

        var late = new[] { await DirectUploadRequests.PutAsync(aborted, Photo), await DirectUploadRequests.PutAsync(failed, Photo) };

        late.Should().OnlyContain(put => put.Status == 200);
        (await fixture.ListObjectsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_PUT_to_a_valid_URL_of_an_expired_upload_is_not_stored()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Photo));
        await api.AdvanceAsync(TimeSpan.FromMinutes(10));

        var late = await DirectUploadRequests.PutAsync(upload, Photo);

        late.Status.Should().Be(200);
        (await fixture.ListObjectsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_PUT_after_a_reset_is_not_stored()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Photo));
        await api.PostAsync("/_emulator/reset");

        var late = await DirectUploadRequests.PutAsync(upload, Photo);

        late.Status.Should().Be(200);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_PUT_that_ends_after_the_completion_is_not_stored()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Photo);
        using var put = await ManualPutRequest.BeginAsync(upload.Text("presigned_url")!, Photo.Length, upload.GetProperty("headers"));
        await put.SendAsync(Photo[..^1]);
        await DirectUploadRequests.WaitUntilAsync(async () => (await fixture.ListObjectsAsync()).Length == 2);
        (await api.CompleteAsync(upload)).Status.Should().Be(202);

        await put.SendAsync(Photo[^1..]);
        var response = await put.ReadResponseAsync();

        response.Should().Contain("200 OK");
        (await fixture.ListObjectsAsync(1)).Should().ContainSingle().Which.Should().Contain(DirectUploadRequests.ComputeSha256(Photo));
    }

    [Fact]
    public async Task PUTs_concurrent_with_a_completion_leave_no_bytes()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        for (var n = 0; n < 8; n++)
        {
            var photo = Samples.Photo(n);
            var upload = await api.CreateAndSendAsync(photo);
            var puts = Enumerable.Range(0, 4).Select(_ => DirectUploadRequests.PutAsync(upload, photo)).ToList();

            (await api.CompleteAsync(upload)).Status.Should().Be(202);
            await Task.WhenAll(puts);
        }

        (await fixture.ListObjectsAsync(8)).Should().HaveCount(8).And
            .OnlyContain(file => !file.Contains("uploads", StringComparison.Ordinal));
    }
}
