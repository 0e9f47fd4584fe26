using System.Globalization;
using System.Net;
using Scopix.Emulator.Control.Seeding;

namespace Scopix.Emulator.Tool;

/// <summary>The text that the program prints when the emulator is ready.</summary>
internal static class Banner
{
    public static string Format(ScopixEmulator emulator, EmulatorOptions options, string stop = "Ctrl-C")
    {
        var address = FormatAddress(emulator, options);
        return $"""
            Scopix emulator is ready.
              API      {address}/api/v2{DescribeTls(emulator, options)}
              Key      {emulator.ApiKey}{(options.Auth == AuthMode.Open ? " (every well-formed key has its own tenant)" : "")}
              UI       {address}/_emulator/ui (dashboard)
              Docs     {address}/_emulator/docs (API reference, to read and to try)
              Control  {address}/_emulator/info{DescribeControlAccess(options)}
              Data     {options.Data ?? "in memory; it is lost when the program ends"}{DescribeMore(emulator, options)}
            Try:
              curl -H "Authorization: Bearer {emulator.ApiKey}" -F file=@photo.jpg {address}/api/v2/files/upload
              curl -H "Authorization: Bearer {emulator.ApiKey}" {address}/api/v2/files
            Stop with {stop}.
            """;
    }

    /// <summary>The address for clients, without a slash at its end.</summary>
    public static string FormatAddress(ScopixEmulator emulator, EmulatorOptions options) =>
        GetReachableAddress(emulator.BaseAddress, options).AbsoluteUri.TrimEnd('/');

    private static string DescribeTls(ScopixEmulator emulator, EmulatorOptions options)
    {
        if (emulator.HttpsAddress is not { } listening) return "";
        var address = ReplaceAnyAddress(listening, options).AbsoluteUri.TrimEnd('/');
        var trust = options.CertificateFile is null
            ? "curl --cacert, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE or REQUESTS_CA_BUNDLE with this file:\n           "
            : "the issuer of ";
        return $"\n  HTTPS    {address}/api/v2\n  Trust    {trust}{emulator.CertificateFile}";
    }

    private static string DescribeMore(ScopixEmulator emulator, EmulatorOptions options) =>
        DescribeDataset(emulator, options) + DescribePictures(emulator);

    private static string DescribePictures(ScopixEmulator emulator) =>
        emulator.MissingPictures is { } missing ? $"\n  Pictures placeholders for {missing}" : "";

    private static Uri GetReachableAddress(Uri listening, EmulatorOptions options) =>
        IsAnyAddress(options.Host) && options.PublicUrl is { } url ? url : ReplaceAnyAddress(listening, options);

    /// <summary>
    /// An address that can be opened: 0.0.0.0 means all addresses and cannot be. A container's port is published on its host as
    /// 127.0.0.1.
    /// </summary>
    private static Uri ReplaceAnyAddress(Uri listening, EmulatorOptions options) =>
        IsAnyAddress(options.Host) ? new UriBuilder(listening) { Host = "127.0.0.1" }.Uri : listening;

    private static bool IsAnyAddress(string host) =>
        ParseAddress(host) is { } address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static string DescribeControlAccess(EmulatorOptions options)
    {
        if (options.ControlToken is not null) return " (send the value of --control-token as X-Emulator-Token)";
        return ParseAddress(options.Host) is { } address && !IPAddress.IsLoopback(address)
            ? " (only this machine or container has access; start with --control-token to allow others)"
            : "";
    }

    private static IPAddress? ParseAddress(string host) => IPAddress.TryParse(host, out var address) ? address : null;

    private static string DescribeHighlight(string address, Highlight highlight, int number) =>
        $"\n  {(number == 0 ? "Open" : "    ")}     {address}/_emulator/ui#/{highlight.Kind}/{highlight.Id} ({highlight.Text})";

    private static string DescribeDataset(ScopixEmulator emulator, EmulatorOptions options)
    {
        if ((options.Dataset ?? options.DatasetFrom) is not { } dataset) return "";
        return emulator.LoadedDataset is { } seeded
            ? $"\n  Dataset  {seeded.Dataset}: {seeded.Files.ToString("N0", CultureInfo.InvariantCulture)} files"
                + string.Concat(seeded.Highlights.Select((one, i) => DescribeHighlight(FormatAddress(emulator, options), one, i)))
            : $"\n  Dataset  {dataset} was not loaded, because the tenant is not empty";
    }
}
