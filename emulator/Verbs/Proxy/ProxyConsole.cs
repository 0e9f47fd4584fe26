using System.Globalization;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Contracts.Checks.Traffic;
using Scopix.Emulator.Proxy;

namespace Scopix.Emulator.Tool.Proxy;

/// <summary>What the proxy prints: where it listens, each deviation once, and a summary at its end.</summary>
internal sealed class ProxyConsole(bool isJson)
{
    private const int MaxUnknownRequests = 10;

    private static readonly ComparedSides Sides = new("the service", "the emulator");

    public void PrintStart(ScopixProxy proxy, ProxyOptions options)
    {
        if (isJson)
        {
            if (proxy.ForwardAddress is not null)
                Console.WriteLine(JsonSerializer.Serialize(ForwardLine.From(proxy), ProxyOutputContext.Shared.ForwardLine));
            return;
        }
        var address = proxy.BaseAddress.AbsoluteUri.TrimEnd('/');
        Console.WriteLine($"""
            The proxy forwards {address} to {FormatTargets(options)}
              Clients  SCOPIX_BASE_URL={address}/api/v2  LLAMA_CLOUD_BASE_URL={address}
              Results  {address}/_emulator/drift  {address}/_emulator/assumptions{FormatDifferences(address, options)}
              Browser  {address}/_emulator/ui{FormatForward(proxy, options)}
            {DescribeKept(options)}. Stop with Ctrl-C.
            """);
    }

    public void PrintItem(DriftItem item)
    {
        if (isJson) Console.WriteLine(JsonSerializer.Serialize(ProxyItemLine.From(item), ProxyOutputContext.Shared.ProxyItemLine));
        else Console.WriteLine(item.Headline);
    }

    /// <summary>A host with its port that the forward proxy refuses for the first time.</summary>
    public void PrintRefusedHost(string host)
    {
        if (!isJson) Console.WriteLine($"CONNECT {host}: refused, --forward does not name it");
    }

    public void PrintDifference(DifferenceItem item) => DifferencePrinter.PrintItem(item, Sides, isJson);

    public void PrintSummary(ScopixProxy proxy, ProxyOptions options)
    {
        var (report, items) = (proxy.Report, proxy.Report.GetItems());
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(ProxySummaryLine.From(proxy), ProxyOutputContext.Shared.ProxySummaryLine));
            if (proxy.Differences is { } found) DifferencePrinter.PrintSummary(found, Sides, isJson);
            return;
        }
        var assumed = items.Count(item => item.Claim.Evidence == EvidenceKind.Assumed);
        Console.WriteLine();
        foreach (var item in items) Console.WriteLine($"{FormatCount(item.Count),7}× {item.Headline}");
        foreach (var (request, count) in report.GetUnknownRequests().Take(MaxUnknownRequests))
            Console.WriteLine($"{FormatCount(count),7}× {request}: no contract names it");
        foreach (var (host, count) in proxy.RefusedHosts)
            Console.WriteLine($"{FormatCount(count),7}× CONNECT {host}: refused, --forward does not name it");
        var states = report.GetAssumptions().CountBy(state => state.State).ToDictionary();
        Console.WriteLine($"Assumptions: {states.GetValueOrDefault("confirmed")} confirmed, {states.GetValueOrDefault("refuted")} refuted, "
            + $"{states.GetValueOrDefault("untested")} untested");
        if (report.MoreItems > 0) Console.WriteLine($"Further deviations, counted only: {FormatCount(report.MoreItems)}");
        if (proxy.UnjudgedBodies > 0)
            Console.WriteLine($"Bodies not compared, because they or those waiting were too long: {FormatCount(proxy.UnjudgedBodies)}");
        if (proxy.IsRecordingRefused)
            Console.WriteLine("Nothing was recorded: the responses have X-Emulator-Operation, so the service is an emulator");
        else if (options.RecordFolder is { } folder) Console.WriteLine($"The shapes of the responses are in {folder}");
        if (proxy.Differences is { } differences) DifferencePrinter.PrintSummary(differences, Sides, isJson);
        Console.WriteLine($"{FormatCount(report.Exchanges)} requests, {FormatCount(report.Clean)} without a deviation; "
            + $"{items.Count - assumed} deviations from what is known, {assumed} from assumptions");
    }

    private static string DescribeKept(ProxyOptions options) => (options.Shadow, options.KeepsBodies) switch
    {
        (true, _) => "Keys are not kept; what is uploaded is, in the emulator of --shadow, until the proxy stops",
        (_, true) => "Keys are not kept; JSON bodies are, in memory",
        _ => "Keys and bodies are not kept",
    };

    private static string FormatDifferences(string address, ProxyOptions options) =>
        options.Shadow ? $"  {address}/_emulator/differences" : "";

    private static string FormatForward(ScopixProxy proxy, ProxyOptions options) => proxy.ForwardAddress is not { } address ? "" : $"""

          Forward  {string.Join(" ", options.ForwardHosts)}, for clients with these variables:
        export HTTPS_PROXY={address.AbsoluteUri.TrimEnd('/')} NODE_USE_ENV_PROXY=1
        export SSL_CERT_FILE={proxy.AuthorityFile} CURL_CA_BUNDLE={proxy.AuthorityFile}
        export NODE_EXTRA_CA_CERTS={proxy.AuthorityFile} REQUESTS_CA_BUNDLE={proxy.AuthorityFile}
        """;

    private static string FormatTargets(ProxyOptions options) => options.LlamaCloudTarget is { } llama
        ? $"{options.Target.AbsoluteUri.TrimEnd('/')} and {llama.AbsoluteUri.TrimEnd('/')}" : options.Target.AbsoluteUri.TrimEnd('/');

    private static string FormatCount(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
