using Scopix.Contracts.Checks;

namespace Scopix.ContractMutations;

/// <summary>Where a defect is, and whether a cause names it.</summary>
public static class DefectPlace
{
    private static readonly HashSet<string> FieldClasses =
    [
        "field dropped", "field renamed", "wrong type", "null", "wrong enum value", "wrong format", "off-by-one count", "wrong total",
        "wrong has_more",
    ];

    private static readonly HashSet<string> ClassesShownElsewhere = ["value not stored", "twice", "shown late", "other tenant's item"];

    /// <summary>The field of a response that a defect damages, e.g. <c>items[].title</c>; null for other defects.</summary>
    public static string? FindField(Mutant mutant) => FieldClasses.Contains(mutant.Class) ? mutant.Description.Split(':')[0] : null;

    /// <summary>Whether a defect does something to a request that only later responses, of any operation, can show.</summary>
    public static bool IsShownElsewhere(Mutant mutant) => ClassesShownElsewhere.Contains(mutant.Class);

    /// <summary>
    /// Whether a cause names a defect: its operation is the defect's, and its place is the field, the status, the header or the body that
    /// the defect damages.
    /// </summary>
    public static bool Names(Cause cause, Mutant mutant)
    {
        var first = cause.First;
        var isHere = first.Operation == mutant.Operation || IsFromStorage(first);
        if (FindField(mutant) is { } path) return isHere && MentionsField(cause, path);
        return mutant.Class switch
        {
            "wrong status" => isHere && cause.Deviations.Any(met => met.Deviation.Kind == "status"),
            "error body without code" => isHere && cause.Deviations.Any(met =>
                Mentions(met, "error") || Mentions(met, "code") || Mentions(met, "detail") || Mentions(met, "body")),
            "missing header" => isHere && cause.Deviations.Any(met => Mentions(met, mutant.Description.Split(' ')[0])),
            _ => isHere,
        };
    }

    /// <summary>Whether the exchange is one with the storage, whose URLs an operation has returned.</summary>
    private static bool IsFromStorage(CaseDeviation met) =>
        met.Exchange?.Url.AbsolutePath.StartsWith("/_s3/", StringComparison.Ordinal) == true;

    /// <summary>Whether a cause is about a field, or about the list or the object that contains it.</summary>
    private static bool MentionsField(Cause cause, string path)
    {
        var names = path.Split('.').Select(name => name.TrimEnd('[', ']')).ToList();
        return cause.Deviations.Any(met => Mentions(met, names[^1])
            || (names[^1] == "next_page_token" && met.Deviation.Kind.EndsWith("items", StringComparison.Ordinal))); // of the next page
    }

    private static bool Mentions(CaseDeviation met, string word) =>
        $"{met.Path} {met.Deviation.Place} {met.Deviation.Expected}".Contains(word, StringComparison.OrdinalIgnoreCase);
}
