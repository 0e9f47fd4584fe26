using System.Diagnostics;
using FluentAssertions;
using Scopix.Emulator.Tests.Kits;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>Code blocks that need programs a newcomer may not have: skipped when one is missing, failed in CI.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> GetJavaScript() =>
        [.. Page.GetLocations("js").Where(location => Page.GetBlock(location).Schema != KitPageTests.Mark)];

    [Theory, MemberData(nameof(GetJavaScript))]
    public async Task JavaScript_runs_with_the_official_SDK(string location)
    {
        var (node, folder) = (ExternalPrograms.Require("node"), Path.Combine(Page.Root, "tests", "Clients"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) throw ExternalPrograms.SkipOrFail("npm ci in tests/Clients");
        await using var emulator = await ScopixEmulator.StartAsync();
        var script = Page.GetBlock(location).Text
            .Replace("http://127.0.0.1:8340", emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("@llamaindex/llama-cloud", "llama-cloud-2.16.0", StringComparison.Ordinal); // its name in tests/Clients

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
