using System.CommandLine;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>Runs a client's tests under one kind of trouble after another, and says which of them the client does not survive.</summary>
internal static class SurviveVerb
{
    private const int UnfitCommand = 4;

    public static Command Create(Func<IEnumerable<string>, int> printProblems)
    {
        var arguments = new SurviveArguments();
        var verb = new Command("survive",
            "Run a command that tests a client, under one kind of trouble after another, and say what the client does not survive. "
            + "The command gets SCOPIX_BASE_URL, SCOPIX_API_KEY, LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY.");
        arguments.AddTo(verb);
        verb.SetAction((parsed, _) =>
        {
            List<string> problems = [];
            var options = arguments.Read(parsed, problems);
            return problems.Count > 0 ? Task.FromResult(printProblems(problems)) : RunAsync(options, printProblems);
        });
        return verb;
    }

    private static async Task<int> RunAsync(SurviveOptions options, Func<IEnumerable<string>, int> printProblems)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);
        var console = new SurviveConsole(options.IsJson);
        try
        {
            var runner = new SurviveRunner(options, console);
            var report = await runner.RunAsync(stop.Token);
            ReportFiles.Write(new ReportFolder(options.Report), report, options.FailOn);
            console.PrintSummary(report, options.Report);
            if (stop.IsCancellationRequested) return PrintError("The run was interrupted.", 1);
            if (runner.Failure is { } failure) return PrintError($"The run ended early. {failure.Message}", 1);
            if (!report.Experiments.Any(result => result.IsMet))
                return PrintError("The result says nothing: the command has met no trouble in any experiment.", UnfitCommand);
            return options.FailOn.IsMet(report) ? 1 : 0;
        }
        catch (SurviveUsageException error)
        {
            return printProblems([error.Message]);
        }
        catch (CleanRunException error)
        {
            return PrintError(error.Message, UnfitCommand);
        }
        catch (OperationCanceledException)
        {
            return PrintError("The run ended before the command has passed twice without trouble.", 1);
        }
        catch (Win32Exception error)
        {
            return printProblems([$"{options.Command[0]} cannot be started. {error.Message}"]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return PrintError(error.Message, 1);
        }

        static int PrintError(string message, int exitCode)
        {
            Console.Error.WriteLine($"scopix-emulator: {message}");
            return exitCode;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the commands are stopped, and the report is written
            stop.Cancel();
        }
    }
}
