namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Scopix emulator that runs as a .NET tool, or as an executable.</summary>
/// <param name="name">The name of the resource.</param>
public sealed class ScopixEmulatorResource(string name) : DotnetToolResource(name, ToolPackage), IScopixEmulatorResource
{
    /// <summary>The key that an emulator knows without registration.</summary>
    public const string DefaultApiKey = "scopix_Emulator0localdevelopmentkey";

    internal const string ToolPackage = "Scopix.Emulator.Tool", EndpointName = "http";

    /// <inheritdoc/>
    public EndpointReference PrimaryEndpoint => field ??= new EndpointReference(this, EndpointName);

    /// <inheritdoc/>
    public ParameterResource? ApiKeyParameter { get; set; }

    /// <summary>Null: a tool answers control requests from this machine alone.</summary>
    public ParameterResource? ControlTokenParameter => null;
}
