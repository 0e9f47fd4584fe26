using System.Reflection;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds a Scopix emulator to an app host.</summary>
public static class ScopixEmulatorBuilderExtensions
{
    private const int ContainerPort = 8340;

    /// <summary>
    /// Adds a Scopix emulator that runs as the .NET tool <c>Scopix.Emulator.Tool</c>, of the version of this package. .NET fetches the tool
    /// from the feeds of <c>nuget.config</c> when it is not in the package folder. The resource is healthy when the emulator answers.
    /// </summary>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The name of the resource and of the connection string.</param>
    /// <param name="port">The port on which the app host listens for the emulator; a free one when null.</param>
    public static IResourceBuilder<ScopixEmulatorResource> AddScopixEmulator(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = new ScopixEmulatorResource(name);
        return builder.AddDotnetTool(resource)
            .WithToolVersion(GetVersion())
            .WithHttpEndpoint(port, name: ScopixEmulatorResource.EndpointName)
            .WithArgs(context =>
            {
                context.Args.Add("--port");
                context.Args.Add(resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort));
            })
            .WithEmulatorParts();
    }

    /// <summary>
    /// Adds a Scopix emulator that runs in a container. There is no published image: build one from the emulator's Dockerfile, as its page
    /// about containers shows.
    /// </summary>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The name of the resource and of the connection string.</param>
    /// <param name="image">The image.</param>
    /// <param name="tag">The image's tag.</param>
    /// <param name="port">The port on which the app host listens for the emulator; a free one when null.</param>
    public static IResourceBuilder<ScopixEmulatorContainerResource> AddScopixEmulatorContainer(this IDistributedApplicationBuilder builder,
        [ResourceName] string name, string image = "scopix-emulator", string tag = "latest", int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var token = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, name + "-control-token", special: false);
        return builder.AddResource(new ScopixEmulatorContainerResource(name, token))
            .WithImage(image, tag)
            .WithHttpEndpoint(port, ContainerPort, ScopixEmulatorResource.EndpointName)
            .WithEnvironment("Emulator__ControlToken", token)
            .WithEmulatorParts();
    }

    /// <summary>Runs a program instead of the .NET tool: the native one of a release, or one that you built.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="command">The program's path, or its name when it is on the PATH.</param>
    public static IResourceBuilder<ScopixEmulatorResource> WithExecutable(
        this IResourceBuilder<ScopixEmulatorResource> builder, string command = "scopix-emulator")
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        var annotations = builder.Resource.Annotations;
        foreach (var tool in annotations.OfType<DotnetToolAnnotation>().ToList()) annotations.Remove(tool);
        return builder.WithCommand(command);
    }

    /// <summary>Loads a dataset at the start, unless the tenant already has data.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="dataset">The dataset's name, e.g. <c>demo</c>, <c>documents</c> or <c>inspection</c>.</param>
    public static IResourceBuilder<T> WithDataset<T>(this IResourceBuilder<T> builder, string dataset) where T : IScopixEmulatorResource =>
        builder.WithOption("Dataset", dataset);

    /// <summary>Sets the speed of the processing stages.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="pipeline"><c>quick</c> (the default), <c>instant</c>, <c>realistic</c> or <c>manual</c>.</param>
    public static IResourceBuilder<T> WithPipeline<T>(this IResourceBuilder<T> builder, string pipeline)
        where T : IScopixEmulatorResource =>
        builder.WithOption("Pipeline", pipeline);

    /// <summary>Sets any option of the emulator.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="name">The option's name as in <c>appsettings.json</c>: <c>EnforceLimits</c> for <c>--enforce-limits</c>.</param>
    /// <param name="value">Its value, as on the command line.</param>
    public static IResourceBuilder<T> WithOption<T>(this IResourceBuilder<T> builder, string name, string value)
        where T : IScopixEmulatorResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return builder.WithEnvironment("Emulator__" + name, value);
    }

    /// <summary>
    /// Keeps all data over restarts: in a volume of the container, or for a tool in a folder of the app host's store.
    /// </summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="name">The volume's name; generated from the names of app host and resource when null.</param>
    public static IResourceBuilder<T> WithDataVolume<T>(this IResourceBuilder<T> builder, string? name = null)
        where T : class, IScopixEmulatorResource, IComputeResource =>
        builder.WithVolume(name ?? builder.Resource.Name + "-data", "/data", "Emulator__Data");

    /// <summary>Gives clients another key than the emulator's default key; the key is a tenant of its own.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="key">A parameter with the key, <c>scopix_…</c>.</param>
    public static IResourceBuilder<T> WithApiKey<T>(this IResourceBuilder<T> builder, IResourceBuilder<ParameterResource> key)
        where T : IScopixEmulatorResource
    {
        ArgumentNullException.ThrowIfNull(key);
        builder.Resource.ApiKeyParameter = key.Resource;
        return builder;
    }

    /// <summary>Sets <c>SCOPIX_BASE_URL</c> and <c>SCOPIX_API_KEY</c> of a resource, which Scopix's own clients read.</summary>
    /// <param name="builder">The resource that uses the emulator.</param>
    /// <param name="emulator">The emulator.</param>
    public static IResourceBuilder<T> WithScopixEnvironment<T, TEmulator>(
        this IResourceBuilder<T> builder, IResourceBuilder<TEmulator> emulator)
        where T : IResourceWithEnvironment where TEmulator : IScopixEmulatorResource
    {
        ArgumentNullException.ThrowIfNull(emulator);
        return builder.WithEnvironment("SCOPIX_BASE_URL", emulator.Resource.BaseUrlExpression)
            .WithEnvironment("SCOPIX_API_KEY", emulator.Resource.ApiKeyExpression);
    }

    private static IResourceBuilder<T> WithEmulatorParts<T>(this IResourceBuilder<T> builder) where T : IScopixEmulatorResource =>
        builder.WithHttpHealthCheck("/_emulator/health")
            .WithUrlForEndpoint(ScopixEmulatorResource.EndpointName, url => url.DisplayText = "API")
            .WithUrlForEndpoint(ScopixEmulatorResource.EndpointName,
                endpoint => new ResourceUrlAnnotation { Url = endpoint.Url + "/_emulator/ui", DisplayText = "Dashboard" })
            .WithUrlForEndpoint(ScopixEmulatorResource.EndpointName,
                endpoint => new ResourceUrlAnnotation { Url = endpoint.Url + "/_emulator/docs", DisplayText = "API reference" })
            .WithEmulatorCommands()
            .ExcludeFromManifest();

    private static string GetVersion() => typeof(ScopixEmulatorBuilderExtensions).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
