using System.CommandLine;

namespace Scopix.Emulator.Tool.Background;

/// <summary>Prints the commands of a shell that set the variables for clients of an emulator in the background.</summary>
internal static class EnvVerb
{
    public static Command Create()
    {
        var name = BackgroundPaths.CreateNameOption("Name of the emulator");
        var shell = new Option<string?>("--shell")
        {
            Description = $"Shell that reads the output: {string.Join(", ", ShellVariables.Shells)}"
                + $" [default: {ShellVariables.DefaultShell}]",
            HelpName = "shell",
        };
        shell.AcceptOnlyFromAmong(ShellVariables.Shells);
        var verb = new Command("env", "Print the shell's commands that set the address and keys: eval \"$(scopix-emulator env)\".")
            { name, shell };
        verb.SetAction((parsed, _) => BackgroundErrors.ReportAsync(async () =>
        {
            var selected = parsed.GetValue(name) ?? BackgroundPaths.DefaultName;
            if (await BackgroundClient.FindAsync(selected) is not { Address: not null } state)
                return BackgroundErrors.ReportNone(selected);
            Console.WriteLine(ShellVariables.Format(state, parsed.GetValue(shell) ?? ShellVariables.DefaultShell));
            return 0;
        }));
        return verb;
    }
}
