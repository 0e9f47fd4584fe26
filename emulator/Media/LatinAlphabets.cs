namespace Scopix.Media;

/// <summary>The letters above ASCII of several languages. Any byte is a letter in windows-1250, -1252, -1254 and -1257; the right code
/// page gives letters that occur in one language.</summary>
internal static class LatinAlphabets
{
    private static readonly string[] Western =
    [
        "äöüß", "àâæçéèêëîïôœùûüÿñ", "áéíñóúüª", "àáâãçéêíóôõúüª", "àèéìíîòóùú", "åäöé", "æøåéôòó", "éèëêïóöüáûàç", "áéíóúýðþæö", "äöõüšž",
        "àâäáãåæçéèêëíîïñóôöúùüßœª", // names of several languages in one text
    ];

    private static readonly string[] Central =
    [
        "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîşţșț", "ëç", "äöüß",
    ];

    private static readonly string[] Turkish = ["çğıiöşüâîû\u0307"];
    private static readonly string[] Baltic = ["ąčęėįšųūž", "āčēģīķļņōŗšūž", "äöõüšž"];

    /// <summary>The share of the letters above ASCII that belong to the best matching language; 1 when there are none.</summary>
    public static double GetBestLanguageShare(ReadOnlySpan<char> text, int page)
    {
        var languages = GetAlphabets(page);
        Span<int> matches = stackalloc int[Western.Length];
        var total = 0;
        foreach (var c in text)
        {
            if (c <= '\u007F' || !char.IsLetter(c) || c is 'µ' or 'º' or 'ª') continue; // units and ordinals occur in every language
            total++;
            var letter = c == 'İ' ? 'i' : char.ToLowerInvariant(c);
            for (var i = 0; i < languages.Length; i++) matches[i] += languages[i].Contains(letter) ? 1 : 0;
        }
        var best = 0;
        foreach (var count in matches) best = Math.Max(best, count);
        return total == 0 ? 1 : (double)best / total;
    }

    private static string[] GetAlphabets(int page) => page switch
    {
        1250 or 28592 or 852 or 10029 => Central,
        1254 => Turkish,
        1257 or 28594 or 28603 => Baltic,
        _ => Western,
    };
}
