using System.CommandLine;

namespace Scopix.Emulator.Tool;

/// <summary>
/// Prints a script with which a shell completes the command line. The script asks the program itself, through System.CommandLine's
/// directive <c>[suggest]</c>, so it knows the options of whatever version is installed.
/// </summary>
internal static class CompletionVerb
{
    private const string Bash = """
        # eval "$(scopix-emulator completion bash)"
        _scopix_emulator() {
            local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
            line="${line#*[[:space:]]}"
            COMPREPLY=($(compgen -W "$(scopix-emulator "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o bashdefault -o default -F _scopix_emulator scopix-emulator
        """;

    private const string Zsh = """
        #compdef scopix-emulator
        # eval "$(scopix-emulator completion zsh)", after compinit
        _scopix_emulator() {
            local line="${(j: :)words[2,CURRENT]}"
            local -a found
            found=(${(f)"$(scopix-emulator "[suggest:${#line}]" "$line" 2>/dev/null)"})
            if (( ${#found} )); then compadd -- $found; else _files; fi
        }
        compdef _scopix_emulator scopix-emulator
        """;

    private const string Fish = """
        # scopix-emulator completion fish | source
        function __scopix_emulator_complete
            set -l words (commandline -opc)
            set -e words[1]
            set -l line (string join ' ' -- $words (commandline -ct))
            scopix-emulator "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c scopix-emulator -a '(__scopix_emulator_complete)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "Shell: bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var verb = new Command("completion", "Print a script with which a shell completes the options and their values.") { shell };
        verb.SetAction(parsed => Console.WriteLine(parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash }));
        return verb;
    }
}
