using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The verb <c>survive</c>: small shell clients under trouble.</summary>
public sealed class SurviveVerbTests(SurviveVerbTests.CarefulRun shared) : IClassFixture<SurviveVerbTests.CarefulRun>
{
    private static readonly string[] Limits = ["--only", "files.upload", "--faults", "limits", "--parallel", "4"];

    /// <summary>Uploads once; a lost answer is an error, and 429 is waited for.</summary>
    private const string CarefulClient = """
        set -e
        upload() { curl -sS --max-time 20 -w ' %{http_code}' -H "Authorization: Bearer $SCOPIX_API_KEY" \
          -F "file=@$PHOTO" -F skip_duplicates=true "$SCOPIX_BASE_URL/files/upload"; }
        for attempt in 1 2 3; do
          answer=$(upload) || answer=" lost"
          case $answer in *"}"*" 201") exit 0;; *USAGE_LIMIT_EXCEEDED*) break;; esac
          sleep 1.1
        done
        echo "upload failed: $answer"
        exit 1
        """;

    /// <summary>Repeats whatever failed, at once, passes in any case, and prints its key.</summary>
    private const string NaiveClient = """
        echo "my key is $SCOPIX_API_KEY"
        for attempt in 1 2 3 4; do
          curl -sf -H "Authorization: Bearer $SCOPIX_API_KEY" -F "file=@$PHOTO" "$SCOPIX_BASE_URL/files/upload" && exit 0
        done
        exit 0
        """;

    [Fact]
    public async Task A_careful_client_has_no_defect_and_a_naive_one_has_those_that_it_is_made_of()
    {
        using var folder = new DataDirectory();

        var (careful, carefulOutput, errors) = await shared.Result;
        var (naive, naiveOutput, _) = await RunAsync(folder, NaiveClient, "naive",
            ["--only", "files.upload", "--parallel", "4", "--faults", "limits,network,contract", "--hang-after", "6s"]);

        (careful, errors).Should().Be((0, ""), carefulOutput);
        naive.Should().Be(1, naiveOutput);
        using var report = Read(folder, "naive");
        var verdicts = report.RootElement.GetProperty("experiments").EnumerateArray()
            .ToDictionary(each => each.GetProperty("id").GetString()!, each => each.GetProperty("verdict").GetString());
        verdicts["files.upload#1/reset_after"].Should().Be("duplicated");
        verdicts["files.upload#1/rate_limited"].Should().Be("hammered");
        verdicts["files.upload#1/timeout"].Should().Be("hung");
        verdicts["files.upload#1/refused"].Should().Be("lost");
        report.RootElement.GetProperty("sentence").GetString().Should().StartWith("survives ");
    }

    [Fact]
    public async Task The_output_of_each_experiment_is_kept_without_keys()
    {
        using var folder = new DataDirectory();

        await RunAsync(folder, NaiveClient, "naive", Limits);

        var files = Directory.GetFiles(Path.Combine(folder.Location, "naive"), "*", SearchOption.AllDirectories);
        File.ReadAllText(files.Single(file => file.EndsWith("files.upload-1-rate_limited.txt", StringComparison.Ordinal)))
            .Should().StartWith("my key is (key)");
        files.Select(File.ReadAllText).Should().NotContain(text => text.Contains("scopix_0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exit 3", 4, "The command must pass without any trouble, but it ended with 3. It has printed nothing.")]
    [InlineData("echo broken; exit 3", 4, "It has printed:\nbroken")]
    [InlineData("exit 0", 4, "It has sent no request to $SCOPIX_BASE_URL")]
    [InlineData(
        "case $SCOPIX_API_KEY in *1-*) curl -s $SCOPIX_BASE_URL/files -H \"Authorization: Bearer $SCOPIX_API_KEY\";; esac", 4,
        "files.list was called in the first clean run alone.")]
    public async Task A_command_that_does_not_pass_twice_alike_is_refused(string script, int exit, string message)
    {
        using var folder = new DataDirectory();

        var (code, _, errors) = await RunAsync(folder, script, "report", []);

        code.Should().Be(exit);
        errors.Should().Contain(message);
    }

    [Fact]
    public async Task An_interrupted_run_stops_what_the_command_has_started_and_can_be_resumed()
    {
        using var folder = new DataDirectory();
        var pids = Path.Combine(folder.Location, "pids");
        var client = NaiveClient.Replace("exit 0", "break", StringComparison.Ordinal).Replace("\nbreak", "", StringComparison.Ordinal);
        var script = $"echo $$ >> '{pids}'; sleep 300 & echo $! >> '{pids}'\n{client}\n[ $(wc -l < '{pids}') -le 4 ] && exit 0\nwait\n";
        await using var process = EmulatorProcess.StartVerb(
            GetArguments(folder, script, "report", ["--only", "files.upload", "--faults", "limits"]));
        while (await process.ReadLineAsync() is { } line && !line.Contains("experiments are planned", StringComparison.Ordinal))
        {
        }
        while (File.ReadAllLines(pids).Length < 6) await Task.Delay(10, TestContext.Current.CancellationToken);

        await process.TerminateAsync();
        await process.WaitForExitAsync();

        (await process.ReadErrorsAsync()).Should().Contain("The run was interrupted.");
        File.ReadAllLines(pids).Where(IsRunning).Should().BeEmpty();
        using var report = Read(folder, "report");
        report.RootElement.GetProperty("not_run").GetInt32().Should().BePositive();
    }

    [Fact]
    public async Task A_baseline_says_which_defects_are_new_and_a_resumed_run_repeats_nothing()
    {
        using var folder = new DataDirectory();
        await shared.Result;
        var baseline = Path.Combine(shared.Folder.Location, CarefulRun.Report, "report.json");

        var (bad, badOutput, _) = await RunAsync(folder, NaiveClient, "bad", [.. Limits, "--baseline", baseline, "--fail-on", "new"]);
        var (resumed, resumedOutput, _) = await RunAsync(folder, NaiveClient, "bad", [.. Limits, "--resume", "--fail-on", "none"]);

        (bad, resumed).Should().Be((1, 0), badOutput);
        badOutput.Should().MatchRegex("[1-9] defects are new since the run of ");
        resumedOutput.Should().Contain("4 experiments are planned, 4 of them were run before.");
        File.ReadAllText(Path.Combine(folder.Location, "bad", "junit.xml")).Should().Contain("<testcase classname=\"files.upload#1\"");
        File.ReadAllText(Path.Combine(folder.Location, "bad", "summary.md")).Should().StartWith("## The client survives ");
        File.ReadAllText(Path.Combine(folder.Location, "bad", "index.html")).Should().Contain("class=\"matrix\"")
            .And.NotContain("<script");
    }

    [Fact]
    public async Task Another_command_is_not_resumed()
    {
        await shared.Result;

        var (exit, _, errors) =
            await RunAsync(shared.Folder, CarefulClient, CarefulRun.Report, [.. Limits, "--resume", "--seed", "7"]);

        exit.Should().Be(1);
        errors.Should().Contain("leave out --resume to begin a new one");
    }

    [Theory]
    [InlineData("--faults must be some of network", "--faults", "netwrok")]
    [InlineData("--parallel must be a number from 1 to 64.", "--parallel", "0")]
    [InlineData("--budget must be a time such as 90s, 10m or 1h", "--budget", "soon")]
    [InlineData("--fail-on must be defects, new, none", "--fail-on", "bad")]
    [InlineData("--fail-on new requires --baseline.", "--fail-on", "new")]
    [InlineData("--baseline missing.json cannot be read", "--baseline", "missing.json")]
    public async Task Wrong_options_are_refused_by_name(string problem, params string[] options)
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["survive", .. options, "--", "true"]);

        exit.Should().Be(2);
        errors.Should().Contain(problem).And.Contain("Run scopix-emulator survive --help for all options.");
    }

    private static Task<(int Exit, string Output, string Errors)> RunAsync(
        DataDirectory folder, string script, string report, string[] options) =>
        EmulatorProcess.RunAsync(GetArguments(folder, script, report, options));

    private static string[] GetArguments(DataDirectory folder, string script, string report, string[] options)
    {
        var (photo, client) = (Path.Combine(folder.Location, "photo.jpg"), Path.Combine(folder.Location, $"{report}.sh"));
        File.WriteAllBytes(photo, Samples.Photo());
        File.WriteAllText(client, $"PHOTO='{photo}'\n{script.ReplaceLineEndings("\n")}\n");
        return ["survive", "--report", Path.Combine(folder.Location, report), .. options, "--", "sh", client];
    }

    /// <summary>A process that was killed stays as a zombie until its parent asks for it.</summary>
    private static bool IsRunning(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static JsonDocument Read(DataDirectory folder, string report) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Location, report, "report.json")));

    /// <summary>One run of the careful client for the tests that read its report.</summary>
    public sealed class CarefulRun : IDisposable
    {
        /// <summary>The folder of the report.</summary>
        internal const string Report = "careful";

        private readonly Lazy<Task<(int Exit, string Output, string Errors)>> _result;

        public CarefulRun() => _result = new(() => RunAsync(Folder, CarefulClient, Report, Limits));

        internal DataDirectory Folder { get; } = new();

        internal Task<(int Exit, string Output, string Errors)> Result => _result.Value;

        public void Dispose() => Folder.Dispose();
    }
}
