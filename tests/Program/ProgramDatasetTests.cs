using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The datasets of the program are those of the library, also when it is native.</summary>
public sealed class ProgramDatasetTests
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
        await using var program = await EmulatorProcess.StartAsync(["--pipeline", "instant"]);
        await using var library = await ScopixEmulator.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
        using var ofProgram = program.CreateClient();
        using var ofLibrary = library.CreateClient();

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
}
