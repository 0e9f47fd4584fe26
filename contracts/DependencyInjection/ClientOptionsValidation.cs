using Microsoft.Extensions.Options;

namespace Scopix.Client;

/// <summary>Validates the options of one client, and says where they are set.</summary>
internal sealed class ClientOptionsValidation(string name, string connectionName, string section) : IValidateOptions<ScopixClientOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, ScopixClientOptions options)
    {
        if (optionsName != name) return ValidateOptionsResult.Skip;
        if (string.IsNullOrEmpty(options.ApiKey))
        {
            return ValidateOptionsResult.Fail($"The Scopix client has no API key. Set the connection string {connectionName} "
                + $"(Endpoint=…;Key=…), {section}:ApiKey in the configuration, or the environment variable SCOPIX_API_KEY.");
        }
        try
        {
            options.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail("The Scopix client: " + exception.Message);
        }
    }
}
