using System.Net;

namespace Scopix.Emulator.Tool;

/// <summary>What the program prints when it is ready.</summary>
public static class Banner
{
    /// <summary>Address, key, and what to try.</summary>
    public static string Format(ScopixEmulator emulator, EmulatorOptions options)
    {
        var address = GetReachableAddress(emulator.BaseAddress, options).AbsoluteUri.TrimEnd('/');
        return $"""
            Scopix emulator is ready.
              API      {address}/api/v2
              Key      {emulator.ApiKey}{(options.Auth == AuthMode.Open ? " (any well-formed key is its own tenant)" : "")}
              Watch    {address}/_emulator/ui (the dashboard)
              Control  {address}/_emulator/info{DescribeControlAccess(options)}
              Keeps    {(options.Data is null ? "nothing: in memory" : options.Data)}{DescribeDataset(emulator, options)}
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
    private static Uri GetReachableAddress(Uri listening, EmulatorOptions options) =>
        IsAnyAddress(options.Host) ? options.PublicUrl ?? new UriBuilder(listening) { Host = "127.0.0.1" }.Uri : listening;

    private static bool IsAnyAddress(string host) =>
        ParseAddress(host) is { } address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static string DescribeControlAccess(EmulatorOptions options)
    {
        if (options.ControlToken is not null) return " (send X-Emulator-Token: what --control-token says)";
        return ParseAddress(options.Host) is { } address && !IPAddress.IsLoopback(address)
            ? " (refused from other machines and from outside a container: start with --control-token)"
            : "";
    }

    private static IPAddress? ParseAddress(string host) => IPAddress.TryParse(host, out var address) ? address : null;

    private static string DescribeDataset(ScopixEmulator emulator, EmulatorOptions options)
    {
        if (options.Dataset is null) return "";
        return emulator.LoadedDataset is { } seeded
            ? $"\n  Holds    the dataset {seeded.Dataset}: {seeded.Files} files"
            : $"\n  Holds    what it had; the dataset {options.Dataset} was not loaded again";
    }
}
