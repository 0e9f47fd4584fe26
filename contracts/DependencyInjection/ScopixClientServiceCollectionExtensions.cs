using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scopix.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="ScopixClient"/> with dependency injection.</summary>
public static class ScopixClientServiceCollectionExtensions
{
    /// <summary>The name of the connection string, when none is given.</summary>
    public const string DefaultConnectionName = "scopix";

    /// <summary>
    /// Registers a <see cref="ScopixClient"/> as a singleton. Its options come from the connection string
    /// <c>scopix</c> (<c>Endpoint=…;Key=…</c>), the configuration's section <c>Scopix</c> and the variables <c>SCOPIX_BASE_URL</c> and
    /// <c>SCOPIX_API_KEY</c>: the first that has an option decides it. They are validated when the host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; it has the last word.</param>
    /// <returns>The builder of the HTTP client, for example to add handlers. The client sends requests again by itself.</returns>
    /// <remarks>Retries are logged as warnings with the category <c>Scopix.Client</c>. The activities of calls come from the source
    /// <see cref="ScopixClient.ActivitySourceName"/>.</remarks>
    public static IHttpClientBuilder AddScopixClient(this IServiceCollection services, Action<ScopixClientOptions>? configure = null) =>
        services.AddScopixClient(DefaultConnectionName, configure);

    /// <summary>Registers a <see cref="ScopixClient"/> as a singleton, with a connection string of another name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionName">The name of the connection string, e.g. the one of the resource in an Aspire app host.</param>
    /// <param name="configure">Changes the options; it has the last word.</param>
    /// <returns>The builder of the HTTP client.</returns>
    /// <inheritdoc cref="AddScopixClient(IServiceCollection, Action{ScopixClientOptions}?)" path="/remarks"/>
    public static IHttpClientBuilder AddScopixClient(
        this IServiceCollection services, string connectionName, Action<ScopixClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        services.TryAddSingleton(provider => CreateClient(provider, Options.Options.DefaultName));
        return services.AddClientParts(Options.Options.DefaultName, connectionName, "Scopix", configure);
    }

    /// <summary>
    /// Registers one of several clients, as a keyed singleton. Its options come from the connection string of this name, the
    /// configuration's section <c>Scopix:NAME</c> and the variables <c>SCOPIX_BASE_URL</c> and <c>SCOPIX_API_KEY</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The service key, and the name of the options and of the connection string.</param>
    /// <param name="configure">Changes the options; it has the last word.</param>
    /// <returns>The builder of the HTTP client.</returns>
    /// <inheritdoc cref="AddScopixClient(IServiceCollection, Action{ScopixClientOptions}?)" path="/remarks"/>
    public static IHttpClientBuilder AddKeyedScopixClient(
        this IServiceCollection services, string name, Action<ScopixClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        services.TryAddKeyedSingleton(name, (provider, _) => CreateClient(provider, name));
        return services.AddClientParts(name, name, "Scopix:" + name, configure);
    }

    private static IHttpClientBuilder AddClientParts(this IServiceCollection services, string name, string connectionName, string section,
        Action<ScopixClientOptions>? configure)
    {
        var options = services.AddOptions<ScopixClientOptions>(name).ValidateOnStart();
        options.Configure<IServiceProvider>((value, provider) =>
            new ClientOptionsReader(provider.GetService<IConfiguration>(), connectionName, section).Apply(value));
        if (configure is not null) options.Configure(configure);
        services.AddSingleton<IValidateOptions<ScopixClientOptions>>(new ClientOptionsValidation(name, connectionName, section));
        return services.AddHttpClient(GetHttpClientName(name), http => http.Timeout = Timeout.InfiniteTimeSpan)
            // The connections are renewed by their handler, since a singleton keeps it.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            });
    }

    private static ScopixClient CreateClient(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<ScopixClientOptions>>().Get(name).Copy();
        if (options.HttpMessageHandler is null)
            options.HttpClient ??= provider.GetRequiredService<IHttpClientFactory>().CreateClient(GetHttpClientName(name));
        options.Retrying += new RetryLog(provider.GetRequiredService<ILoggerFactory>().CreateLogger("Scopix.Client")).Write;
        return new ScopixClient(options);
    }

    private static string GetHttpClientName(string name) => name.Length == 0 ? "Scopix" : "Scopix:" + name;
}
