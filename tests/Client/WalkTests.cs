using System.Text.Json;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Every operation, by its method, with what comes back.</summary>
public sealed class WalkTests
{
    private static readonly Dictionary<string, Func<ScopixClient, Api, Task>> Chapters = new()
    {
        ["files"] = Chapter.FilesAsync,
        ["images"] = Chapter.ImagesAsync,
        ["exports"] = Chapter.ExportsAsync,
        ["documents"] = Chapter.DocumentsAsync,
        ["analysis"] = Chapter.AnalysisAsync,
        ["uploads"] = Chapter.UploadsAsync,
        ["sessions"] = Chapter.SessionsAsync,
        ["direct"] = Chapter.DirectAsync,
        ["folders"] = Chapter.FoldersAsync,
        ["projects"] = Chapter.ProjectsAsync,
        ["links"] = Chapter.LinksAsync,
        ["videos"] = Chapter.VideosAsync,
        ["data"] = Chapter.DataAsync,
    };

    public static TheoryData<string> Names() => [.. Chapters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_methods_answer_what_the_service_holds(string chapter)
    {
        await using var api = await Api.StartAsync();
        using var client = api.Client();

        await Chapters[chapter](client, api);
    }

    [Fact]
    public async Task Every_operation_is_reached_by_a_method()
    {
        var contracts = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Wire.Root(), "contracts", "operations.json"))).RootElement.EnumerateArray()
            .Select(row => row.Text("id")!).Where(id => !id.StartsWith("llama.", StringComparison.Ordinal));
        using var recorder = new Recorder();

        foreach (var chapter in Chapters.Values)
        {
            await using var api = await Api.StartAsync();
            using var client = api.Client(recorder);
            await chapter(client, api);
        }

        contracts.Except(recorder.Operations).Should().BeEmpty();
    }
}
