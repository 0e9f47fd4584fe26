using System.Runtime.InteropServices;
using Scopix.Client;

namespace Scopix.Emulator.Seeding.Remote;

/// <summary>One run of the verb <c>seed</c>.</summary>
internal static class RemoteRun
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4), LongestWait = TimeSpan.FromMinutes(2), Description = TimeSpan.FromMinutes(3);

    /// <summary>Runs until it is done, has failed, or is interrupted by a signal; progress goes to the error output. 0 or 1.</summary>
    public static async Task<int> FromShellAsync(RemoteSeed request)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var summary = new StringWriter(); // printed once the bar is gone
        var exit = await RemoteProgress.ShowAsync(Console.Error, !Console.IsErrorRedirected, tell => RunAsync(request, Client(request), summary, tell, stop.Token));
        await Console.Out.WriteAsync(summary.ToString());
        return exit;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the run ends by itself, and says how far it came
            stop.Cancel();
        }
    }

    /// <summary>Runs with a client, which it disposes of.</summary>
    public static async Task<int> RunAsync(RemoteSeed request, ScopixClient client, TextWriter output, Action<string, int, int> tell, CancellationToken cancel)
    {
        var report = new RemoteReport();
        using (client)
        {
            try
            {
                var plan = await RemotePlan.OfAsync(request, tell, cancel);
                if (request.Clean) await new RemoteCleaner(client, request, plan, report, tell).RunAsync(cancel);
                else await new RemoteLoader(client, request, plan, report, tell).RunAsync(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                report.Interrupted = true;
            }
            catch (ScopixException failed)
            {
                report.Failed(request.Target.Host, failed.Message);
            }
        }
        await output.WriteLineAsync(request.Json ? report.InJson(request) : report.InWords(request));
        return report is { Clean: true, Interrupted: false } ? 0 : 1;
    }

    /// <summary>A client that is patient: a free account may send ten requests a minute.</summary>
    /// <exception cref="ArgumentException">The address or the key is none.</exception>
    public static ScopixClient Client(RemoteSeed request) => new(new ScopixClientOptions
    {
        ApiKey = request.ApiKey,
        BaseUrl = request.Target,
        AllowInsecureTransport = request.Insecure,
        MaxRetries = 6,
        MaxRetryDelay = LongestPause,
        MaxRetryAfter = LongestWait,
        PollingTimeout = Description,
    });
}
