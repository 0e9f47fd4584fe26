namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Scopix emulator that runs in a container.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="controlToken">The token of the control API, which a container needs, since requests come from another machine.</param>
public sealed class ScopixEmulatorContainerResource(string name, ParameterResource controlToken)
    : ContainerResource(name), IScopixEmulatorResource
{
    /// <inheritdoc/>
    public EndpointReference PrimaryEndpoint => field ??= new EndpointReference(this, ScopixEmulatorResource.EndpointName);

    /// <inheritdoc/>
    public ParameterResource? ApiKeyParameter { get; set; }

    /// <summary>The token of the control API.</summary>
    public ParameterResource? ControlTokenParameter { get; } = controlToken;
}
