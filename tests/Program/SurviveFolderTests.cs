using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>What <c>survive</c> refuses before it runs the command, and what it does with files that are not its own.</summary>
public sealed class SurviveFolderTests
{
    [Fact]
    public async Task A_folder_with_other_files_is_refused_and_left_alone()
    {
        using var folder = new DataDirectory();
        var notes = Path.Combine(folder.Location, "experiments", "notes.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(notes)!);
        await File.WriteAllTextAsync(notes, "mine", TestContext.Current.CancellationToken);

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["survive", "--report", folder.Location, "--", "true"]);

        (exit, File.ReadAllText(notes)).Should().Be((2, "mine"));
        errors.Should().Contain("is not empty and has no report of survive");
    }

    [Fact]
    public async Task The_report_of_an_earlier_run_is_deleted_when_a_run_begins_and_other_files_stay()
    {
        using var folder = new DataDirectory();
        string[] run = ["survive", "--report", Path.Combine(folder.Location, "report"), "--", "sh", "-c", "exit 3"];
        await EmulatorProcess.RunAsync(run);
        foreach (var file in (string[])["index.html", "notes.txt"])
            await File.WriteAllTextAsync(Path.Combine(folder.Location, "report", file), "", TestContext.Current.CancellationToken);

        await EmulatorProcess.RunAsync(run);

        Directory.GetFiles(Path.Combine(folder.Location, "report")).Select(Path.GetFileName)
            .Should().BeEquivalentTo("run.json", "notes.txt");
    }

    [Theory]
    [InlineData("did you mean files.upload?", "true", "--only", "files.uplod")]
    [InlineData("--budget must be a time such as", "true", "--budget", "NaN")]
    [InlineData("--hang-after must be a time such as", "true", "--hang-after", "NaN")]
    [InlineData("--report must be the path of a folder.", "true", "--report", "")]
    [InlineData("--baseline  cannot be read", "true", "--baseline", "")]
    [InlineData("There is no program no-such-program.", "no-such-program")]
    public async Task What_cannot_be_run_is_refused_with_a_sentence(string problem, string program, params string[] options)
    {
        using var folder = new DataDirectory();
        string[] report = options.Contains("--report") ? [] : ["--report", Path.Combine(folder.Location, "report")];

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["survive", .. report, .. options, "--", program]);

        exit.Should().Be(2, errors);
        errors.Should().Contain(problem).And.NotContain("   at ");
    }

    [Fact]
    public async Task A_plan_without_experiments_is_no_success()
    {
        using var folder = new DataDirectory();
        const string Client = "curl -sf -H \"Authorization: Bearer $SCOPIX_API_KEY\" $SCOPIX_BASE_URL/files";

        var (exit, _, errors) = await EmulatorProcess.RunAsync(
            ["survive", "--report", Path.Combine(folder.Location, "report"), "--only", "folders.*", "--", "sh", "-c", Client]);

        exit.Should().Be(4, errors);
        errors.Should().Contain("It calls nothing at which the trouble of --only and --faults can happen.");
    }
}
