namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Scopix emulator in an app host, whatever runs it.</summary>
public interface IScopixEmulatorResource
    : IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithEnvironment, IResourceWithArgs, IResourceWithWaitSupport
{
    /// <summary>The endpoint of the API, of the control API and of the dashboard.</summary>
    EndpointReference PrimaryEndpoint { get; }

    /// <summary>The parameter with the API key; null for the emulator's default key.</summary>
    ParameterResource? ApiKeyParameter { get; set; }

    /// <summary>The parameter with the token of the control API; null when it answers requests from this machine alone.</summary>
    ParameterResource? ControlTokenParameter { get; }

    /// <summary>The API key.</summary>
    ReferenceExpression ApiKeyExpression => ApiKeyParameter is null
        ? ReferenceExpression.Create($"{ScopixEmulatorResource.DefaultApiKey}") : ReferenceExpression.Create($"{ApiKeyParameter}");

    /// <summary>The emulator's address, e.g. <c>http://localhost:8340</c>.</summary>
    ReferenceExpression UriExpression => ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Url)}");

    /// <summary>The value of <c>SCOPIX_BASE_URL</c>, e.g. <c>http://localhost:8340/api/v2</c>.</summary>
    ReferenceExpression BaseUrlExpression => ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Url)}/api/v2");

    /// <summary><c>Endpoint=…;Key=…</c>, which <c>AddScopixClient</c> of Scopix.Client.DependencyInjection reads.</summary>
    ReferenceExpression IResourceWithConnectionString.ConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint={UriExpression};Key={ApiKeyExpression}");

    /// <summary><c>Uri</c> and <c>ApiKey</c>: <c>WithReference</c> sets them as <c>NAME_URI</c> and <c>NAME_APIKEY</c>.</summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Uri", UriExpression),
        new("ApiKey", ApiKeyExpression),
    ];
}
