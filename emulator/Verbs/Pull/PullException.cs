namespace Scopix.Emulator.Tool.Pull;

/// <summary>
/// Ends a run with a sentence for people. The exit code is 1 for a failure, 2 for a wrong command line, 4 for a source or a target that is
/// not what it should be.
/// </summary>
internal sealed class PullException(string message, int exitCode = 1, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;
}
