using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>Blocks that need programs which a newcomer may not have: skipped, or failed in CI, where one is missing.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> JavaScript() => [.. Page.Places("js")];

    [Theory, MemberData(nameof(JavaScript))]
    public async Task JavaScript_runs_with_the_official_SDK(string place)
    {
        var (node, folder) = (ExternalPrograms.Require("node"), Path.Combine(Page.Root, "tests", "Clients"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) throw ExternalPrograms.SkipOrFail("npm ci in tests/Clients");
        await using var emulator = await ScopixEmulator.StartAsync();
        var script = Page.At(place).Text
            .Replace("http://127.0.0.1:8340", emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("@llamaindex/llama-cloud", "llama-cloud-2.16.0", StringComparison.Ordinal); // as npm has it here, beside an older one

        using var process = Process.Start(new ProcessStartInfo(node, ["--input-type=module", "--eval", script])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(0, errors);
    }
}
