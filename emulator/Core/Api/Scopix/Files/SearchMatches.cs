namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Tells in which fields of files the words of a list's search are.</summary>
internal static class SearchMatches
{
    private static readonly string[] Metadata = ["title", "filename", "tags"], Texts = ["description", "user_description"];

    /// <summary>The fields of each file that have one of the words or more, in the order of the ids.</summary>
    /// <param name="mode">The <c>search_mode</c>, which chooses the fields.</param>
    public static (string Id, string[] Fields)[] Find(Transaction transaction, string search, string mode, string[] ids)
    {
        var words = SearchText.SplitWords(search);
        if (words.Length == 0) return [];
        var anyWord = string.Join(" OR ", words.Select(word => $"\"{word}\""));
        var json = JsonSerializer.Serialize(ids, EngineJsonContext.Shared.StringArray);
        var fields = ids.ToDictionary(id => id, _ => new List<string>());
        foreach (var field in ListFields(mode))
            foreach (var id in transaction.Db.Query(
                "SELECT f.id FROM files f WHERE f.id IN (SELECT value FROM json_each($2)) AND f.seq IN (SELECT rowid FROM files_text "
                + "WHERE files_text MATCH $1)",
                row => row.GetString(0), $"{{{field}}} : ({anyWord})", json))
                fields[id].Add(field);
        return [.. ids.Select(id => (id, fields[id].ToArray()))];
    }

    private static string[] ListFields(string mode) => mode switch
    {
        "metadata" => Metadata,
        "visible_text" => ["visible_text"],
        _ => [.. Metadata, .. Texts, "visible_text"],
    };
}
