namespace Scopix.Emulator.Control.Hints;

/// <summary>Which route was probably meant by a request that reached none.</summary>
/// <param name="routes">All routes, without those of storage.</param>
internal sealed class RouteHints(IReadOnlyList<HintRoute> routes)
{
    /// <summary>Longer paths are not compared, so that the work does not depend on the client.</summary>
    private const int MaxSegments = 12;

    private static readonly string[] KnownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private const string Scopix = "/api/v2";

    private const string Llama = "/api/v1";

    private const string Control = "/_emulator";

    private static readonly string[] Prefixes = [Scopix, Llama, Control];

    public static RouteHints FromEndpoints(IEnumerable<Endpoint> endpoints) => new(
    [
        .. endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<Operation>() is not null)
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Select(method => HintRoute.Create(method, route.RoutePattern.RawText!))),
    ]);

    /// <summary>For a path that exists with other methods.</summary>
    public string? FindMethods(string method, string path)
    {
        var segments = Split(path);
        var allowed = routes.Where(route => route.GetDistance(segments) == 0).GroupBy(route => route.Placeholders).MinBy(group => group.Key)
            ?.Select(route => route.Method).Distinct().ToArray();
        if (allowed is null || allowed.Contains(method)) return null;
        if (FindOlder(SplitPrefix(segments).Segments) is { } present) return HintTexts.OlderPath(present);
        if (routes.Where(route => route.Method == method).MinBy(route => route.GetDistance(segments) ?? int.MaxValue) is { } near
            && near.GetDistance(segments) is not null) return HintTexts.DidYouMean(near.Pattern); // files/uplaod is also files/{file_id}
        if (method == "PUT" && allowed.Contains("PATCH")) allowed = ["PATCH"]; // both change a resource
        return HintTexts.OtherMethod(allowed, KnownMethods.Contains(method) ? method : null);
    }

    /// <summary>For a path that does not exist.</summary>
    public string? FindPath(string method, string path)
    {
        if (path.Length > 1_000 || path.Count(one => one == '/') > MaxSegments) return null;
        var (prefix, rest) = SplitPrefix(Split(path));
        if (prefix != Control && FindOlder(rest) is { } present) return HintTexts.OlderPath(present);
        var found = Prefixes.OrderBy(known => known != prefix)
            .Select((candidate, order) => FindNearest(method, candidate, rest, misspelt: order == 0))
            .OfType<(HintRoute Route, int Distance)>();
        return found.OrderBy(candidate => candidate.Distance).Select(candidate => candidate.Route).FirstOrDefault() is { } route
            ? HintTexts.DidYouMean(route.Pattern) : null;
    }

    /// <summary>Misspelt segments are looked for under the prefix that was sent alone.</summary>
    private (HintRoute Route, int Distance)? FindNearest(string method, string prefix, string[] rest, bool misspelt)
    {
        string[] segments = [.. Split(prefix), .. rest];
        var near = routes.Select(route => (Route: route, Distance: route.GetDistance(segments)))
            .Where(route => route.Distance is { } distance && (misspelt || distance == 0))
            .OrderBy(route => route.Distance).ThenBy(route => route.Route.Placeholders).ThenBy(route => route.Route.Method != method)
            .FirstOrDefault();
        return near.Route is null ? null : (near.Route, near.Distance!.Value);
    }

    private static string? FindOlder(string[] rest)
    {
        foreach (var (path, present) in HintTexts.OlderPaths)
            if (Matches(path.Split('/'), rest)) return present;
        return null;
    }

    private static bool Matches(string[] pattern, string[] segments)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "**") return true;
            if (i >= segments.Length) return false;
            if (pattern[i] != "*" && !pattern[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase)) return false;
        }
        return pattern.Length == segments.Length;
    }

    /// <summary>
    /// The prefix that was meant, and the segments behind it: <c>/api/v2</c> also when it is doubled, has another version or lacks a part;
    /// null when there is none at all.
    /// </summary>
    private static (string? Prefix, string[] Segments) SplitPrefix(string[] segments)
    {
        var (version, at) = ((string?)null, 0);
        for (; at < segments.Length && (segments[at].Equals("api", StringComparison.OrdinalIgnoreCase) || IsVersion(segments[at])); at++)
            if (IsVersion(segments[at])) version = segments[at].ToLowerInvariant();
        if (at < segments.Length && segments[at].Trim('_').Equals("emulator", StringComparison.OrdinalIgnoreCase))
            return (Control, segments[(at + 1)..]);
        return (at == 0 ? null : version == "v1" && at < segments.Length && segments[at] == "beta" ? Llama : Scopix, segments[at..]);
    }

    private static bool IsVersion(string segment) => segment is [('v' or 'V'), >= '0' and <= '9'];

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
