using System.Collections.Frozen;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>Which items of two lists are the same: those whose ids correspond, then those with the same name, then by position.</summary>
internal sealed class ListAlignment
{
    private static readonly string[] IdNames =
        ["id", "file_id", "chunk_id", "scene_id", "image_id", "session_id", "upload_id", "field_key", "part_number", "page_number"];

    private static readonly string[] NaturalNames =
        ["filename", "document_filename", "name", "size_bytes", "media_type", "depth", "is_default", "chunk_index", "scene_index",
            "external_file_id", "source_url", "type"];

    /// <summary>Lists in the order of the request's items.</summary>
    private static readonly FrozenSet<string> OrderedByRequest = FrozenSet.Create("immediate_results", "results", "rejections");

    private readonly JsonElement[] _references, _candidates;
    private readonly int[] _candidateOf;
    private readonly bool[] _isTaken;

    private ListAlignment(JsonElement[] references, JsonElement[] candidates, string? idName)
    {
        (_references, _candidates, IdName) = (references, candidates, idName);
        (_candidateOf, _isTaken) = (new int[references.Length], new bool[candidates.Length]);
        Array.Fill(_candidateOf, -1);
    }

    /// <summary>The property that identifies an item; null when items have none.</summary>
    public string? IdName { get; }

    /// <summary>The same items, in the order of the reference, with their places in the candidate's list.</summary>
    public IEnumerable<(JsonElement Reference, JsonElement Candidate, int Position)> Pairs => _candidateOf.Index()
        .Where(pair => pair.Item >= 0).Select(pair => (_references[pair.Index], _candidates[pair.Item], pair.Item));

    public IEnumerable<JsonElement> OnlyReferences => _references.Where((_, index) => _candidateOf[index] < 0);

    public IEnumerable<JsonElement> OnlyCandidates => _candidates.Where((_, index) => !_isTaken[index]);

    public static ListAlignment Create(string name, JsonElement reference, JsonElement candidate, ValueMap map)
    {
        JsonElement[] references = [.. reference.EnumerateArray()], candidates = [.. candidate.EnumerateArray()];
        var idName = Array.Find(IdNames, id => references.FirstOrDefault().Find(id) is not null);
        var alignment = new ListAlignment(references, candidates, idName);
        if (idName is not null)
        {
            var isShared = idName is "field_key" or "part_number" or "page_number";
            alignment.Match(item => ReadId(item, idName) is { } id ? isShared ? id : map.Find(id) : null, item => ReadId(item, idName));
            if (!map.IsIncomplete) // otherwise equal names may be those of different resources
                alignment.Match(GetNaturalKey, item => ReadId(item, idName) is { } id && map.HasReference(id) ? null : GetNaturalKey(item));
        }
        if (idName is null || (OrderedByRequest.Contains(name) && !(name == "results" && map.IsIncomplete))) alignment.MatchByPosition();
        return alignment;
    }

    public static string? ReadId(JsonElement item, string name) =>
        item.Find(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id ? id.ToString() : null;

    /// <summary>Pairs items with the same key, if each is the only one with it on its side.</summary>
    private void Match(Func<JsonElement, string?> getReferenceKey, Func<JsonElement, string?> getCandidateKey)
    {
        var candidates = FindUnique(_candidates, index => !_isTaken[index], getCandidateKey);
        foreach (var (key, index) in FindUnique(_references, index => _candidateOf[index] < 0, getReferenceKey))
            if (candidates.TryGetValue(key, out var position)) Pair(index, position);
    }

    private void MatchByPosition()
    {
        var position = 0;
        for (var index = 0; index < _references.Length; index++)
        {
            if (_candidateOf[index] >= 0) continue;
            while (position < _candidates.Length && _isTaken[position]) position++;
            if (position < _candidates.Length) Pair(index, position);
        }
    }

    private void Pair(int index, int position) => (_candidateOf[index], _isTaken[position]) = (position, true);

    private static Dictionary<string, int> FindUnique(JsonElement[] items, Func<int, bool> isOpen,
        Func<JsonElement, string?> getKey) => items
        .Index().Where(item => isOpen(item.Index)).Select(item => (Key: getKey(item.Item), item.Index))
        .Where(item => !string.IsNullOrEmpty(item.Key)).GroupBy(item => item.Key!).Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.First().Index);

    private static string GetNaturalKey(JsonElement item) => string.Join('\n',
        NaturalNames.Select(name => item.Find(name)).OfType<JsonElement>().Select(value => value.GetRawText()));
}
