using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;

namespace Containers;

/// <summary>Creates containers of the Scopix emulator. Copy this file into your tests.</summary>
public sealed class ScopixBuilder : ContainerBuilder<ScopixBuilder, ScopixContainer, ContainerConfiguration>
{
    /// <summary>The image that <c>docker build -t scopix-emulator .</c> makes. No image is published, so none is pulled.</summary>
    public const string LocalImage = "scopix-emulator";

    internal const ushort Port = 8340;

    public ScopixBuilder(string image = LocalImage) : this(new ContainerConfiguration()) =>
        DockerResourceConfiguration = Init().WithImage(image).DockerResourceConfiguration;

    private ScopixBuilder(ContainerConfiguration configuration) : base(configuration) => DockerResourceConfiguration = configuration;

    protected override ContainerConfiguration DockerResourceConfiguration { get; }

    /// <summary>The dataset for the default key, such as <c>demo</c>.</summary>
    public ScopixBuilder WithDataset(string name) => WithEnvironment("Emulator__Dataset", name);

    /// <summary>The speed of the processing: <c>quick</c>, <c>instant</c>, <c>realistic</c> or <c>manual</c>.</summary>
    public ScopixBuilder WithPipeline(string mode) => WithEnvironment("Emulator__Pipeline", mode);

    public override ScopixContainer Build()
    {
        Validate();
        return new ScopixContainer(DockerResourceConfiguration);
    }

    protected override ScopixBuilder Init() => base.Init()
        .WithImagePullPolicy(PullPolicy.Never)
        .WithPortBinding(Port, assignRandomHostPort: true)
        .WithEnvironment("Emulator__ControlToken", ScopixContainer.ControlToken)
        .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(http => http.ForPort(Port).ForPath("/_emulator/health")));

    protected override ScopixBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new ContainerConfiguration(resourceConfiguration));

    protected override ScopixBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new ContainerConfiguration(resourceConfiguration));

    protected override ScopixBuilder Merge(ContainerConfiguration oldValue, ContainerConfiguration newValue) =>
        new(new ContainerConfiguration(oldValue, newValue));
}

/// <summary>A container of the Scopix emulator.</summary>
public sealed class ScopixContainer(IContainerConfiguration configuration) : DockerContainer(configuration)
{
    /// <summary>Control requests send it as <c>X-Emulator-Token</c>, since they come from outside the container.</summary>
    public static string ControlToken { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The address of the API, such as <c>http://127.0.0.1:32768/api/v2</c>.</summary>
    public Uri GetBaseUrl() => GetUrl("/api/v2");

    /// <summary>The address of the control API, such as <c>http://127.0.0.1:32768/_emulator</c>.</summary>
    public Uri GetControlUrl() => GetUrl("/_emulator");

    private Uri GetUrl(string path) => new UriBuilder(Uri.UriSchemeHttp, Hostname, GetMappedPublicPort(ScopixBuilder.Port), path).Uri;
}
