using System.CommandLine;
using Scopix.Emulator.Proxy;

namespace Scopix.Emulator.Tool.Proxy;

/// <summary>The options of the HTTPS forward proxy, for clients whose address cannot be changed.</summary>
internal sealed class ForwardOptions
{
    public Option<string[]> Hosts { get; } = new("--forward")
    {
        Description = "Host whose HTTPS is intercepted for clients whose address cannot be changed; may be given several times",
        HelpName = "host",
        DefaultValueFactory = _ => [],
    };

    public Option<int?> Port { get; } = new("--forward-port")
    {
        Description = $"TCP port of the HTTPS forward proxy; 0 selects a free port [default: {ProxyOptions.DefaultForwardPort}]",
        HelpName = "0-65535",
    };

    /// <summary>The options with those of the forward proxy; what is wrong with them is added to the problems.</summary>
    public ProxyOptions Read(ParseResult parsed, ProxyOptions options, List<string> problems)
    {
        var (hosts, port) = (parsed.GetValue(Hosts)!, parsed.GetValue(Port));
        foreach (var host in hosts.Where(host => !ProxyOptions.IsHostName(host)))
            problems.Add(host.Contains('*', StringComparison.Ordinal)
                ? $"--forward names each host; {host} could intercept hosts that are not the service's."
                : $"--forward must be the name of a host without scheme and port, e.g. api.scopix.ai; it is {host}.");
        if (port is < 0 or > 65_535) problems.Add("--forward-port must be a number from 0 to 65535.");
        if (port is not null && hosts.Length == 0) problems.Add("--forward-port is the port for --forward HOST, which is missing.");
        options = options with { ForwardHosts = hosts, ForwardPort = port ?? ProxyOptions.DefaultForwardPort };
        if (hosts.Length > 0 && options.Port > 0 && options.Port == options.ForwardPort)
            problems.Add($"--port and --forward-port must differ; both are {options.Port}.");
        return options;
    }
}
