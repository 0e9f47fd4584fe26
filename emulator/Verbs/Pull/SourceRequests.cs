using Scopix.Client;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>Reads JSON from the source. What the client does not repeat is repeated here, since a GET changes nothing.</summary>
internal sealed class SourceRequests(ScopixClient client)
{
    private const int MaxAttempts = 3, PageSize = 100;

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.GetJsonAsync(path, cancel);
            }
            catch (ServerException error) when (error.Status is 500 && attempt < MaxAttempts)
            {
                // the next attempt may succeed
            }
        }
    }

    /// <summary>Null when the source has no such resource, or none for this file now.</summary>
    public async Task<JsonElement?> FindAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await GetAsync(path, cancel);
        }
        catch (ScopixException missing) when (missing is NotFoundException or ConflictException || missing.Status == 400)
        {
            return null;
        }
    }

    /// <summary>
    /// All items of a list, each once. The offsets of later pages move when files are deleted meanwhile: the list is then read again.
    /// </summary>
    /// <param name="path">The path with its query, without <c>limit</c> and <c>offset</c>.</param>
    /// <param name="most">Stop when so many items are read; null for all.</param>
    /// <param name="cancel">Ends the requests.</param>
    public async Task<List<JsonElement>> ListAsync(string path, int? most, CancellationToken cancel)
    {
        const int MaxRounds = 3;
        var items = new Dictionary<string, JsonElement>();
        for (var round = 1; round <= MaxRounds; round++)
        {
            var (total, hasMore) = (0L, true);
            for (var offset = 0; hasMore && (most is null || items.Count < most); offset += PageSize)
            {
                var page = await GetAsync($"{path}{(path.Contains('?') ? '&' : '?')}limit={PageSize}&offset={offset}", cancel);
                var found = GetItems(page);
                foreach (var item in found) items.TryAdd(GetText(item, "id") ?? "", item);
                total = GetNumber(page, "total_count") ?? 0;
                hasMore = found.Count > 0 && page.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True;
            }
            if (items.Count >= Math.Min(total, most ?? long.MaxValue)) break;
        }
        return [.. items.Values];
    }

    /// <exception cref="PullException">The answer is no list of objects.</exception>
    public static IReadOnlyList<JsonElement> GetItems(JsonElement list) =>
        list.ValueKind == JsonValueKind.Object && list.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            && items.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? [.. items.EnumerateArray()] : throw new PullException("The source did not answer with a list: is it this API?", 4);

    public static string? GetText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? GetNumber(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number : null;

    /// <summary>The earliest time when there is none.</summary>
    public static DateTimeOffset GetTime(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time)
            ? time : default;
}
