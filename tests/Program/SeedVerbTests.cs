using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

public sealed class SeedVerbTests
{
    [Fact]
    public async Task The_seed_verb_loads_a_dataset_prints_progress_in_lines_and_a_JSON_summary()
    {
        await using var api = await TestApi.StartAsync();

        var (exit, output, errors) = await EmulatorProcess
            .RunAsync(["seed", "--target", api.Http.BaseAddress!.AbsoluteUri + "api/v2", "--dataset", "edge", "--json"], null,
                ("SCOPIX_API_KEY", api.Key!));

        exit.Should().Be(0, errors);
        errors.Should().Contain("Loading 44/44").And.NotContain(api.Key);
        var summary = JsonDocument.Parse(output).RootElement;
        summary.GetProperty("counts").GetProperty("files").GetProperty("done").GetInt32().Should().Be(44);
        summary.GetProperty("tag").GetString().Should().Be("scopix-seed:edge");
        (await api.GetAsync("/api/v2/files?tags=scopix-seed:edge"))["total_count"].GetInt32().Should().Be(44);
    }

    [Theory]
    [InlineData("one of demo, inspection, real-estate, documents, empty, edge, scale", "--dataset", "nope")]
    [InlineData("--dataset scale cannot be uploaded", "--dataset", "scale")]
    [InlineData("--count is for the dataset scale only", "--dataset", "demo", "--count", "7")]
    [InlineData("--locale must be one of en, de, es, ja", "--dataset", "demo", "--locale", "fr")]
    [InlineData("--parallel must be between 1 and 32", "--dataset", "edge", "--parallel", "0")]
    [InlineData("--api-key or SCOPIX_API_KEY", "--dataset", "edge", "--api-key", "")]
    [InlineData("--insecure", "--dataset", "edge", "--target", "http://example.com")]
    [InlineData("--target must be an http or https address", "--dataset", "edge", "--target", "somewhere")]
    [InlineData("--dataset")]
    public async Task An_invalid_seed_command_line_is_a_usage_error(string expected, params string[] arguments)
    {
        string[] target = arguments.Contains("--target") ? [] : ["--target", "http://127.0.0.1:1"];

        var (exit, _, errors) = await EmulatorProcess
            .RunAsync(["seed", .. target, .. arguments], null,
                ("SCOPIX_API_KEY", arguments.Contains("--api-key") ? "" : "scopix_Verb00000123456789abcdef"));

        exit.Should().Be(2);
        errors.Should().Contain(expected).And.EndWith("Run scopix-emulator seed --help for all options.\n");
    }
}
