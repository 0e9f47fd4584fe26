using System.Net;

namespace Scopix.Emulator;

/// <summary>What the program prints when it is ready.</summary>
public static class Banner
{
    /// <summary>Address, key, and what to try.</summary>
    public static string For(Emulator emulator, EmulatorOptions options)
    {
        var address = Reachable(emulator.BaseAddress, options).AbsoluteUri.TrimEnd('/');
        return $"""
            Scopix emulator is ready.
              API      {address}/api/v2
              Key      {emulator.ApiKey}{(options.Auth == AuthMode.Open ? " (any well-formed key is its own tenant)" : "")}
              Watch    {address}/_emulator/ui (the dashboard)
              Control  {address}/_emulator/info{Guard(options)}
              Keeps    {(options.Data is null ? "nothing: in memory" : options.Data)}{Holds(emulator, options)}
            Try:
              curl -H "Authorization: Bearer {emulator.ApiKey}" -F file=@photo.jpg {address}/api/v2/files/upload
              curl -H "Authorization: Bearer {emulator.ApiKey}" {address}/api/v2/files
            Stop with Ctrl-C.
            """;
    }

    /// <summary>
    /// An address that can be opened: 0.0.0.0 listens everywhere, but is no place. A container's port is published on its host,
    /// which is 127.0.0.1 there.
    /// </summary>
    private static Uri Reachable(Uri listening, EmulatorOptions options) =>
        IsEverywhere(options.Host) ? options.PublicUrl ?? new UriBuilder(listening) { Host = "127.0.0.1" }.Uri : listening;

    private static bool IsEverywhere(string host) =>
        Parse(host) is { } address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static string Guard(EmulatorOptions options)
    {
        if (options.ControlToken is not null) return " (send X-Emulator-Token: what --control-token says)";
        return Parse(options.Host) is { } address && !IPAddress.IsLoopback(address)
            ? " (refused from other machines and from outside a container: start with --control-token)"
            : "";
    }

    private static IPAddress? Parse(string host) => IPAddress.TryParse(host, out var address) ? address : null;

    private static string Holds(Emulator emulator, EmulatorOptions options)
    {
        if (options.Dataset is null) return "";
        return emulator.Seeded is { } seeded
            ? $"\n  Holds    the dataset {seeded.Dataset}: {seeded.Files} files"
            : $"\n  Holds    what it had; the dataset {options.Dataset} was not loaded again";
    }
}
