namespace Scopix.Emulator.Control.Hints;

/// <summary>A route with which a request's path is compared.</summary>
/// <param name="Pattern">E.g. <c>/api/v2/files/{file_id}</c>.</param>
/// <param name="Placeholders">The number of segments that take any text.</param>
internal sealed record HintRoute(string Method, string Pattern, string[] Segments, int Placeholders)
{
    public static HintRoute Create(string method, string pattern)
    {
        var text = "/" + pattern.Trim('/');
        var segments = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return new HintRoute(method, text, segments, segments.Count(IsPlaceholder));
    }

    /// <summary>How many letters of a path differ; null when it differs too much to be meant.</summary>
    public int? GetDistance(string[] path)
    {
        if (path.Length != Segments.Length) return null;
        var sum = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (IsPlaceholder(Segments[i])) continue;
            var distance = NameSuggestion.GetDistance(path[i], Segments[i]);
            if (distance > NameSuggestion.GetMaxDistance(Segments[i])) return null;
            sum += distance;
        }
        return sum <= 3 ? sum : null;
    }

    private static bool IsPlaceholder(string segment) => segment[0] == '{';
}
