namespace Scopix.Media.Markdown;

internal sealed class CodeSpanIndex(string source)
{
    private Dictionary<int, List<int>>? _runStartsByLength;

    public static int CountBackticks(string source, int at)
    {
        var end = at;
        while (end < source.Length && source[end] == '`') end++;
        return end - at;
    }

    /// <summary>The next run of a length after the run at an offset; -1 for none.</summary>
    public int FindClosingRun(int at, int length)
    {
        _runStartsByLength ??= IndexRuns();
        if (!_runStartsByLength.TryGetValue(length, out var starts)) return -1;
        var place = starts.BinarySearch(at + length);
        if (place < 0) place = ~place;
        return place < starts.Count ? starts[place] : -1;
    }

    private Dictionary<int, List<int>> IndexRuns()
    {
        var runs = new Dictionary<int, List<int>>();
        for (var at = source.IndexOf('`'); at >= 0 && at < source.Length; at = source.IndexOf('`', at))
        {
            var length = CountBackticks(source, at);
            if (!runs.TryGetValue(length, out var starts)) runs[length] = starts = [];
            starts.Add(at);
            at += length;
            if (at >= source.Length) break;
        }
        return runs;
    }
}
