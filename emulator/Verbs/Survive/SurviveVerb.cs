using System.CommandLine;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>Runs a client's tests under one kind of trouble after another, and says which of them the client does not survive.</summary>
internal static class SurviveVerb
{
    private const int WrongTarget = 4;

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
            return problems.Count > 0 ? Task.FromResult(printProblems(problems)) : RunAsync(options);
        });
        return verb;
    }

    private static async Task<int> RunAsync(SurviveOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var console = new SurviveConsole(options.IsJson);
        try
        {
            console.PrintStart(options);
            var report = await new SurviveRunner(options, console).RunAsync(stop.Token);
            ReportFiles.Write(new ReportFolder(options.Report), report, options.FailOn);
            console.PrintSummary(report, options.Report);
            if (stop.IsCancellationRequested) Console.Error.WriteLine("scopix-emulator: The run was interrupted.");
            return stop.IsCancellationRequested || options.FailOn.IsMet(report) ? 1 : 0;
        }
        catch (CleanRunException error)
        {
            Console.Error.WriteLine($"scopix-emulator: {error.Message}");
            return WrongTarget;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("scopix-emulator: The run ended before the command has passed twice without trouble.");
            return 1;
        }
        catch (Win32Exception error)
        {
            Console.Error.WriteLine($"scopix-emulator: {options.Command[0]} cannot be started. {error.Message}");
            return WrongTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"scopix-emulator: {error.Message}");
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the commands are stopped, and the report is written
            stop.Cancel();
        }
    }
}
