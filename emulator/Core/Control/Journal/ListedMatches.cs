using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Explains the files that a recorded <c>files.list</c> with <c>search</c> has found.</summary>
internal static class ListedMatches
{
    /// <summary>By the texts that the files have now; null for other requests.</summary>
    public static SearchMatch[]? Find(TenantState tenant, JournalEntry entry)
    {
        if (OperationResolver.Resolve(entry) != "files.list" || entry.Status != 200 || entry.ResponseBody is not { } response) return null;
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(entry.Query);
        if (!query.TryGetValue("search", out var search) || search.ToString() is not { Length: > 0 } text) return null;
        if (RequestInput.TryParseJson(response.ToArray()) is not { ValueKind: JsonValueKind.Object } body
            || !body.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array) return null;
        string[] ids = [.. items.EnumerateArray().Select(item => item.GetProperty("id").GetString()!).Distinct()];
        var mode = query.TryGetValue("search_mode", out var given) ? given.ToString() : "all";
        return [.. tenant.Read(transaction => SearchMatches.Find(transaction, text, mode, ids))
            .Select(found => new SearchMatch(found.Id, found.Fields))];
    }
}

/// <summary>A file that a search of <c>files.list</c> found.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="Fields">
/// The fields that have a word of the search: <c>title</c>, <c>filename</c>, <c>tags</c>, <c>description</c> (also the text of a link's
/// page), <c>user_description</c> and <c>visible_text</c>. Empty when the file was changed or deleted since.
/// </param>
public sealed record SearchMatch(string FileId, string[] Fields);
