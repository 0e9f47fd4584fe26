using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

public sealed class PullVerbTests
{
    private const string Key = "scopix_Verb00000123456789abcdef";

    [Fact]
    public async Task The_pull_verb_warns_copies_and_prints_a_JSON_summary()
    {
        await using var source = await TestApi.OpenTenantAsync();
        await using var target = await TestApi.OpenTenantAsync();
        using var home = new DataDirectory();
        var id = await source.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await source.UploadAsync(Samples.Note(), "note.txt");

        var (exit, output, errors) = await EmulatorProcess.RunAsync(
            ["pull", "--from", source.Http.BaseAddress!.AbsoluteUri + "api/v2", "--to", target.Http.BaseAddress!.AbsoluteUri, "--to-key",
                target.Key!, "--json"], null, ("SCOPIX_API_KEY", source.Key!), ("XDG_DATA_HOME", home.Location));

        exit.Should().Be(0, errors);
        errors.Should().Contain("will lie on this disk").And.Contain("Copying 2/2").And.NotContain(source.Key);
        var summary = JsonDocument.Parse(output).RootElement;
        summary.GetProperty("loaded").GetProperty("files").GetInt32().Should().Be(2);
        (await target.GetAsync($"/api/v2/files/{id}")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("either --from or --llama-from", "--to", "http://127.0.0.1:1")]
    [InlineData("either --from or --llama-from", "--from", "http://a.test", "--llama-from", "http://b.test", "--save", "x")]
    [InlineData("either --to or --save", "--from", "https://a.test")]
    [InlineData("either --to or --save", "--from", "https://a.test", "--to", "http://127.0.0.1:1", "--save", "x")]
    [InlineData("--from must be an http or https address", "--from", "somewhere", "--save", "x")]
    [InlineData("--to must be an http or https address", "--from", "https://a.test", "--to", "somewhere")]
    [InlineData("--insecure", "--from", "http://a.test", "--save", "x")]
    [InlineData("--insecure", "--from", "https://a.test", "--to", "http://b.test")]
    [InlineData("--limit must be 1 or more", "--from", "https://a.test", "--save", "x", "--limit", "0")]
    [InlineData("--since must be a date or a time", "--from", "https://a.test", "--save", "x", "--since", "yesterday")]
    [InlineData("--parallel must be between 1 and 32", "--from", "https://a.test", "--save", "x", "--parallel", "33")]
    [InlineData("have neither", "--llama-from", "https://a.test", "--save", "x", "--tag", "a", "--api-key", "llx-a")]
    [InlineData("Set LLAMA_CLOUD_API_KEY", "--llama-from", "https://a.test", "--save", "x")]
    [InlineData("the same tenant", "--from", "http://localhost:8340", "--to", "http://127.0.0.1:8340/", "--to-key", Key)]
    [InlineData("exists. Delete it", "--from", "https://a.test", "--save", "/etc/hostname")]
    public async Task An_invalid_pull_command_line_is_a_usage_error(string expected, params string[] arguments)
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["pull", .. arguments], null, ("SCOPIX_API_KEY", Key));

        exit.Should().Be(2, errors);
        errors.Should().Contain(expected).And.EndWith("Run scopix-emulator pull --help for all options.\n");
    }
}
