using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Parts that are late, wrong, duplicated or missing.</summary>
public sealed class HostilePartTests
{
    private static readonly byte[] Photo = DirectUploadRequests.CreateLongPhoto(2);

    [Theory]
    [OnBothStores]
    public async Task Parts_uploaded_out_of_order_form_the_correct_file(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Photo));

        foreach (var part in new[] { 3, 1, 2 }) await api.SendPartAsync(upload, Photo, part);
        var response = await api.CompleteAsync(upload);

        response.Status.Should().Be(202, response.Text);
        (await api.DownloadAsync(response.Json.Text("file_id")!)).SequenceEqual(Photo).Should().BeTrue();
    }

    [Theory]
    [OnBothStores]
    public async Task A_part_overwritten_after_its_confirmation_must_be_confirmed_again(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var wrong = Photo.ToArray();
        wrong[DirectUploadRequests.MinimumPartSize + 7] = 1;
        var upload = await api.CreateAndSendAsync(wrong, DirectUploadRequests.CreateMultipartIntentBody(Photo));
        var put = await DirectUploadRequests.PutPartAsync(upload, 2, DirectUploadRequests.GetPart(Photo, 2));

        var early = await api.CompleteAsync(upload);
        await api.ConfirmPartAsync(upload, 2, put.Header("ETag")!, DirectUploadRequests.MinimumPartSize);
        var response = await api.CompleteAsync(upload);

        (early.Status, early.Field, early.Issue).Should().Be((422, "parts", "changed after they were confirmed: 2"));
        response.Status.Should().Be(202, response.Text);
    }

    [Theory]
    [OnBothStores]
    public async Task Completing_with_missing_parts_names_them(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Photo));
        var none = await api.CompleteAsync(upload);
        await api.SendPartAsync(upload, Photo, 2);
        await DirectUploadRequests.PutPartAsync(upload, 3, DirectUploadRequests.GetPart(Photo, 3));

        var some = await api.CompleteAsync(upload);

        (none.Status, none.Field, none.Issue).Should().Be((422, "parts", "3 of 3 are not confirmed: 1, 2, 3"));
        (some.Status, some.Field, some.Issue).Should().Be((422, "parts", "2 of 3 are not confirmed: 1, 3"));
        (await api.GetIntentStatusAsync(upload)).Should().Be("PENDING");
    }

    [Fact]
    public async Task Completing_with_many_missing_parts_names_the_first_twenty()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api
            .CreateIntentAsync(
                DirectUploadRequests.CreateMultipartIntentBody(Photo, ("size_bytes", 25L * DirectUploadRequests.MinimumPartSize)));

        var response = await api.CompleteAsync(upload);

        response.Issue.Should().Be($"25 of 25 are not confirmed: {string.Join(", ", Enumerable.Range(1, 20))}, …");
    }

    [Theory]
    [OnBothStores(2, -1)]
    [OnBothStores(2, 1)]
    [OnBothStores(3, 1)]
    [OnBothStores(3, -1)]
    public async Task A_part_of_an_unplanned_size_cannot_be_confirmed_or_completed(StoreUnderTest store, int number, int more)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Photo));
        foreach (var good in new[] { 1, 2, 3 }.Where(part => part != number)) await api.SendPartAsync(upload, Photo, good);
        var bytes = new byte[DirectUploadRequests.GetPart(Photo, number).Length + more];
        var put = await DirectUploadRequests.PutPartAsync(upload, number, bytes);

        var confirmed = await api.ConfirmPartAsync(upload, number, put.Header("ETag")!, bytes.Length);
        var response = await api.CompleteAsync(upload);

        (put.Status, confirmed.Status, confirmed.Code).Should().Be((200, 409, "HTTP_409"));
        confirmed["error"].Text("message").Should().Be($"Part {number} has {bytes.Length} bytes instead of {bytes.Length - more}");
        (response.Status, response.Issue).Should().Be((422, $"1 of 3 are not confirmed: {number}"));
    }

    [Theory]
    [OnBothStores]
    public async Task A_confirmation_that_differs_from_the_stored_part_returns_409(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Photo));
        var early = await api.ConfirmPartAsync(upload, 3, "\"d41d8cd98f00b204e9800998ecf8427e\"", 1000);
        var put = await DirectUploadRequests.PutPartAsync(upload, 3, DirectUploadRequests.GetPart(Photo, 3));

        var (tag, size) = (await api.ConfirmPartAsync(upload, 3, "\"d41d8cd98f00b204e9800998ecf8427e\"", 1000),
            await api.ConfirmPartAsync(upload, 3, put.Header("ETag")!, 999));

        foreach (var response in new[] { early, tag, size }) (response.Status, response.Code).Should().Be((409, "HTTP_409"));
        (await api.GetIntentAsync(upload)).Json.Number("parts_confirmed").Should().Be(0);
        (await api.ConfirmPartAsync(upload, 3, put.Header("ETag")!.Trim('"'), 1000)).Status.Should().Be(200);
    }

    [Theory]
    [OnBothStores]
    public async Task A_part_confirmed_twenty_times_concurrently_counts_once(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Photo));
        var put = await DirectUploadRequests.PutPartAsync(upload, 3, DirectUploadRequests.GetPart(Photo, 3));

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.ConfirmPartAsync(upload, 3, put.Header("ETag")!, 1000)));

        responses.Select(response => response.Text).Distinct().Should().Equal($$"""
            {"upload_id":"{{upload.Text("upload_id")}}","part_number":3,"parts_confirmed":1,"total_parts":3,"progress_percent":33.33}
            """.OnOneLine());
    }

    [Theory]
    [OnBothStores]
    public async Task A_truncated_part_body_keeps_the_stored_part(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateAndSendAsync(Photo, DirectUploadRequests.CreateMultipartIntentBody(Photo));
        using var put = await ManualPutRequest.BeginAsync(DirectUploadRequests.GetPartUrl(upload, 3), 1000);

        await put.SendAsync(new byte[500]);
        var response = await put.EndBodyAsync();

        response.Should().NotContain("200 OK");
        (await api.CompleteAsync(upload)).Status.Should().Be(202);
    }

    [Theory]
    [OnBothStores("partNumber=3", "partNumber=2")]
    [OnBothStores("X-Amz-Expires=600", "X-Amz-Expires=601")]
    [OnBothStores("uploadId=", "uploadId=0")]
    public async Task A_part_URL_is_valid_only_for_its_part(StoreUnderTest store, string was, string sent)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Photo));

        var put = await DirectUploadRequests
            .PutAsync(DirectUploadRequests.GetPartUrl(upload, 3).Replace(was, sent, StringComparison.Ordinal),
                DirectUploadRequests.GetPart(Photo, 3));

        put.StatusAndS3Code().Should().Be("403 SignatureDoesNotMatch");
    }

    [Theory]
    [OnBothStores]
    public async Task Completing_parts_whose_hash_differs_returns_409_and_keeps_an_existing_file(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var good = (await api
            .CompleteAsync(await api.CreateAndSendAsync(Photo, DirectUploadRequests.CreateMultipartIntentBody(Photo)))).Json.Text(
                "file_id")!;
        var before = await fixture.ListObjectsAsync(1);
        var upload = await api
            .CreateAndSendAsync(DirectUploadRequests.CreateLongPhoto(2, n: 1), DirectUploadRequests.CreateMultipartIntentBody(Photo));

        var (first, second) = (await api.CompleteAsync(upload), await api.CompleteAsync(upload));

        (first.Status, first.Code, second.Status).Should().Be((409, "HTTP_409", 409));
        (await api.GetIntentStatusAsync(upload)).Should().Be("FAILED");
        (await fixture.ListObjectsAsync(1)).Should().Equal(before, "the wrong object is removed and the existing one is kept");
        (await api.DownloadAsync(good)).SequenceEqual(Photo).Should().BeTrue();
        (await DirectUploadRequests.PutPartAsync(upload, 3, DirectUploadRequests.GetPart(Photo, 3))).StatusAndS3Code().Should()
            .Be("404 NoSuchUpload");
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
    }
}
