using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>The command <c>scopix-contracts</c>.</summary>
[Collection("the suite as a process")]
public sealed class ContractsToolTests
{
    [Fact]
    public async Task A_server_that_holds_ends_with_0_and_leaves_nothing_behind()
    {
        SlowTests.SkipUnlessEverythingRuns();
        await using var target = await RecordingTarget.StartAsync();

        var (code, output) = await ContractSuiteProcess.RunToolAsync(
            ["--url", $"{target.Address}", "--write", "--operation", "folders.*"], ContractSuiteProcess.Key);

        code.Should().Be(0, output);
        output.TrimEnd().Split('\n')[^2..].Should().SatisfyRespectively(
            held => held.Should().MatchRegex("^[1-9][0-9]+ cases held$"), total => total.Should().Be("0 causes, 0 cases"));
        output.Should().Contain("skipped: needs --other-api-key");
        await target.ShouldBeUnchangedAsync();
    }

    [Fact]
    public async Task A_server_with_a_defect_ends_with_1_and_its_cause()
    {
        SlowTests.SkipUnlessEverythingRuns();
        await using var target = await DefectiveTarget.StartAsync(new Defect("folders.create", 201, Status: 200));

        var (code, output) = await ContractSuiteProcess.RunToolAsync(
            ["--url", $"{target.Address}", "--write", "--operation", "folders.*"], ContractSuiteProcess.Key);

        code.Should().Be(1, output);
        output.Should().Contain("1. POST /api/v2/folders (folders.create): status expected 201, got 200 · ");
        var (lines, total) = (output.Split('\n'), output.TrimEnd().Split('\n')[^1]);
        total.Should().MatchRegex("^1 cause, [1-9][0-9]* cases$");
        lines.Should().ContainSingle(line => line == total);
    }

    [Fact]
    public async Task Without_write_nothing_is_written()
    {
        await using var target = await RecordingTarget.StartAsync();

        var (code, output) = await ContractSuiteProcess.RunToolAsync(
            ["--url", $"{target.Address}", "--operation", "folders.*", "--operation", "files.list"], ContractSuiteProcess.Key);

        code.Should().Be(0, output);
        output.Should().Contain("skipped: use --write to allow it (writes");
        target.Requests.Should().HaveCountGreaterThan(1).And.OnlyContain(request => request.Method == "GET");
    }

    [Fact]
    public async Task A_key_is_read_from_the_standard_input_and_never_printed()
    {
        await using var target = await RecordingTarget.StartAsync();

        var (code, output) = await ContractSuiteProcess.RunToolAsync(
            ["--url", $"{target.Address}", "--api-key", "-", "--operation", "files.quota_check"], null, ContractSuiteProcess.Key + "\n");

        code.Should().Be(0, output);
        output.Should().NotContain(ContractSuiteProcess.Key);
    }

    [Theory]
    [InlineData("--urll http://127.0.0.1:9", "'--urll'. Did you mean --url?")]
    [InlineData("", "--url or SCOPIX_BASE_URL is required.")]
    [InlineData("--url http://127.0.0.1:9 --operation files.gett", "--operation files.gett matches no operation")]
    [InlineData("--url http://127.0.0.1:9 --max-requests many", "--max-requests must be a positive whole number.")]
    [InlineData("--url http://127.0.0.1:9 --llama-url http://127.0.0.1:9",
        "--llama-api-key or LLAMA_CLOUD_API_KEY is required with --llama-url.")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_wrong(string arguments, string sentence)
    {
        var (code, output) = await ContractSuiteProcess.RunToolAsync(
            arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), ContractSuiteProcess.Key);

        code.Should().Be(2, output);
        output.Should().Contain(sentence).And.Contain("scopix-contracts --help");
    }

    [Theory]
    [InlineData("https", "", "does not speak https; http may be meant.")]
    [InlineData("http", "/_emulator", "has a path; give the address of the server, with or without /api/v2.")]
    public async Task A_wrong_target_ends_with_4_and_one_sentence(string scheme, string path, string sentence)
    {
        await using var target = await RecordingTarget.StartAsync();

        var (code, output) = await ContractSuiteProcess.RunToolAsync(
            ["--url", $"{scheme}://127.0.0.1:{target.Address.Port}{path}"], ContractSuiteProcess.Key);

        code.Should().Be(4, output);
        output.Trim().Split('\n').Should().ContainSingle().Which.Should().EndWith(sentence);
    }
}
