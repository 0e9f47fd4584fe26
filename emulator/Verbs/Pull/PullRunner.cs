using System.Runtime.InteropServices;
using Scopix.Client;
using Scopix.Emulator.Tool.Seed;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>Runs a copy: checks the target, lists the source, fetches what is missing, and loads all of it at once.</summary>
internal static class PullRunner
{
    /// <summary>Runs until the end, a failure or a signal; notices and progress go to standard error. Returns the exit code.</summary>
    public static async Task<int> RunFromConsoleAsync(PullOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var output = new StringWriter(); // printed after the progress bar is removed
        using var connections = new SocketsHttpHandler
        { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        // a line that is written while the progress bar is shown would be overwritten by it
        if (!options.IsDryRun) await Console.Error.WriteLineAsync(PullNotice.Describe(options));
        var exit = await RemoteProgress.ShowAsync(Console.Error, !Console.IsErrorRedirected,
            reportProgress => RunAsync(options, connections, output, reportProgress, stop.Token));
        await Console.Out.WriteAsync(output.ToString());
        return exit;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the run ends itself and prints its report
            stop.Cancel();
        }
    }

    public static async Task<int> RunAsync(PullOptions options, HttpMessageHandler connections, TextWriter output,
        Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        var (report, exit) = (new PullReport(), 0);
        var handler = new ReadOnlyHandler(connections, TimeProvider.System); // to dispose of it would dispose of the connections
        using var client = CreateClient(options, handler);
        try
        {
            await RunAsync(options, client, report, reportProgress, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            report.IsInterrupted = true;
        }
        catch (PullException failed)
        {
            (report.Failure, exit) = (failed.Message, failed.ExitCode);
        }
        catch (Exception failed) when (failed is ScopixException or IOException or UnauthorizedAccessException)
        {
            report.Failure = DiskFull.Is(failed)
                ? $"The disk is full: {failed.Message}. Free some space." : $"{options.Source.Host}: {failed.Message}";
        }
        await output.WriteLineAsync(options.OutputJson ? report.ToJson(options) : report.ToText(options));
        var isComplete = !report.IsInterrupted && report.Failure is null && (report.FailureCount == 0 || options.SkipFailed);
        return exit != 0 ? exit : isComplete ? 0 : 1;
    }

    /// <exception cref="ArgumentException">The address or the key is invalid.</exception>
    public static ScopixClient CreateClient(PullOptions options, HttpMessageHandler handler) => new(new ScopixClientOptions
    {
        ApiKey = options.SourceKey,
        BaseUrl = options.Source,
        AllowInsecureTransport = options.AllowInsecure,
        MaxRetries = 6,
        RetryDelay = options.RetryDelay,
        MaxRetryDelay = TimeSpan.FromSeconds(4),
        MaxRetryAfter = TimeSpan.FromMinutes(5),
        HttpMessageHandler = handler,
    });

    private static async Task RunAsync(
        PullOptions options, ScopixClient client, PullReport report, Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        using var target = options.Target is { } address ? new EmulatorTarget(address, options.TargetKey, options.TargetToken) : null;
        if (target is not null) await target.CheckAsync(options.Replace, cancel);
        IPullSource source = options.IsLlamaCloud ? new LlamaSource(client, options) : new ScopixSource(client, options);
        var files = await ListAsync(source, reportProgress, cancel);
        (report.SelectedFiles, report.SelectedBytes) = (files.Count, files.Sum(file => file.SizeBytes));
        if (options.IsDryRun) return;

        using var state = PullState.Open(options);
        report.IsContinued = state.HasFiles;
        PullNotice.ThrowIfTooLarge(options, state, files);
        report.HasState = true;
        var fetched = await new FileFetcher(source, state, options, report, reportProgress).FetchAsync(files, cancel);
        if (report.FailureCount > 0 && !options.SkipFailed) return;

        reportProgress("Loading", 0, 1);
        var loader = new PullLoader(source, state, options, report);
        if (target is not null) await loader.LoadAsync(target, fetched, cancel);
        else await loader.SaveAsync(options.SaveTo!, fetched, cancel);
        if (report.FailureCount == 0) state.Delete();
    }

    private static async Task<IReadOnlyList<SourceFile>> ListAsync(
        IPullSource source, Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        try
        {
            return await source.ListAsync(reportProgress, cancel);
        }
        catch (ScopixException other) when (other is NotFoundException or UnexpectedResponseException)
        {
            throw new PullException($"The source is not this API: {other.Message}", 4, other);
        }
    }
}
