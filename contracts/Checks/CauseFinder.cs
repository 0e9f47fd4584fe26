namespace Scopix.Contracts.Checks;

/// <summary>
/// Groups deviations by their cause: what has the same operation, place, kind, expected and got. Ids, times and numbers do not count.
/// </summary>
public static class CauseFinder
{
    /// <summary>From how many operations on the same deviation is one cause.</summary>
    private const int ManyOperations = 5;

    private static readonly string[] KindsOfLists = ["order", "missing items", "extra items", "other items"];

    /// <summary>The causes, those with the strongest evidence and the most cases first.</summary>
    public static IReadOnlyList<Cause> Find(IReadOnlyCollection<CaseDeviation> deviations)
    {
        var groups = deviations.GroupBy(GetKey).Select(group => group.ToList()).ToList();
        groups = Merge(groups, group => GetField(group[0]));
        groups = MergeAcrossOperations(groups);
        return [.. groups.Select(group => new Cause(group)).OrderBy(cause => cause.Evidence).ThenByDescending(cause => cause.Cases.Count)];
    }

    /// <summary>Deviations with the same key look the same apart from ids, times and numbers.</summary>
    public static string GetKey(CaseDeviation met) => $"{met.Operation}\n{GetKeyInOperation(met)}";

    private static string GetKeyInOperation(CaseDeviation met)
    {
        var deviation = met.Deviation;
        var (place, got) = (VariableText.Normalize(deviation.Place), VariableText.Normalize(deviation.Got));
        if (deviation.Kind == "status")
            return deviation.Got[0] == '5' ? $"status\n{deviation.Got}" : $"status\n{deviation.Expected}\n{deviation.Got}";
        if (deviation.Kind == "claim") return $"claim\n{place}";
        return KindsOfLists.Contains(deviation.Kind) ? deviation.Kind
            : $"{place}\n{deviation.Kind}\n{VariableText.Normalize(deviation.Expected)}\n{got}";
    }

    /// <summary>The field that is wrong in an operation; whatever is wrong with one field has one cause.</summary>
    private static string? GetField(CaseDeviation met)
    {
        if (met.Deviation.Kind == "status" || KindsOfLists.Contains(met.Deviation.Kind)) return null;
        if (met.Deviation.Kind == "claim" && met.Path.Length == 0) return null;
        var path = met.Path.Length > 0 ? met.Path : met.Deviation.Place;
        return $"{met.Operation}\n{path[(path.LastIndexOf('.') + 1)..].Split('[')[0]}";
    }

    private static List<List<CaseDeviation>> Merge(List<List<CaseDeviation>> groups, Func<List<CaseDeviation>, string?> key) =>
    [
        .. groups.GroupBy(group => key(group) ?? GetKey(group[0])).Select(same => same.SelectMany(group => group).ToList()),
    ];

    private static List<List<CaseDeviation>> MergeAcrossOperations(List<List<CaseDeviation>> groups)
    {
        var wide = groups.GroupBy(group => GetKeyInOperation(group[0])).Where(same => same.Count() >= ManyOperations)
            .Select(same => same.Key).ToHashSet();
        return Merge(groups, group => wide.Contains(GetKeyInOperation(group[0])) ? "\n" + GetKeyInOperation(group[0]) : null);
    }
}
