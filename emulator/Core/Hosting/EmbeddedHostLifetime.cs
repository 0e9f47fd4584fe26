namespace Scopix.Emulator.Hosting;

/// <summary>The lifetime of an emulator inside another program, which handles signals itself.</summary>
internal sealed class EmbeddedHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
