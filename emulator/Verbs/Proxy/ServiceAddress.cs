namespace Scopix.Emulator.Tool.Proxy;

/// <summary>Reads the address of a service from an option.</summary>
internal static class ServiceAddress
{
    /// <summary>Clients have the path of the API in their base address, so that it may be in this one too.</summary>
    public static Uri? Read(string option, string? text, List<string> problems)
    {
        if (text is null) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
        {
            problems.Add($"{option} must be an http or https address without query and user, e.g. https://api.scopix.ai; it is {text}.");
            return null;
        }
        var path = address.AbsolutePath.TrimEnd('/');
        var isOfApi = path.EndsWith("/api/v1", StringComparison.Ordinal) || path.EndsWith("/api/v2", StringComparison.Ordinal);
        return isOfApi ? new Uri(address, path[..^"/api/v1".Length] + "/") : address;
    }
}
