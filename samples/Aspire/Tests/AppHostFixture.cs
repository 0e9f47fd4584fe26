using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gallery.Tests;

/// <summary>The app host, started once for the tests of a class.</summary>
public sealed class AppHostFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private DistributedApplication? _app;

    /// <summary>The running app host.</summary>
    public DistributedApplication App => _app!;

    /// <summary>Starts the app host, and waits until the service and the emulator are healthy.</summary>
    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(cancel);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        _app = await builder.BuildAsync(cancel);
        await _app.StartAsync(cancel).WaitAsync(Patience, cancel);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("gallery", cancel).WaitAsync(Patience, cancel);
    }

    /// <summary>Stops the app host, the service and the emulator.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    /// <summary>Runs one of the emulator's commands, as Aspire's dashboard does.</summary>
    public async Task<ExecuteCommandResult> RunAsync(string command, params (string Name, string Value)[] arguments)
    {
        var inputs = arguments.Select(argument =>
            new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value });
        return await App.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync("scopix", command, new InteractionInputCollection([.. inputs]), TestContext.Current.CancellationToken);
    }
}
