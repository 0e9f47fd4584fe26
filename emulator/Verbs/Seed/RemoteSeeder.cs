using System.Runtime.InteropServices;
using Scopix.Client;

namespace Scopix.Emulator.Tool.Seed;

internal static class RemoteSeeder
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(4), MaxRetryAfter = TimeSpan.FromMinutes(2),
        DescriptionTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Runs until the end, a failure or a signal; progress goes to standard error. Returns the exit code 0 or 1.</summary>
    public static async Task<int> RunFromConsoleAsync(RemoteSeedOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var summary = new StringWriter(); // printed after the progress bar is removed
        var exit = await RemoteProgress.ShowAsync(
            Console.Error, !Console.IsErrorRedirected,
            reportProgress => RunAsync(options, CreateClient(options), summary, reportProgress, stop.Token));
        await Console.Out.WriteAsync(summary.ToString());
        return exit;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the run ends itself and prints its report
            stop.Cancel();
        }
    }

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

    /// <summary>A client that waits long for retries, because a free account allows ten requests per minute.</summary>
    /// <exception cref="ArgumentException">The address or the key is invalid.</exception>
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
