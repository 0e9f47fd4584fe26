using System.CommandLine;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Scopix.Emulator;
using Scopix.Emulator.Tool;
using Scopix.Emulator.Tool.Background;
using Scopix.Emulator.Tool.Logging;
using Scopix.Emulator.Tool.Proxy;
using Scopix.Emulator.Tool.Pull;
using Scopix.Emulator.Tool.Replay;
using Scopix.Emulator.Tool.Seed;
using Scopix.Emulator.Tool.Survive;
using Scopix.Fixtures.Datasets;

var root = new RootCommand("Start an offline emulator of the Scopix file API, or run a command.");
var options = OptionsReader.Definitions.ToDictionary(
    option => option.Name,
    option => new Option<string?>("--" + option.Name)
    {
        Description = option.Help,
        HelpName = option.Form,
        Arity = OptionsReader.Switches.ContainsKey(option.Name) ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne
    });
foreach (var option in options.Values)
{
    if (option.HelpName!.Contains('|')) option.CompletionSources.Add(option.HelpName.Split('|'));
    root.Options.Add(option);
}
options["dataset"].CompletionSources.Add([.. DatasetCatalogue.All.Select(dataset => dataset.Name)]);
root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
var licenses = new Option<bool>("--licenses") { Description = "Print the licenses of the software that is part of this program." };
root.Options.Add(licenses);
root.SetAction((parsed, _) => parsed.GetValue(licenses) ? Task.FromResult(Print(ThirdPartyNotices.Read())) : RunAsync(parsed, null));

var openApi = new Command("openapi", "Print the OpenAPI 3.1 document of the API.");
var ofControlApi = new Option<bool>("--control") { Description = "Print the document of the control API (/_emulator) instead." };
openApi.Options.Add(ofControlApi);
openApi.SetAction(parsed => Print(parsed.GetValue(ofControlApi) ? ScopixEmulator.WriteControlOpenApi() : ScopixEmulator.WriteOpenApi()));
root.Subcommands.Add(openApi);
var initSchema = new Command("init-schema", "Print the JSON Schema of init files.");
initSchema.SetAction(_ => Print(ScopixEmulator.WriteInitSchema()));
root.Subcommands.Add(initSchema);
root.Subcommands.Add(SeedVerb.Create(problems => PrintProblems(problems, " seed")));
root.Subcommands.Add(ProxyVerb.Create(problems => PrintProblems(problems, " proxy")));
root.Subcommands.Add(PullVerb.Create(problems => PrintProblems(problems, " pull")));
root.Subcommands.Add(ReplayVerb.Create(problems => PrintProblems(problems, " replay")));
root.Subcommands.Add(SurviveVerb.Create(problems => PrintProblems(problems, " survive")));
root.Subcommands.Add(HealthVerb.Create(check => WithOptionsAsync([], (settings, _) => check(settings))));
root.Subcommands.Add(StartVerb.Create(options.Values));
root.Subcommands.Add(StartVerb.CreateServe(options.Values, RunAsync));
root.Subcommands.Add(StatusVerb.Create());
root.Subcommands.Add(StopVerb.Create());
root.Subcommands.Add(EnvVerb.Create());
root.Subcommands.Add(CompletionVerb.Create());

var parsed = root.Parse(args);
// the host handles signals itself
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
var command = parsed.CommandResult.Command;
string[] names =
    [.. command.Options.Select(option => option.Name), .. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];
return PrintProblems(parsed.Errors.Select(error => error.Message + SuggestFor(error.Message)), command == root ? "" : $" {command.Name}");

// The parser quotes what it does not know: Unrecognized command or argument '--prot'.
string SuggestFor(string message) => message.Split('\'') is [_, var unknown, ..] && !names.Contains(unknown)
    ? Suggestion.Describe(unknown.Split('=')[0], names) : "";

Task<int> RunAsync(ParseResult parsed, Func<BackgroundInstance>? background)
{
    var values = options.Where(option => parsed.GetResult(option.Value) is not null).Select(option => new KeyValuePair<string, string?>(
        "Emulator:" + OptionsReader.GetConfigurationKey(option.Key),
        parsed.GetValue(option.Value) ?? OptionsReader.Switches[option.Key]));
    return WithOptionsAsync(values, (settings, reader) => ServeAsync(settings, reader, background?.Invoke()));
}

static async Task<int> ServeAsync(EmulatorOptions settings, OptionsReader reader, BackgroundInstance? background)
{
    var format = reader.LogFormat;
    using var log = ConsoleLoggerFactory.Create(format);
    var emulator = await ScopixEmulator.StartAsync(
        settings with { LoggerFactory = log }, host => host.ConfigureServices(services => services
            .AddSingleton<IHostLifetime, ConsoleLifetime>().AddSingleton(Options.Create(new ConsoleLifetimeOptions()))));
    await using (emulator)
    {
        if (format == LogFormat.Text) Console.WriteLine(Banner.Format(emulator, settings, background?.StopCommand ?? "Ctrl-C"));
        background?.ReportReady(Banner.FormatAddress(emulator, settings), settings.Data);
        await Task.WhenAny([
            emulator.WaitForShutdownAsync(),
            .. background is not null ? [background.StopRequested] : reader.StopWithInput ? (Task[])[ReadInputToEndAsync()] : []]);
    }
    background?.Leave();
    if (format == LogFormat.Text) Console.WriteLine("Stopped.");
    return 0;
}

// A terminal and a pipe end when the process at their other side does, however it ends.
static async Task ReadInputToEndAsync()
{
    await using var input = Console.OpenStandardInput();
    await input.CopyToAsync(Stream.Null);
}

// Reads appsettings.json, the environment and the given values, and explains what is wrong with them.
static async Task<int> WithOptionsAsync(
    IEnumerable<KeyValuePair<string, string?>> values, Func<EmulatorOptions, OptionsReader, Task<int>> run)
{
    try
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().AddInMemoryCollection(values)
            .Build();
        var reader = new OptionsReader(configuration.GetSection("Emulator"));
        var settings = reader.Read();
        return reader.Problems.Count > 0 ? PrintProblems(reader.Problems) : await run(settings, reader);
    }
    catch (InitFileException error)
    {
        foreach (var problem in error.Problems) Console.Error.WriteLine($"scopix-emulator: {problem}");
        return 2;
    }
    catch (InvalidCertificateException error)
    {
        return PrintProblems([error.Message]);
    }
    catch (InvalidDataException error) when (error.InnerException is FormatException)
    {
        return PrintProblems([$"{error.Message} {error.InnerException.Message}"]);
    }
    catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"scopix-emulator: {error.Message}");
        return 1;
    }
}

static int Print(byte[] text)
{
    try
    {
        using var output = Console.OpenStandardOutput();
        output.Write(text);
        return 0;
    }
    catch (IOException error)
    {
        Console.Error.WriteLine($"scopix-emulator: {error.Message}");
        return 1;
    }
}

static int PrintProblems(IEnumerable<string> problems, string command = "")
{
    foreach (var problem in problems) Console.Error.WriteLine($"scopix-emulator: {problem}");
    Console.Error.WriteLine($"Run scopix-emulator{command} --help for all options.");
    return 2;
}
