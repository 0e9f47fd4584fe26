using System.Globalization;
using Scopix.Durability;

// kill: ends the emulator with SIGKILL under load, repeatedly. soak: monitors the emulator under load for minutes.
// large: measures the emulator's memory during one large upload.
var options = args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal))
    .ToDictionary(arg => arg[2..arg.IndexOf('=', StringComparison.Ordinal)],
        arg => arg[(arg.IndexOf('=', StringComparison.Ordinal) + 1)..]);
var emulator = options.GetValueOrDefault("emulator") ?? "emulator/bin/Release/net10.0/Scopix.Emulator.Tool.dll";
if (!File.Exists(emulator))
{
    Console.Error.WriteLine($"{emulator} does not exist: build the emulator, or pass its path with --emulator=");
    return 2;
}

switch (args.FirstOrDefault())
{
    case "kill":
        var findings =
            await KillCampaign.RunAsync(emulator, Number("times", 100), Number("seed", 1), Console.Out, options.GetValueOrDefault("data"));
        return findings.Count == 0 ? 0 : 1;
    case "soak":
        var clients = Number("clients", 4);
        return await SoakRun.RunAsync(emulator, Number("minutes", 10), Number("idle", 10_000), (clients, Number("tenants", clients)),
            options.GetValueOrDefault("csv") ?? "soak.csv", Console.Out);
    case "large":
        return await LargeUploadRun.RunAsync(emulator, Number("megabytes", 5_000), Console.Out);
    default:
        Console.Error.WriteLine(
            "kill [--times=100] [--seed=1] [--data=FOLDER] | soak [--minutes=10] [--idle=10000] [--clients=4] [--tenants=4] "
            + "[--csv=soak.csv] | large [--megabytes=5000]; each with [--emulator=PROGRAM]");
        return 2;
}

int Number(string name, int defaultValue) =>
    options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
