using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>The division of a file into parts.</summary>
public sealed class PartPlanTests
{
    private const long MB = 1024 * 1024, GB = 1024 * MB, TB = 1024 * GB;

    [Theory]
    [InlineData(100 * MB, null, null, "single_shot", null, null)]
    [InlineData((100 * MB) + 1, null, null, "multipart", 8 * MB, 13)]
    [InlineData(5 * MB, "multipart", null, "multipart", 8 * MB, 1)]
    [InlineData(16 * MB, "multipart", null, "multipart", 8 * MB, 2)]
    [InlineData((16 * MB) + 1, "multipart", null, "multipart", 8 * MB, 3)]
    [InlineData((16 * MB) - 1, "multipart", null, "multipart", 8 * MB, 2)]
    [InlineData(10 * MB, "multipart", 5 * MB, "multipart", 5 * MB, 2)]
    [InlineData(10 * MB, "multipart", (5 * MB) + 1, "multipart", (5 * MB) + 1, 2)]
    [InlineData(50_000 * MB, "multipart", 5 * MB, "multipart", 5 * MB, 10_000)]
    [InlineData((50_000 * MB) + 1, "multipart", 5 * MB, "multipart", 6 * MB, 8_334)]
    [InlineData(80_000 * MB, null, null, "multipart", 8 * MB, 10_000)]
    [InlineData((80_000 * MB) + 1, null, null, "multipart", 9 * MB, 8_889)]
    [InlineData(5 * TB, null, null, "multipart", 525 * MB, 9_987)]
    [InlineData(5 * TB, null, 5 * GB, "multipart", 5 * GB, 1_024)]
    public async Task Parts_have_the_requested_size_unless_that_makes_more_than_10000_parts(
        long size, string? requestedMode, long? requestedPartSize, string mode, long? part, int? parts)
    {
        await using var api = await TestApi.StartAsync();

        var upload = await api
            .CreateIntentAsync(
                DirectUploadRequests.CreateIntentBody([], ("size_bytes", size), ("claimed_file_hash", new string('a', 64)),
                    ("upload_mode", requestedMode), ("part_size_bytes", requestedPartSize)));

        upload.Text("upload_mode").Should().Be(mode);
        if (part is null) upload.GetProperty("max_size_bytes").GetInt64().Should().Be(size);
        else (upload.GetProperty("part_size_bytes").GetInt64(), upload.Number("total_parts"),
            upload.GetProperty("part_urls").GetArrayLength()).Should().Be((part.Value, parts!.Value, parts.Value));
    }

    [Theory]
    [InlineData(10 * MB, 5 * MB)]
    [InlineData((10 * MB) + 1, 1)]
    [InlineData((10 * MB) - 1, (5 * MB) - 1)]
    public async Task The_last_part_has_the_remaining_size(long size, int last)
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api
            .CreateIntentAsync(
                DirectUploadRequests.CreateMultipartIntentBody([], ("size_bytes", size), ("claimed_file_hash", new string('a', 64))));
        var number = upload.Number("total_parts");

        var put = await DirectUploadRequests.PutPartAsync(upload, number, new byte[last]);
        var confirmed = await api.ConfirmPartAsync(upload, number, put.Header("ETag")!, last);

        confirmed.Status.Should().Be(200, confirmed.Text);
    }
}
