using System.Diagnostics;
using System.Text;
using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Search;

/// <summary><c>--search semantic</c>: chunks are found by meaning, and embedded in the embedding stage.</summary>
public sealed class SemanticSearchTests
{
    private const string Outage = "The power supply of the whole building failed for two hours on Tuesday evening.";

    [Fact]
    public async Task A_document_is_found_by_what_it_means_and_not_before_its_embedding_stage_has_ended()
    {
        await using var api = await SemanticProgram.StartAsync(options => options with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2027-02-01T00:00:00Z");
        var id = await UploadTextAsync(api, Outage, "a.txt");
        await UploadTextAsync(api, "The canteen serves vegetable soup on Mondays.", "b.txt");

        var before = await SearchAsync(api, "blackout");
        await api.AdvanceAsync(TimeSpan.FromSeconds(2));
        var after = await SearchAsync(api, "blackout");
        var status = await GetEmbeddingStatusAsync(api, id);

        before.Should().BeEmpty();
        after.Should().ContainSingle().Which.Name.Should().Be("a.txt");
        status.Should().Be("completed", "advancing the clock waits for the vectors");
    }

    [Fact]
    public async Task Vectors_have_384_numbers_and_are_the_same_for_the_same_text()
    {
        await using var api = await SemanticProgram.StartAsync();
        var (one, other) = (await UploadTextAsync(api, Outage, "a.txt"), await UploadTextAsync(api, Outage + "\n", "b.txt"));
        await WaitUntilEmbeddedAsync(api, one, other);

        var (first, second) = (await GetVectorAsync(api, one), await GetVectorAsync(api, other));

        first.Should().HaveCount(384).And.Equal(second);
        first.Sum(value => value * value).Should().BeApproximately(1, 1e-4);
    }

    [Fact]
    public async Task A_document_with_many_chunks_does_not_hold_up_another_tenant()
    {
        await using var api = await SemanticProgram.StartAsync(options => options with { SemanticChunks = 60 });
        await using var other = api.WithKey("scopix_AnotherTenant0ofthesemanticsearch");
        var book = string.Join("\n\n", Enumerable.Range(1, 200).Select(CreateChapter));
        var large = await UploadTextAsync(api, book, "book.md");

        var small = await UploadTextAsync(other, Outage, "a.txt");
        await WaitUntilEmbeddedAsync(other, small);
        var statusOfLarge = await GetEmbeddingStatusAsync(api, large);
        await WaitUntilEmbeddedAsync(api, large);
        var chunks = (await api.GetAsync($"/api/v2/files/{large}/chunks?include_embeddings=true"))["chunks"].EnumerateArray().ToArray();

        statusOfLarge.Should().Be("processing");
        chunks.Count(chunk => chunk.TryGetProperty("embedding", out _)).Should().Be(60, "--semantic-chunks is 60");
        chunks.Length.Should().BeGreaterThan(60);
    }

    [Fact]
    public async Task A_document_that_is_uploaded_after_a_reset_gets_its_own_vectors()
    {
        await using var api = await SemanticProgram.StartAsync();
        await UploadTextAsync(api, string.Join("\n\n", Enumerable.Range(1, 40).Select(CreateChapter)), "before.md");

        await api.PostAsync("/_emulator/reset");
        await api.FreezeAsync("2027-02-01T00:00:00Z"); // nothing is due again by itself
        var id = await UploadTextAsync(api, Outage, "a.txt");
        await WaitUntilEmbeddedAsync(api, id);

        (await SearchAsync(api, "blackout")).Should().ContainSingle().Which.Name.Should().Be("a.txt");
    }

    [Fact]
    public async Task A_program_that_has_ended_is_started_again()
    {
        await using var api = await SemanticProgram.StartAsync();
        var before = FindPrograms();
        await WaitUntilEmbeddedAsync(api, await UploadTextAsync(api, Outage, "a.txt"));
        var started = FindPrograms().Except(before).ToArray();

        foreach (var process in started) Process.GetProcessById(process).Kill();
        var found = await SearchAsync(api, "blackout");

        started.Should().NotBeEmpty();
        found.Should().ContainSingle();
    }

    [Fact]
    public async Task A_data_folder_is_searched_in_either_way_whatever_it_was_made_with()
    {
        var program = SemanticProgram.Require();
        using var folder = new DataDirectory();
        Task<TestApi> StartAsync(SearchMethod mode) => TestApi.StartAsync(options => options with
        {
            Data = folder.Location,
            Search = mode,
            SemanticFolder = program,
            Pipeline = PipelineMode.Instant,
        });

        await using (var lexical = await StartAsync(SearchMethod.Lexical)) await UploadTextAsync(lexical, Outage, "a.txt");
        string late;
        await using (var semantic = await StartAsync(SearchMethod.Semantic))
        {
            (await SearchAsync(semantic, "blackout")).Should().ContainSingle("vectors that are missing are made");
            late = await UploadTextAsync(semantic, "A burst pipe has flooded the archive.", "b.txt");
        }
        await using var again = await StartAsync(SearchMethod.Lexical);
        await again.AdvanceAsync(TimeSpan.FromMinutes(1));

        (await SearchAsync(again, "blackout")).Should().BeEmpty();
        (await SearchAsync(again, "flooded archive")).Should().ContainSingle();
        (await GetEmbeddingStatusAsync(again, late)).Should().Be("completed");
    }

    [Fact]
    public async Task A_snapshot_carries_the_vectors_to_another_tenant()
    {
        await using var api = await SemanticProgram.StartAsync();
        var id = await UploadTextAsync(api, Outage, "a.txt");
        await WaitUntilEmbeddedAsync(api, id);
        var vector = await GetVectorAsync(api, id);
        await api.SaveSnapshotAsync("start");
        await using var other = api.WithKey(TestApi.CreateKey(1));

        (await other.ImportSnapshotAsync("start", await api.ExportSnapshotAsync("start"))).EnsureStatus(201);
        await other.RestoreSnapshotAsync("start");

        (await GetVectorAsync(other, id)).Should().Equal(vector, "vectors that nothing has searched yet are shown when they are stored");
        (await SearchAsync(other, "blackout")).Should().ContainSingle();
    }

    [Fact]
    public async Task Documents_that_another_emulator_has_made_without_vectors_get_them_when_they_are_searched()
    {
        await using var lexical = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
        await using var semantic = await SemanticProgram.StartAsync();
        await UploadTextAsync(lexical, Outage, "a.txt");
        await lexical.SaveSnapshotAsync("start");

        (await semantic.ImportSnapshotAsync("start", await lexical.ExportSnapshotAsync("start"))).EnsureStatus(201);
        await semantic.RestoreSnapshotAsync("start");

        (await SearchAsync(semantic, "blackout")).Should().ContainSingle();
    }

    [Fact]
    public async Task Without_the_program_the_start_says_what_to_make()
    {
        using var folder = new DataDirectory();

        var (exit, _, errors) = await Program.EmulatorProcess
            .RunAsync(["--port", "0", "--search", "semantic", "--semantic", folder.Location], null);

        exit.Should().Be(2);
        errors.Should().Contain("--search semantic needs the program scopix-semantic").And.Contain("make semantic");
    }

    [Theory]
    [InlineData("--semantic", "folder")]
    [InlineData("--semantic-chunks", "5")]
    public async Task An_option_of_the_semantic_search_is_refused_without_it(string option, string value)
    {
        var (exit, _, errors) = await Program.EmulatorProcess.RunAsync(["--port", "0", option, value], null);

        exit.Should().Be(2);
        errors.Should().Contain($"{option} requires --search semantic.");
    }

    private static string CreateChapter(int number) => $"# Chapter {number}\n\n"
        + string.Join(' ', Enumerable.Repeat($"The pump of hall {number} was serviced and runs again.", 30));

    internal static async Task<string> UploadTextAsync(TestApi api, string text, string filename) =>
        await api.UploadAndGetIdAsync(Encoding.UTF8.GetBytes(text), filename);

    internal static async Task WaitUntilEmbeddedAsync(TestApi api, params string[] ids)
    {
        foreach (var id in ids)
            for (var tries = 0; tries < 3_000; tries++)
            {
                if (await GetEmbeddingStatusAsync(api, id) is "completed" or "failed") break;
                await Task.Delay(10);
            }
    }

    private static async Task<string?> GetEmbeddingStatusAsync(TestApi api, string id) =>
        (await api.GetAsync($"/_emulator/files/{id}"))["stages"].EnumerateArray().First(stage => stage.Text("stage") == "embedding")
            .Text("status");

    private static async Task<List<(string Name, double Score)>> SearchAsync(TestApi api, string query)
    {
        var found = await api.PostAsync("/api/v2/files/search", new { query });
        found.Status.Should().Be(200, found.Text);
        return [.. found["items"].EnumerateArray()
            .Select(hit => (hit.Text("document_filename")!, hit.GetProperty("similarity_score").GetDouble()))];
    }

    private static async Task<double[]> GetVectorAsync(TestApi api, string id)
    {
        var chunks = await api.GetAsync($"/api/v2/files/{id}/chunks?include_embeddings=true");
        return [.. chunks["chunks"][0].GetProperty("embedding").EnumerateArray().Select(value => value.GetDouble())];
    }

    /// <summary>The processes of scopix-semantic that this process has started.</summary>
    private static int[] FindPrograms() =>
        [.. Process.GetProcesses().Where(process => File.Exists($"/proc/{process.Id}/cmdline")
            && File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("Scopix.Semantic", StringComparison.Ordinal)
            && File.ReadAllText($"/proc/{process.Id}/status").Contains($"PPid:\t{Environment.ProcessId}\n", StringComparison.Ordinal))
            .Select(process => process.Id)];
}
