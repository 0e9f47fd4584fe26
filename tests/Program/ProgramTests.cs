using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Tool;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

public sealed class ProgramTests
{
    [Fact]
    public async Task The_banner_prints_address_key_and_commands_to_try()
    {
        using var folder = new DataDirectory();
        await using var emulatorProcess = await EmulatorProcess.StartAsync(["--data", folder.Location]);

        using var client = emulatorProcess.CreateClient();
        var address = client.BaseAddress!.AbsoluteUri.TrimEnd('/');
        var files = await client.GetStringAsync("/api/v2/files", TestContext.Current.CancellationToken);

        address.Should().MatchRegex(@"^http://127\.0\.0\.1:[1-9][0-9]+$");
        emulatorProcess.Banner.Should().StartWith("Scopix emulator is ready.\n").And
            .Contain($"Key      {EmulatorOptions.DefaultApiKey} (every well-formed key has its own tenant)")
            .And.Contain($"Control  {address}/_emulator/info").And.Contain($"Data     {folder.Location}\n")
            .And
            .Contain($"curl -H \"Authorization: Bearer {EmulatorOptions.DefaultApiKey}\" "
                + $"-F file=@photo.jpg {address}/api/v2/files/upload");
        files.Should().Contain("\"total_count\":0");
    }

    [Fact]
    public async Task Help_names_every_option_and_exits_with_0()
    {
        var (exit, output, errors) = await EmulatorProcess.RunAsync(["--help"]);

        exit.Should().Be(0);
        foreach (var (name, form, help) in OptionsReader.Definitions) output.Should().Contain("--" + name).And.Contain(form).And
            .Contain(help.Split(" [")[0]);
        errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("--port 99999 --pipeline warp",
        "--port must be a number from 0 to 65535; it is 99999.\n--pipeline must be one of quick, instant, realistic, manual; it is warp.")]
    [InlineData("--prot 1", "Unrecognized command or argument '--prot'. Did you mean --port?")]
    [InlineData("sed", "Unrecognized command or argument 'sed'. Did you mean seed?")]
    [InlineData("--colour red", "Unrecognized command or argument '--colour'.\nUnrecognized command or argument 'red'.")]
    [InlineData("--data", "Required argument missing for option: '--data'.")]
    [InlineData("--port 1 --port 2", "--port")]
    public async Task A_wrong_command_line_is_explained_and_exits_with_2(string line, string problems)
    {
        using var folder = new DataDirectory();

        var (exit, output, errors) = await EmulatorProcess.RunAsync(line.Split(' '), folder.Location);

        exit.Should().Be(2);
        output.Should().BeEmpty();
        foreach (var problem in problems.Split('\n')) errors.Should().Contain(problem);
        errors.Should().EndWith("Run scopix-emulator --help for all options.\n").And.NotContain("   at ");
        Directory.EnumerateFileSystemEntries(folder.Location).Should().BeEmpty();
    }

    [Fact]
    public async Task A_misspelt_option_of_a_command_is_answered_with_the_one_that_was_meant()
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["seed", "--dataste", "demo"]);

        exit.Should().Be(2);
        errors.Should().Contain("Unrecognized command or argument '--dataste'. Did you mean --dataset?\n").And
            .EndWith("Run scopix-emulator seed --help for all options.\n");
    }

    [Fact]
    public async Task Wrong_environment_variables_are_explained_and_exit_with_2()
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(
            [], null, ("Emulator__Port", "http"), ("Emulator__Colour", "red"), ("Emulator__Teir", "free"));

        exit.Should().Be(2);
        errors.Should().Contain("--port must be a number from 0 to 65535; it is http.").And.Contain("Emulator:Colour is not an option.\n")
            .And.Contain("Emulator:Teir is not an option. Did you mean Tier?\n");
    }

    [Fact]
    public async Task Settings_come_from_appsettings_then_the_environment_then_the_command_line()
    {
        using var folder = new DataDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "appsettings.json"),
            """{"Emulator":{"Seed":1,"Tier":"FREE","Errors":"fastapi","StorageAuth":"s3"},"Other":{"Seed":"x"}}""",
            TestContext.Current.CancellationToken);

        await using var emulatorProcess = await EmulatorProcess
            .StartAsync(["--seed", "3", "--enforce-limits"], folder.Location, ("Emulator__Seed", "2"), ("Emulator__Tier", "starter"));
        using var client = emulatorProcess.CreateClient();
        var info = await client.GetStringAsync("/_emulator/info", TestContext.Current.CancellationToken);

        info.Should().Contain("\"tier\":\"STARTER\"").And.Contain("\"enforce_limits\":true").And.Contain("\"errors\":\"fastapi\"").And
            .Contain("\"seed\":3").And.Contain("\"storage_auth\":\"s3\"");
    }

    [Theory]
    [InlineData("""{"Emulator":{"Pipeline":"warp"}}""", "--pipeline must be one of quick, instant, realistic, manual; it is warp.")]
    [InlineData("""{"Emulator":{""", "appsettings.json")]
    public async Task A_wrong_settings_file_is_explained_and_exits_with_2(string settings, string problem)
    {
        using var folder = new DataDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "appsettings.json"), settings, TestContext.Current.CancellationToken);

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["--port", "0"], folder.Location);

        exit.Should().Be(2);
        errors.Should().Contain(problem).And.NotContain("   at ");
    }

    [Fact]
    public async Task A_port_in_use_or_a_foreign_address_is_reported_in_one_line_and_exits_with_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var inUse = await EmulatorProcess.RunAsync(["--port", $"{port}"]);
        var foreign = await EmulatorProcess.RunAsync(["--port", "0", "--host", "203.0.113.1"]);

        inUse.ExitCode.Should().Be(1);
        inUse.Output.Should().BeEmpty();
        inUse.Errors.Should().Be($"scopix-emulator: Cannot listen on 127.0.0.1:{port}: the port is in use; --port 0 selects a free port\n");
        foreign.ExitCode.Should().Be(1);
        foreign.Output.Should().BeEmpty();
        foreign.Errors.Should().StartWith("scopix-emulator: ").And.Contain("203.0.113.1").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_second_process_on_one_folder_is_refused_with_exit_code_1()
    {
        using var folder = new DataDirectory();
        await using var first = await EmulatorProcess.StartAsync(["--data", folder.Location]);

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["--port", "0", "--data", folder.Location]);

        exit.Should().Be(1);
        errors.Should().StartWith($"scopix-emulator: The data folder {folder.Location} is in use by another emulator");
    }

    [Fact]
    public async Task A_data_folder_of_a_version_before_0_1_0_is_refused_with_exit_code_1_and_left_as_it_is()
    {
        using var folder = new DataDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "emulator.lock"), $"{DatabaseSchema.OldestVersion - 1}",
            TestContext.Current.CancellationToken);

        var (exit, output, errors) = await EmulatorProcess.RunAsync(["--port", "0", "--data", folder.Location]);

        (exit, output).Should().Be((1, ""));
        errors.Trim().Should()
            .StartWith(
                $"scopix-emulator: The data folder {folder.Location} is of version {DatabaseSchema.OldestVersion - 1}; this emulator "
                + "reads version");
        Directory.EnumerateFileSystemEntries(folder.Location).Should().ContainSingle();
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_reported_in_one_line_and_exits_with_1()
    {
        using var folder = new DataDirectory();
        var file = Path.Combine(folder.Location, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var (exit, output, errors) = await EmulatorProcess.RunAsync(["--port", "0", "--data", Path.Combine(file, "data")]);

        (exit, output).Should().Be((1, ""));
        errors.Trim().Should().StartWith($"scopix-emulator: The data folder {file}/data cannot be written: ").And.NotContain("\n");
    }

    [Fact]
    public async Task A_data_folder_is_accessible_only_to_its_owner()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        var data = Path.Combine(folder.Location, "data");

        await using var emulatorProcess = await EmulatorProcess.StartAsync(["--data", data]);

        (File.GetUnixFileMode(data)
            & (UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute)).Should()
            .Be(UnixFileMode.None);
    }

    [Fact]
    public async Task SIGTERM_ends_the_program_with_0_and_removes_the_temporary_folder()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        await using var emulatorProcess = await EmulatorProcess.StartAsync([], null, ("TMPDIR", folder.Location));
        using var client = emulatorProcess.CreateClient();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note()), "file", "note.txt" } };
        (await client.PostAsync("/api/v2/files/upload", form, TestContext.Current.CancellationToken)).StatusCode.Should()
            .Be(HttpStatusCode.Created);
        var during = Directory.EnumerateFiles(folder.Location, "*.txt", SearchOption.AllDirectories).ToArray();

        await emulatorProcess.TerminateAsync();
        var exit = await emulatorProcess.WaitForExitAsync();

        during.Should().NotBeEmpty();
        exit.Should().Be(0);
        Directory.EnumerateFiles(folder.Location, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains("scopix-emulator", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task With_stop_with_input_the_program_runs_until_its_input_ends()
    {
        await using var emulatorProcess = await EmulatorProcess.StartAsync(["--stop-with-input"]);
        using var client = emulatorProcess.CreateClient();

        var files = await client.GetStringAsync("/api/v2/files", TestContext.Current.CancellationToken);
        emulatorProcess.EndInput();

        files.Should().Contain("\"total_count\":0");
        (await emulatorProcess.WaitForExitAsync()).Should().Be(0);
    }
}
