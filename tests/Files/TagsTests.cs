using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

/// <summary>Tags are stored by one rule for every upload method: trimmed, without duplicates, in order (assumed).</summary>
public sealed class TagsTests
{
    private static readonly string[] SentTags = [" pier ", "quay", "pier", "\tquay\u00A0", "north pier", "Pier"];

    public static TheoryData<string> UploadMethods => ["upload", "batch", "update", "direct", "link", "stub"];

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task Tags_are_trimmed_and_deduplicated_in_their_order(string uploadMethod)
    {
        await using var api = await TestApi.StartAsync();

        var id = await SendAsync(api, uploadMethod);

        (await api.GetFileAsync(id))["tags"].Texts().Should().Equal("pier", "quay", "north pier", "Pier");
        (await api.ListFilesAsync("tags=pier&tags=quay")).Ids().Should().Equal(id);
    }

    [Fact]
    public async Task An_update_returns_the_tags_as_they_are_stored()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var response = await api.PatchAsync($"/api/v2/files/{id}", new { tags = SentTags });

        response["tags"].Texts().Should().Equal("pier", "quay", "north pier", "Pier");
    }

    [Theory]
    [InlineData(40, 200)]
    [InlineData(41, 422)]
    public async Task The_limit_on_tags_counts_the_tags_as_they_are_sent(int count, int status)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var response = await api.PatchAsync($"/api/v2/files/{id}", new { tags = Enumerable.Repeat("t", count) });
        var form = await api.UploadAsync(Samples.Photo(1), "b.jpg", $"tags={string.Join(',', Enumerable.Repeat("t", count))}");

        (response.Status, form.Status).Should().Be((status, status == 200 ? 201 : 422));
    }

    [Fact]
    public async Task The_length_of_a_tag_is_measured_after_trimming()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var (longest, beyond) = ($" {new string('t', 50)} ", $" {new string('t', 51)} ");

        (await api.PatchAsync($"/api/v2/files/{id}", new { tags = new[] { longest } })).Status.Should().Be(200);
        (await api.PatchAsync($"/api/v2/files/{id}", new { tags = new[] { beyond } })).Status.Should().Be(422);
        (await api.UploadAsync(Samples.Photo(1), "b.jpg", $"tags={longest}")).Status.Should().Be(201);
    }

    private static async Task<string> SendAsync(TestApi api, string uploadMethod)
    {
        var list = $"tags={string.Join(',', SentTags)}";
        switch (uploadMethod)
        {
            case "upload": return await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", list);
            case "batch":
                return (await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")], list)).Items("immediate_results")[0].Text("file_id")!;
            case "link":
                return (await api.PostAsync("/api/v2/user-files/links", new { url = "https://example.com/a", tags = SentTags })).Json.Text(
                    "id")!;
            case "direct":
                var tags = new JsonArray([.. SentTags.Select(tag => JsonValue.Create(tag))]);
                var upload =
                    await api.CreateAndSendAsync(Samples.Photo(), DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("tags", tags)));
                return (await api.CompleteAsync(upload)).Json.Text("file_id")!;
            case "stub":
                (await api.PostAsync("/_emulator/stubs", new { tags = SentTags })).Status.Should().Be(201);
                return await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
            default:
                var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
                await api.PatchAsync($"/api/v2/files/{id}", new { tags = SentTags });
                return id;
        }
    }
}
