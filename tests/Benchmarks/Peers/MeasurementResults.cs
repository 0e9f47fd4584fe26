namespace Scopix.Benchmarks.Peers;

/// <summary>All results of the run, by peer and measure.</summary>
internal sealed class MeasurementResults
{
    private readonly Dictionary<(string Peer, Measure Measure), List<double>> _values = [];

    public void Add(string peer, Measure measure, double figure)
    {
        if (!_values.TryGetValue((peer, measure), out var figures)) _values[(peer, measure)] = figures = [];
        figures.Add(figure);
    }

    /// <summary>The median; null without a result.</summary>
    public double? Median(string peer, Measure measure) => _values.TryGetValue((peer, measure), out var figures) ? MedianOf(figures) : null;

    /// <summary>Formats the median and, of several results, the minimum and the maximum.</summary>
    public string Format(string peer, Measure measure)
    {
        if (!_values.TryGetValue((peer, measure), out var figures)) return "";
        var text = $"{MedianOf(figures):N0}";
        return figures.Count == 1 ? text : $"{text} ({figures.Min():N0}–{figures.Max():N0})";
    }

    /// <summary>The number of results of a peer.</summary>
    public int Count(string peer, Measure measure) => _values.TryGetValue((peer, measure), out var figures) ? figures.Count : 0;

    private static double MedianOf(List<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
