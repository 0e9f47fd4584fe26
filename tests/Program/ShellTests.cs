using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>What shells read from the program: variables and completion.</summary>
public sealed class ShellTests
{
    private static readonly string Function = $"scopix-emulator() {{ {EmulatorProcess.ShellCommand} \"$@\"; }}\n";

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task A_shell_sets_the_variables(string shell)
    {
        await using var home = new BackgroundHome();
        var state = await home.StartAsync();
        var (_, commands, _) = await home.RunAsync("env", "--shell", shell);

        var output = await home.RunInShellAsync(shell, commands
            + "env | grep -E '^(SCOPIX|LLAMA_CLOUD)_(BASE_URL|API_KEY)=' | sort");

        var address = state.GetProperty("address").GetString();
        output.Should().Be($"LLAMA_CLOUD_API_KEY=llx-emulator-local-development\nLLAMA_CLOUD_BASE_URL={address}\n"
            + $"SCOPIX_API_KEY={EmulatorOptions.DefaultApiKey}\nSCOPIX_BASE_URL={address}/api/v2\n");
    }

    [Theory]
    [InlineData("powershell", "$env:SCOPIX_API_KEY = 'scopix_Emulator0localdevelopmentkey'")]
    [InlineData("cmd", "set \"SCOPIX_API_KEY=scopix_Emulator0localdevelopmentkey\"")]
    public async Task The_shells_of_Windows_have_their_form(string shell, string line)
    {
        await using var home = new BackgroundHome();
        await home.StartAsync();

        var (exit, output, errors) = await home.RunAsync("env", "--shell", shell);

        exit.Should().Be(0, errors);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(4).And.Contain(line);
    }

    [Theory]
    [InlineData(1, "No emulator named default runs in the background. Run scopix-emulator start.", "env")]
    [InlineData(1, "No emulator named ci runs in the background. Run scopix-emulator start --name ci.", "env", "--name", "ci")]
    [InlineData(2, "'tcsh'", "env", "--shell", "tcsh")]
    [InlineData(2, "'tcsh'", "completion", "tcsh")]
    public async Task What_cannot_be_printed_is_explained(int expected, string problem, params string[] arguments)
    {
        await using var home = new BackgroundHome();

        var (exit, output, errors) = await home.RunAsync(arguments);

        (exit, output).Should().Be((expected, ""));
        errors.Should().Contain(problem);
    }

    [Theory]
    [InlineData("scopix-emulator --pip", "--pipeline")]
    [InlineData("scopix-emulator --pipeline ", "instant manual quick realistic")]
    [InlineData("scopix-emulator start --pipeline re", "realistic")]
    [InlineData("scopix-emulator --dataset ed", "edge")]
    [InlineData("scopix-emulator sta", "start status")]
    [InlineData("scopix-emulator completion z", "zsh")]
    public async Task Bash_completes_the_command_line(string line, string expected)
    {
        await using var home = new BackgroundHome();
        var (_, script, _) = await home.RunAsync("completion", "bash");

        var output = await home.RunInShellAsync("bash", Function + script + $$"""
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            read -ra COMP_WORDS <<<"$COMP_LINE"; [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _scopix_emulator; printf '%s\n' "${COMPREPLY[@]}"
            """);

        string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order()).Should().Be(expected);
    }

    [Fact]
    public async Task Fish_completes_the_command_line()
    {
        await using var home = new BackgroundHome();
        var (_, script, _) = await home.RunAsync("completion", "fish");

        var output = await home.RunInShellAsync("fish",
            $"function scopix-emulator; {EmulatorProcess.ShellCommand} $argv; end\n{script}"
            + "complete -C 'scopix-emulator start --pipeline rea'\n");

        output.Should().Be("realistic\n");
    }

    [Fact]
    public async Task Zsh_completes_the_command_line()
    {
        await using var home = new BackgroundHome();
        var (_, script, _) = await home.RunAsync("completion", "zsh");

        var output = await home.RunInShellAsync("zsh", "compdef() { : }\ncompadd() { shift; print -l -- $@ }\n" + Function + script
            + "words=(scopix-emulator start --pipeline rea) CURRENT=4\n_scopix_emulator\n");

        output.Should().Be("realistic\n");
    }

    [Fact]
    public async Task The_version_is_a_number_alone()
    {
        var (exit, output, errors) = await EmulatorProcess.RunAsync(["--version"]);

        exit.Should().Be(0, errors);
        output.Should().MatchRegex(@"^[0-9]+\.[0-9]+\.[0-9]+\n$");
    }
}
