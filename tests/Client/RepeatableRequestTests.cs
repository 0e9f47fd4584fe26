using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>What the client repeats, because a repetition has no further effect.</summary>
public sealed class RepeatableRequestTests
{
    [Fact]
    public async Task A_damaged_response_is_asked_for_again()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.list", corrupt = true });
        using var client = api.CreateScopixClient();

        var list = await client.Files.ListAsync();

        list.TotalCount.Should().Be(0);
        await ShouldHaveOneHitAsync(api);
    }

    [Fact]
    public async Task A_damaged_response_to_an_intent_leaves_none_open()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "direct_uploads.create", corrupt = true });
        using var client = api.CreateScopixClient();

        var result = await client.Files.UploadAsync(Samples.Photo(), "photo.jpg", new UploadOptions { Mode = UploadMode.SingleShot });

        (await api.ListFilesAsync()).Ids().Should().Equal(result.ImageId);
        (await client.Sessions.ListAsync()).Items.Should().ContainSingle("the intent was made once");
    }

    [Fact]
    public async Task An_upload_whose_response_is_lost_is_repeated_only_if_it_skips_duplicates()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.upload", reset = "after", times = 2 });
        using var client = api.CreateScopixClient();

        var once = () => client.Files.UploadAsync(Samples.Photo(1), "once.jpg");
        await once.Should().ThrowAsync<ScopixConnectionException>();
        var result = await client.Files.UploadAsync(Samples.Photo(2), "twice.jpg", new UploadOptions { SkipDuplicates = true });

        var stored = (await api.ListFilesAsync()).Ids();
        stored.Should().HaveCount(2, "nothing is stored twice").And.Contain(result.ImageId);
    }

    [Fact]
    public async Task An_export_is_repeated_after_a_lost_response()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.export", reset = "after" });
        using var client = api.CreateScopixClient();

        var export = await client.Files.ExportAsync(new ExportRequest
        {
            Format = ExportFormat.Csv,
            Columns = [new ExportColumnChoice("filename")],
        });

        export.DownloadUrl.Should().NotBeNull();
        await ShouldHaveOneHitAsync(api);
    }

    private static async Task ShouldHaveOneHitAsync(TestApi api) =>
        (await api.GetAsync("/_emulator/faults"))["items"][0].Number("hits").Should().Be(1);
}
