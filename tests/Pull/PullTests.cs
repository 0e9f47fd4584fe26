using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Pull;

/// <summary>The verb <c>pull</c>: a copy answers as its source does, apart from signed URLs.</summary>
public sealed class PullTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("documents")]
    [InlineData("edge")]
    public async Task A_copy_answers_as_its_source(string dataset)
    {
        using var folder = new DataDirectory();
        await using var source = await TestApi.StartAsync(options => options with { Dataset = dataset });
        await using var target = await TestApi.StartAsync();
        await source.FreezeAsync("2030-01-01T12:00:00Z");
        await target.FreezeAsync("2030-01-01T12:00:00Z");

        var run = await source.PullAsync(target, folder.Location);

        run.Exit.Should().Be(0, run.Output);
        Directory.EnumerateFileSystemEntries(folder.Location).Should().BeEmpty("the state is deleted when the copy is loaded");
        foreach (var path in (string[])["/api/v2/projects?limit=100", "/api/v2/folders"])
            (await target.ReadUnsignedAsync(path)).Should().Be(await source.ReadUnsignedAsync(path));
        foreach (var query in (string[])["", "&sort_by=created_at&sort_order=asc", "&has_description=false", "&compliance_status=passed"])
            Describe(await target.ListFilesAsync(query)).Should().Equal(Describe(await source.ListFilesAsync(query)));
        foreach (var file in await source.ListFilesAsync()) await CompareAsync(source, target, file);
    }

    private static async Task CompareAsync(TestApi source, TestApi target, JsonElement file)
    {
        var (id, type) = (file.GetProperty("id").GetString()!, file.GetProperty("media_type").GetString());
        foreach (var path in (string[])[$"/api/v2/files/{id}", $"/api/v2/files/{id}?format=markdown", .. ListParts(id, type)])
        {
            var (original, copied) = (await source.GetAsync(path), await target.GetAsync(path));
            copied.Status.Should().Be(original.Status, path);
            if (original.Status == 200) copied.RemoveSigned().Should().Be(original.RemoveSigned(), path);
        }
        if (type != "link") (await target.DownloadFileAsync(id)).Should().Equal(await source.DownloadFileAsync(id));
    }

    private static string[] ListParts(string id, string? type) => type switch
    {
        "document" =>
        [
            $"/api/v2/files/{id}/text", $"/api/v2/files/{id}/chunks?include_embeddings=true", $"/api/v2/files/{id}/digitization",
            $"/api/v2/files/{id}/digitization/status", $"/api/v2/files/{id}/processing-status",
        ],
        "video" => [$"/api/v2/videos/{id}/scenes", $"/api/v2/files/{id}/processing-status"],
        "image" => [$"/api/v2/files/{id}/processing-status"],
        _ => [],
    };

    private static string[] Describe(JsonElement[] files) => [.. files.Select(file =>
    {
        var json = System.Text.Json.Nodes.JsonObject.Create(file)!;
        Tool.Pull.SignedUrls.Remove(json);
        return json.ToJsonString();
    })];
}
