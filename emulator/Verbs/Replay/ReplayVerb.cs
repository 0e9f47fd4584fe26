using System.CommandLine;
using System.Runtime.InteropServices;
using Scopix.Emulator.Proxy.Replay;
using Scopix.Emulator.Tool.Proxy;

namespace Scopix.Emulator.Tool.Replay;

/// <summary>Sends the requests of a recording to a server again, and says how its responses differ from the recorded ones.</summary>
internal static class ReplayVerb
{
    public static Command Create(Func<IEnumerable<string>, int> printProblems)
    {
        var file = new Argument<string>("file") { Description = "HTTP Archive (.har) of a journal, a proxy or a browser" };
        var to = new Option<string>("--to")
        { Description = "Address of the server, e.g. https://api.scopix.ai", HelpName = "url", Required = true };
        var llamaTo = new Option<string?>("--llama-to")
        { Description = "Address for requests to LlamaCloud (/api/v1) [default: --to]", HelpName = "url" };
        var files = new Option<string?>("--files")
        {
            Description = "Folder with the bytes of the uploaded files, by their names [default: uploads are left out]",
            HelpName = "folder",
        };
        var allowChanges = new Option<bool>("--allow-changes")
        { Description = "Also change and delete resources that the replay has not created" };
        var insecure = new Option<bool>("--insecure") { Description = "Allow sending the key over unencrypted http to another machine" };
        var json = new Option<bool>("--json") { Description = "Print each difference and the summary as a line of JSON" };
        var verb = new Command("replay",
            "Send recorded requests to a server, and compare its responses with the recorded ones. "
            + "Keys: SCOPIX_API_KEY and LLAMA_CLOUD_API_KEY.")
            { file, to, llamaTo, files, allowChanges, insecure, json };
        verb.SetAction((parsed, _) =>
        {
            List<string> problems = [];
            var target = ServiceAddress.Read("--to", parsed.GetValue(to), problems);
            var llamaTarget = ServiceAddress.Read("--llama-to", parsed.GetValue(llamaTo), problems);
            if (!parsed.GetValue(insecure))
                foreach (var address in new[] { target, llamaTarget }.OfType<Uri>()
                    .Where(address => address is { Scheme: "http", IsLoopback: false }))
                    problems.Add($"The key would be sent unencrypted to {address.Host}. Use https, or add --insecure.");
            if (!File.Exists(parsed.GetValue(file))) problems.Add($"{parsed.GetValue(file)} does not exist.");
            if (parsed.GetValue(files) is { } folder && !Directory.Exists(folder)) problems.Add($"--files {folder} is no folder.");
            if (problems.Count > 0) return Task.FromResult(printProblems(problems));
            var console = new ReplayConsole(parsed.GetValue(json));
            return RunAsync(new ReplayOptions
            {
                File = parsed.GetValue(file)!,
                Target = target!,
                LlamaCloudTarget = llamaTarget,
                Key = ReadKey("SCOPIX_API_KEY"),
                LlamaCloudKey = ReadKey("LLAMA_CLOUD_API_KEY"),
                Files = parsed.GetValue(files),
                AllowsChanges = parsed.GetValue(allowChanges),
                FirstDifference = console.PrintItem,
                Failed = ReplayConsole.PrintFailure,
            }, console);
        });
        return verb;
    }

    private static string? ReadKey(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key ? key : null;

    private static async Task<int> RunAsync(ReplayOptions options, ReplayConsole console)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            console.PrintStart(options);
            var result = await TrafficReplay.RunAsync(options, stop.Token);
            console.PrintSummary(result);
            var isClean = result is { End: ReplayEnd.Complete, Failures: 0, Comparison.Compared: > 0 };
            return isClean && result.Comparison.GetItems().Count == 0 ? 0 : 1;
        }
        catch (InvalidDataException error)
        {
            Console.Error.WriteLine($"scopix-emulator: {options.File} is no HTTP Archive. {error.Message}");
            return 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"scopix-emulator: {error.Message}");
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the replay ends itself and prints its summary
            stop.Cancel();
        }
    }
}
