namespace Scopix.Emulator;

/// <summary>A running emulator: the program, the tests and the contract suite all start it here.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Emulator(WebApplication app) => _app = app;

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:8340/</c>.</summary>
    public Uri BaseAddress => new(_app.Urls.First() + "/");

    /// <summary>A key that works.</summary>
    public string ApiKey => EmulatorOptions.DefaultApiKey;

    /// <summary>Starts an emulator; it answers when the task completes.</summary>
    public static async Task<Emulator> StartAsync(EmulatorOptions options, Action<IWebHostBuilder>? host = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        host?.Invoke(builder.WebHost);
        var app = builder.Build();
        await app.StartAsync();
        return new Emulator(app);
    }

    /// <summary>Completes when the emulator has been told to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
