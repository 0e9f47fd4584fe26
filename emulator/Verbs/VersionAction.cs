using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Scopix.Emulator.Tool;

/// <summary>Prints the version alone. The default action adds the commit, which scripts that compare versions must cut off.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        Console.WriteLine(version.Split('+')[0]);
        return 0;
    }
}
