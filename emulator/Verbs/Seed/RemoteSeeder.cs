using System.Runtime.InteropServices;
using Scopix.Client;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>One run of the verb <c>seed</c>.</summary>
internal static class RemoteSeeder
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(4), MaxRetryAfter = TimeSpan.FromMinutes(2),
        DescriptionTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Runs until it is done, has failed, or is interrupted by a signal; progress goes to the error output. 0 or 1.</summary>
    public static async Task<int> RunFromConsoleAsync(RemoteSeedOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var summary = new StringWriter(); // printed once the bar is gone
        var exit = await RemoteProgress
            .ShowAsync(Console.Error, !Console.IsErrorRedirected,
                reportProgress => RunAsync(options, CreateClient(options), summary, reportProgress, stop.Token));
        await Console.Out.WriteAsync(summary.ToString());
        return exit;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the run ends by itself, and says how far it came
            stop.Cancel();
        }
    }

    /// <summary>Runs with a client, which it disposes of.</summary>
    public static async Task<int> RunAsync(RemoteSeedOptions options, ScopixClient client, TextWriter output,
        Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        var report = new RemoteReport();
        using (client)
        {
            try
            {
                var plan = await RemotePlan.CreateAsync(options, reportProgress, cancel);
                if (options.RemoveLoaded) await new RemoteCleaner(client, options, plan, report, reportProgress).RunAsync(cancel);
                else await new RemoteLoader(client, options, plan, report, reportProgress).RunAsync(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                report.IsInterrupted = true;
            }
            catch (ScopixException failed)
            {
                report.AddFailure(options.Target.Host, failed.Message);
            }
        }
        await output.WriteLineAsync(options.OutputJson ? report.ToJson(options) : report.ToText(options));
        return report is { IsSuccessful: true, IsInterrupted: false } ? 0 : 1;
    }

    /// <summary>A client that is patient: a free account may send ten requests a minute.</summary>
    /// <exception cref="ArgumentException">The address or the key is none.</exception>
    public static ScopixClient CreateClient(RemoteSeedOptions options) => new(new ScopixClientOptions
    {
        ApiKey = options.ApiKey,
        BaseUrl = options.Target,
        AllowInsecureTransport = options.AllowInsecure,
        MaxRetries = 6,
        MaxRetryDelay = MaxRetryDelay,
        MaxRetryAfter = MaxRetryAfter,
        PollingTimeout = DescriptionTimeout,
    });
}
