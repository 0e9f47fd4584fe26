using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>
/// The datasets of the program are those of the library, also when it is native. Each dataset has a tenant of its own.
/// </summary>
public sealed class ProgramDatasetTests(ProgramDatasetTests.ProgramAndLibrary emulators)
    : IClassFixture<ProgramDatasetTests.ProgramAndLibrary>
{
    [Theory]
    [InlineData("demo")]
    [InlineData("inspection")]
    [InlineData("real-estate")]
    [InlineData("documents")]
    [InlineData("edge")]
    [InlineData("scale")]
    public async Task A_dataset_of_the_program_is_that_of_the_library(string dataset)
    {
        var key = $"scopix_{dataset.Replace("-", "", StringComparison.Ordinal)}0123456789abcdefghij";
        using var ofProgram = (await emulators.Program).CreateClient(key);
        using var ofLibrary = new HttpClient { BaseAddress = (await emulators.Library).BaseAddress };
        ofLibrary.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);

        var seeded = await SeedAsync(ofProgram, dataset);

        (await SeedAsync(ofLibrary, dataset)).Should().Be(seeded);
        foreach (var offset in (int[])[0, 100])
        {
            var files = await ListAsync(ofProgram, offset);
            (await ListAsync(ofLibrary, offset)).Should().Be(files);
            if (offset == 0) files.Should().Contain("\"id\":");
        }
    }

    private static async Task<string> SeedAsync(HttpClient client, string dataset)
    {
        using var frozen = await client.PostAsync("/_emulator/clock/freeze", Json("""{"at":"2026-03-01T00:00:00Z"}"""));
        frozen.EnsureSuccessStatusCode();
        var count = dataset == "scale" ? ",\"count\":150" : "";
        using var seeded = await client.PostAsync("/_emulator/seed", Json($$"""{"dataset":"{{dataset}}","seed":42{{count}}}"""));
        var text = await seeded.Content.ReadAsStringAsync();
        seeded.IsSuccessStatusCode.Should().BeTrue(text);
        return text;
    }

    /// <summary>A page of files, without the address of the emulator and the signatures that depend on it.</summary>
    private static async Task<string> ListAsync(HttpClient client, int offset)
    {
        var text = await client.GetStringAsync($"/api/v2/files?limit=100&offset={offset}");
        text = System.Text.RegularExpressions.Regex.Replace(text, "X-Amz-Signature=[0-9a-f]+", "");
        return text.Replace(client.BaseAddress!.Authority, "emulator", StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, null, "application/json");

    /// <summary>One start of each: the code that makes datasets is compiled once in the program, not for each dataset.</summary>
    public sealed class ProgramAndLibrary : IAsyncDisposable
    {
        private readonly Lazy<Task<EmulatorProcess>> _program = new(() => EmulatorProcess.StartAsync(["--pipeline", "instant"]));

        private readonly Lazy<Task<ScopixEmulator>> _library = new(() =>
            ScopixEmulator.StartAsync(options => options with { Pipeline = PipelineMode.Instant }));

        internal Task<EmulatorProcess> Program => _program.Value;

        internal Task<ScopixEmulator> Library => _library.Value;

        public async ValueTask DisposeAsync()
        {
            if (_program.IsValueCreated) await (await Program).DisposeAsync();
            if (_library.IsValueCreated) await (await Library).DisposeAsync();
        }
    }
}
