using System.Globalization;
using Scopix.Durability;

// kill: the emulator is ended with SIGKILL under load, again and again. soak: it works for minutes while it is watched.
var given = args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal))
    .ToDictionary(arg => arg[2..arg.IndexOf('=', StringComparison.Ordinal)],
        arg => arg[(arg.IndexOf('=', StringComparison.Ordinal) + 1)..]);
var emulator = given.GetValueOrDefault("emulator") ?? "emulator/bin/Release/net10.0/Scopix.Emulator.Tool.dll";
if (!File.Exists(emulator))
{
    Console.Error.WriteLine($"{emulator} is not there: build the emulator, or name it with --emulator=");
    return 2;
}

switch (args.FirstOrDefault())
{
    case "kill":
        var findings =
            await KillCampaign.RunAsync(emulator, Number("times", 100), Number("seed", 1), Console.Out, given.GetValueOrDefault("data"));
        return findings.Count == 0 ? 0 : 1;
    case "soak":
        return await SoakRun
            .RunAsync(emulator, Number("minutes", 10), Number("idle", 10_000), given.GetValueOrDefault("csv") ?? "soak.csv", Console.Out);
    default:
        Console.Error.WriteLine(
            "kill [--times=100] [--seed=1] [--data=FOLDER] [--emulator=DLL] | soak [--minutes=10] [--idle=10000] [--csv=soak.csv] "
            + "[--emulator=DLL]");
        return 2;
}

int Number(string name, int otherwise) => given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
