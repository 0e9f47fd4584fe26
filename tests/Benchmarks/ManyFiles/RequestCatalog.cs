using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Scopix.ManyFiles;

/// <summary>Every kind of list and lookup; the values vary with the number of the request.</summary>
internal static class RequestCatalog
{
    private static readonly string[] Sorts = ["content_created_at", "created_at", "title", "size_bytes"];

    /// <summary>Creates the requests with values from the emulator's files.</summary>
    public static async Task<IReadOnlyList<(string Name, Func<int, HttpRequestMessage> Request)>> CreateAsync(HttpClient http)
    {
        var sample = (await http.GetFromJsonAsync<JsonElement>("/api/v2/files?limit=100&sort_by=size_bytes")).GetProperty("items")
            .EnumerateArray().ToArray();
        string[] folders = [.. (await http.GetFromJsonAsync<JsonElement>("/api/v2/folders")).GetProperty("items").EnumerateArray()
            .Select(folder => folder.GetProperty("id").GetString()!)];
        var tags = sample.SelectMany(file => file.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)).CountBy(tag => tag)
            .OrderByDescending(tag => tag.Value).Select(tag => tag.Key).ToArray();
        string[] words = [.. sample
            .SelectMany(file => $"{file.GetProperty("title").GetString()} {file.GetProperty("upload_description").GetString()}".Split(' '))
            .Select(word => word.Trim('.', ',')).Where(word => word.Length > 3 && word.All(char.IsLetter)).CountBy(word => word)
            .OrderByDescending(word => word.Value).Select(word => word.Key)];
        string[] ids = [.. sample.Select(file => file.GetProperty("id").GetString()!)];
        string[] dates = [.. sample.Select(file => file.GetProperty("created_at").GetString()!)];
        var (common, rare) = (words.Take(5).ToArray(), words.TakeLast(40).ToArray());
        var all = new List<(string, Func<int, HttpRequestMessage>)>();
        foreach (var sort in Sorts)
            foreach (var order in (string[])["desc", "asc"])
                List($"sorted by {sort} {order}", n => $"sort_by={sort}&sort_order={order}&limit={20 + n % 5}");
        foreach (var sort in Sorts)
            foreach (var offset in (int[])[1_000, 10_000])
                List($"sorted by {sort}, offset {offset:N0}", n => $"sort_by={sort}&offset={offset + n}");
        List("media_types", n => $"media_types={Pick(["image", "document", "image&media_types=video"], n)}");
        List("folder_id", n => $"folder_id={Pick(folders, n)}");
        List("project_id (none has it)", n => $"project_id={Pick(ids, n)}");
        List("has_description", n => $"has_description={(n % 4 == 0 ? "false" : "true")}");
        List("compliance_status", n => $"compliance_status={Pick(["passed", "failed", "pending"], n)}");
        List("ids", n => string.Join('&', Enumerable.Range(n, 20).Select(i => $"ids={Pick(ids, i)}")));
        List("date_from", n => $"date_from={PickDate(n)}");
        List("date_to", n => $"date_to={PickDate(n)}");
        List("date_from and date_to",
            n => string.CompareOrdinal(Pick(dates, n), Pick(dates, n + 1)) is var order && order < 0
                ? $"date_from={PickDate(n)}&date_to={PickDate(n + 1)}" : $"date_from={PickDate(n + 1)}&date_to={PickDate(n)}");
        List("tags: a common one", n => $"tags={PickEscaped(tags.Take(5).ToArray(), n)}");
        List("tags: a rare one", n => $"tags={PickEscaped(tags.TakeLast(40).ToArray(), n)}");
        List("search: each word for the first time", n => $"search={PickEscaped(words, n + common.Length)}");
        List("search: a common word", n => $"search={PickEscaped(common, n)}");
        List("search: a rare word", n => $"search={PickEscaped(rare, n)}");
        List("search: no file has it", n => $"search=nosuchword{n}");
        List("search: in metadata", n => $"search={PickEscaped(words, n)}&search_mode=metadata");
        List("search: in visible text", n => $"search={PickEscaped(words, n)}&search_mode=visible_text");
        List("combined: two tags", n => $"tags={PickEscaped(tags, n)}&tags={PickEscaped(tags, n + 1)}");
        List("combined: two words", n => $"search={PickEscaped(common, n)}%20{PickEscaped(common, n + 1)}");
        List("combined: folder, media type and description", n => $"folder_id={Pick(folders, n)}&media_types=image&has_description=true");
        foreach (var sort in Sorts[1..]) List($"combined: folder sorted by {sort}", n => $"folder_id={Pick(folders, n)}&sort_by={sort}");
        foreach (var sort in Sorts[1..])
            List($"combined: has_description sorted by {sort}", n => $"has_description=true&sort_by={sort}&limit={20 + n % 5}");
        List("combined: date_from sorted by title", n => $"date_from={PickDate(n)}&sort_by=title");
        List("combined: a common tag sorted by title", n => $"tags={PickEscaped(tags.Take(5).ToArray(), n)}&sort_by=title");
        List("combined: a common word sorted by size", n => $"search={PickEscaped(common, n)}&sort_by=size_bytes");
        List("combined: folder and a common word", n => $"folder_id={Pick(folders, n)}&search={PickEscaped(common, n)}");
        List("combined: folder, date_from", n => $"folder_id={Pick(folders, n)}&date_from={PickDate(n)}");
        List("combined: media type, offset 10,000", n => $"media_types=image&offset={10_000 + n}");
        all.Add(("files.get", n => Get($"/files/{Pick(ids, n)}")));
        all.Add(("folders.list", _ => Get("/folders")));
        all.Add(("projects.list", _ => Get("/projects")));
        all.Add(("sessions.list", n => Get($"/files/sessions?limit={1 + n % 5}")));
        all.Add(("data.descriptions", n => Get($"/data/descriptions?limit={1 + n % 5}")));
        all.Add(("files.search", n => Post("/files/search", new { query = Pick(words, n) })));
        all.Add(("files.similar", n => Get($"/files/{Pick(ids, n)}/similar")));
        all.Add(("files.check_duplicates",
            n => Post("/files/check-duplicates", new { hashes = new[] { n.ToString("x64", CultureInfo.InvariantCulture) } })));
        return all;

        void List(string name, Func<int, string> query) =>
            all.Add((name.StartsWith("combined", StringComparison.Ordinal) ? name : "list " + name, n => Get("/files?" + query(n))));
        string PickDate(int n) => Uri.EscapeDataString(Pick(dates, n));
    }

    private static string Pick(string[] from, int n) => from.Length == 0 ? "none" : from[n % from.Length];

    private static string PickEscaped(string[] from, int n) => Uri.EscapeDataString(Pick(from, n));

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, "/api/v2" + path);

    private static HttpRequestMessage Post(
        string path, object body) => new(HttpMethod.Post, "/api/v2" + path) { Content = JsonContent.Create(body) };
}
