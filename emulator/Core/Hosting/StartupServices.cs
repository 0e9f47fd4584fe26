using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace Scopix.Emulator.Hosting;

/// <summary>
/// Registers the options that are read at the start as closed generic services. Dependency injection would make each of them from
/// <c>IOptions&lt;&gt;</c> by reflection, for which a native program builds a dozen types at run time: a third of its start.
/// </summary>
internal static class StartupServices
{
    public static void AddClosedOptions(this IServiceCollection services)
    {
        services.AddClosed<HostOptions>();
        services.AddClosed<KestrelServerOptions>();
        services.AddClosed<SocketTransportOptions>();
        services.AddClosed<RouteOptions>();
        // the defaults: nothing here configures these
        services.AddSingleton(Options.Create(new RouteHandlerOptions()));
        services.AddSingleton(Options.Create(new FormOptions()));
        services.AddSingleton(Options.Create(new CorsOptions()));
        services.AddSingleton(Options.Create(new WebSocketOptions()));
        services.AddSingleton(Options.Create(new ValidationOptions()));
        // it would only validate options of metrics, of which there are none
        services.RemoveAll<IStartupValidator>();
    }

    /// <summary>Options with the setup that other services registered, but without validation, names and reloading.</summary>
    private static void AddClosed<T>(this IServiceCollection services)
        where T : class, new() => services.AddSingleton(provider =>
        {
            var value = new T();
            foreach (var setup in provider.GetServices<IConfigureOptions<T>>()) setup.Configure(value);
            foreach (var setup in provider.GetServices<IPostConfigureOptions<T>>()) setup.PostConfigure(Options.DefaultName, value);
            return Options.Create(value);
        });
}
