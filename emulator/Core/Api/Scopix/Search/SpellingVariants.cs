namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>
/// The same word in other spellings: British and American ones, and compounds in one word or two. What is no word has no hits.
/// </summary>
internal static class SpellingVariants
{
    /// <summary>Shorter words are not split.</summary>
    private const int MinCompoundLength = 7, MinPartLength = 3;

    private static readonly (string British, string American)[] Endings =
    [
        ("isations", "izations"), ("isation", "ization"), ("ising", "izing"), ("ises", "izes"), ("ised", "ized"), ("ise", "ize"),
        ("ysing", "yzing"), ("ysed", "yzed"), ("yse", "yze"), ("ouring", "oring"), ("oured", "ored"), ("ours", "ors"), ("our", "or"),
        ("tres", "ters"), ("tre", "ter"), ("bres", "bers"), ("bre", "ber"), ("lling", "ling"), ("lled", "led"), ("llers", "lers"),
        ("ller", "ler"), ("ogues", "ogs"), ("ogue", "og"), ("ence", "ense"),
    ];

    private static readonly (string British, string American)[] Words =
    [
        ("mould", "mold"), ("mouldy", "moldy"), ("tyre", "tire"), ("tyres", "tires"), ("kerb", "curb"), ("kerbs", "curbs"),
        ("grey", "gray"), ("aluminium", "aluminum"), ("plough", "plow"), ("programme", "program"), ("programmes", "programs"),
        ("cheque", "check"), ("cheques", "checks"), ("licence", "license"), ("storey", "story"), ("storeys", "stories"),
        ("draught", "draft"), ("draughts", "drafts"), ("sulphur", "sulfur"), ("anaesthetic", "anesthetic"), ("manoeuvre", "maneuver"),
        ("skilful", "skillful"), ("vapour", "vapor"), ("disc", "disk"), ("jewellery", "jewelry"), ("sceptic", "skeptic"),
        ("gauge", "gage"), ("wagon", "waggon"),
    ];

    public static IEnumerable<string> Find(string word)
    {
        foreach (var (british, american) in Words)
        {
            if (word == british) yield return american;
            if (word == american) yield return british;
        }
        foreach (var (british, american) in Endings)
        {
            if (EndsWith(british)) yield return word[..^british.Length] + american;
            if (EndsWith(american)) yield return word[..^american.Length] + british;
        }

        bool EndsWith(string ending) => word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal);
    }

    /// <summary>A word as two: <c>hardhat</c> may be written <c>hard hat</c>.</summary>
    public static IEnumerable<string> Split(string word)
    {
        if (word.Length < MinCompoundLength) yield break;
        for (var at = MinPartLength; at <= word.Length - MinPartLength; at++) yield return $"{word[..at]} {word[at..]}";
    }
}
