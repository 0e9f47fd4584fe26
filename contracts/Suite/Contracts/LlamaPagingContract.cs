namespace Scopix.Contracts;

/// <summary>Pages of LlamaCloud's files while files are added and deleted.</summary>
public sealed class LlamaPagingContract(Target target)
{
    private const string Stable = "a token names a place in the order and no number of files";

    private readonly ApiClient _api = target.Llama;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Writes_between_two_pages_neither_hide_nor_repeat_a_file(bool asQuery)
    {
        var marker = Samples.CreateMarker("pages");
        var ids = new List<string?>();
        foreach (var name in new[] { "b.txt", "c.txt", "d.txt", "e.txt", "f.txt" }) ids.Add(await CreateAsync(name, marker));

        var first = await ReadPageAsync(asQuery, marker, null);
        await _api.DeleteAsync($"/beta/files/{ids[0]}");
        var second = await ReadPageAsync(asQuery, marker, first.Json.GetText("next_page_token"));
        await CreateAsync("a.txt", marker);
        var last = await ReadPageAsync(asQuery, marker, second.Json.GetText("next_page_token"));

        Documented(LlamaFiles.SeedSource).ExpectSequence(ids.Take(2), first.Json.GetTexts("items", "id"), "items");
        Assumed(Stable).ExpectSequence(ids.Skip(2).Take(2), second.Json.GetTexts("items", "id"), "items");
        Assumed(Stable).ExpectSequence(ids.Skip(4), last.Json.GetTexts("items", "id"), "items");
        Documented("seed 003, FileQueryResponse")
            .Expect(last.Json.FindString("next_page_token") is null, "the last page has no next_page_token");
    }

    private async Task<string?> CreateAsync(string name, string marker) =>
        (await target.CreateSuccessfullyAsync(Samples.CreateText(name), ("external_file_id", marker))).GetText("id");

    private Task<ApiResponse> ReadPageAsync(bool asQuery, string marker, string? token) => asQuery
        ? _api.PostAsync("/beta/files/query",
            new { filter = new { external_file_id = marker }, order_by = "name", page_size = 2, page_token = token })
        : _api.GetAsync($"/beta/files?external_file_id={marker}&order_by=name&page_size=2"
            + (token is null ? "" : $"&page_token={Uri.EscapeDataString(token)}"));
}
