using System.CommandLine;

namespace Scopix.Emulator.Tool;

/// <summary>Asks a running emulator for its health, for images that have no curl.</summary>
internal static class HealthVerb
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Creates the verb. Its exit code is 0 when the emulator is healthy, else 1.</summary>
    /// <param name="withOptions">Reads the options of the environment and appsettings.json for a function.</param>
    public static Command Create(Func<Func<EmulatorOptions, Task<int>>, Task<int>> withOptions)
    {
        var url = new Option<Uri?>("--url")
        {
            Description = "Address of the emulator [default: this machine, at the port of the environment or appsettings.json]",
            HelpName = "url",
            CustomParser = parsed => Uri.TryCreate(parsed.Tokens[0].Value, UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https" ? address : Refuse(parsed),
        };
        var verb = new Command("health", "Ask a running emulator whether it is healthy; the exit code is 0 when it is.") { url };
        verb.SetAction((parsed, cancel) => parsed.GetValue(url) is { } emulator
            ? CheckAsync(emulator, cancel)
            : withOptions(settings => CheckAsync(new Uri($"http://127.0.0.1:{settings.Port}"), cancel)));
        return verb;
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult parsed)
    {
        parsed.AddError("--url must be an http or https address.");
        return null;
    }

    private static async Task<int> CheckAsync(Uri emulator, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            using var response = await http.GetAsync(new Uri(emulator, "/_emulator/health"), cancel);
            Console.WriteLine(await response.Content.ReadAsStringAsync(cancel));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine($"scopix-emulator: {emulator} is not healthy: {error.Message}");
            return 1;
        }
    }
}
