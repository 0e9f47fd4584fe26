using System.CommandLine;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Scopix.Emulator.Proxy;

namespace Scopix.Emulator.Tool.Proxy;

/// <summary>Stands between clients and a live service, and says where the service differs from the contracts.</summary>
internal static class ProxyVerb
{
    private const int WrongTarget = 4;

    public static Command Create(Func<IEnumerable<string>, int> printProblems)
    {
        var to = new Option<string>("--to")
        { Description = "Address of the service, e.g. https://api.scopix.ai", HelpName = "url", Required = true };
        var llamaTo = new Option<string?>("--llama-to")
        { Description = "Address for requests to LlamaCloud (/api/v1) [default: --to]", HelpName = "url" };
        var port = new Option<int>("--port")
        {
            Description = "TCP port at 127.0.0.1; 0 selects a free port",
            HelpName = "0-65535",
            DefaultValueFactory = _ => ProxyOptions.DefaultPort,
        };
        var record = new Option<string?>("--record")
        { Description = "Folder for the shapes of the responses: names and types, no values [default: none]", HelpName = "folder" };
        var failOn = new Option<string>("--fail-on")
        {
            Description = "Which deviations make the exit code 1: those from documented, public or observed facts; or any, "
                + "with the differences of --shadow",
            HelpName = "documented|any",
            DefaultValueFactory = _ => "documented",
        };
        failOn.AcceptOnlyFromAmong("documented", "any");
        var keepBodies = new Option<bool>("--keep-bodies") { Description = "Keep JSON bodies in the journal, in memory" };
        var shadow = new Option<bool>("--shadow")
        { Description = "Send each request to an emulator too, and say where its responses differ from those of the service" };
        var json = new Option<bool>("--json") { Description = "Print each deviation and the summary as a line of JSON" };
        var forward = new ForwardOptions();
        var verb = new Command("proxy", "Forward requests to a live service, and compare its responses with the contracts.")
            { to, llamaTo, port, forward.Hosts, forward.Port, record, failOn, keepBodies, shadow, json };
        verb.SetAction((parsed, _) =>
        {
            List<string> problems = [];
            var target = ServiceAddress.Read("--to", parsed.GetValue(to), problems);
            var llamaTarget = ServiceAddress.Read("--llama-to", parsed.GetValue(llamaTo), problems);
            if (parsed.GetValue(port) is < 0 or > 65_535) problems.Add("--port must be a number from 0 to 65535.");
            var console = new ProxyConsole(parsed.GetValue(json));
            var options = forward.Read(parsed, new ProxyOptions
            {
                Target = target!,
                LlamaCloudTarget = llamaTarget,
                Port = parsed.GetValue(port),
                RecordFolder = parsed.GetValue(record) is { } folder ? Path.GetFullPath(folder) : null,
                KeepsBodies = parsed.GetValue(keepBodies),
                Shadow = parsed.GetValue(shadow),
                FirstDifference = console.PrintDifference,
                FirstSeen = console.PrintItem,
                FirstRefused = console.PrintRefusedHost,
            }, problems);
            return problems.Count > 0
                ? Task.FromResult(printProblems(problems)) : RunAsync(options, console, parsed.GetValue(failOn) == "any");
        });
        return verb;
    }

    private static async Task<int> RunAsync(ProxyOptions options, ProxyConsole console, bool failsOnAny)
    {
        ScopixProxy proxy;
        try
        {
            proxy = await ScopixProxy.StartAsync(options, host => host.ConfigureServices(services => services
                .AddSingleton<IHostLifetime, ConsoleLifetime>().AddSingleton(Options.Create(new ConsoleLifetimeOptions()))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"scopix-emulator: {error.Message}");
            return 1;
        }
        await using (proxy)
        {
            console.PrintStart(proxy, options);
            await proxy.WaitForShutdownAsync();
            await proxy.WhenJudgedAsync();
        }
        console.PrintSummary(proxy, options);
        if (proxy.IsRecordingRefused) return WrongTarget;
        if (failsOnAny && proxy.Differences?.GetItems().Count > 0) return 1;
        return proxy.Report.GetItems().Any(item => failsOnAny || item.Claim.Evidence != Contracts.Checks.EvidenceKind.Assumed) ? 1 : 0;
    }
}
