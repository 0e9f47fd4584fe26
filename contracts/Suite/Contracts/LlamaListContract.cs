namespace Scopix.Contracts;

/// <summary>llama.files.list and llama.files.query.</summary>
public sealed class LlamaListContract(Target target)
{
    private const string OrderSource = "LlamaCloud's SDKs: order_by, npm @llamaindex/llama-cloud 2.15.0 and 2.16.0";

    private readonly ApiClient _api = target.Llama;

    [Fact]
    public async Task A_list_has_pages_and_the_last_one_has_no_token()
    {
        var (prefix, ids) = await CreateThreeAsync();

        var first = await _api.GetAsync($"/beta/files?external_file_id={prefix}&page_size=2&order_by=name");
        var token = Uri.EscapeDataString(first.Json.GetText("next_page_token")!);
        var last = await _api.GetAsync($"/beta/files?external_file_id={prefix}&page_size=2&order_by=name&page_token={token}");
        var whole = await _api.GetAsync($"/beta/files?external_file_id={prefix}");

        Documented(LlamaFiles.SeedSource).ExpectStatus(200, first);
        foreach (var page in new[] { first, last, whole }) ExpectSchema("llama-file-page", page);
        Documented(LlamaFiles.SeedSource)
            .ExpectSequence(ids, first.Json.GetTexts("items", "id").Concat(last.Json.GetTexts("items", "id")), "ids by name");
        Documented("seed 003, FileQueryResponse")
            .Expect(last.Json.Find("next_page_token").ValueKind is JsonValueKind.Null or JsonValueKind.Undefined,
                "the last page has no token");
        Public(LlamaFiles.SdkSource).ExpectSequence(ids.Order(), whole.Json.GetTexts("items", "id").Order(), "ids of one page");
    }

    [Fact]
    public async Task A_list_is_filtered_by_ids_and_name()
    {
        var (prefix, ids) = await CreateThreeAsync();

        var byId = await _api.GetAsync($"/beta/files?file_ids={ids[0]}&file_ids={ids[2]}&order_by=name");
        var byUuid = await _api.GetAsync($"/beta/files?file_ids={ids[1]!["dfl-".Length..]}");
        var byName = await _api.GetAsync($"/beta/files?external_file_id={prefix}&file_name=b.txt&expand=download_url");
        var none = await _api.GetAsync($"/beta/files?external_file_id={prefix}&file_name=b");

        Public(LlamaFiles.SdkSource).ExpectSequence([ids[0], ids[2]], byId.Json.GetTexts("items", "id"), "by file_ids");
        Assumed("ids are accepted with and without dfl-").ExpectSequence([ids[1]], byUuid.Json.GetTexts("items", "id"), "by a bare UUID");
        Public(LlamaFiles.SdkSource).ExpectSequence([ids[1]], byName.Json.GetTexts("items", "id"), "by file_name");
        ExpectSchema("llama-file-page", byName);
        Assumed("the one field that can be expanded")
            .Expect(!byName.Json.GetArray("items")[0].IsNull("download_url"), "download_url is returned");
        Public(LlamaFiles.SdkSource).ExpectEqual(0, none.Json.GetArray("items").Count, "files found by a part of a name");
    }

    [Fact]
    public async Task An_order_is_one_field_or_a_list_with_directions()
    {
        var (prefix, ids) = await CreateThreeAsync();
        async Task<IEnumerable<string?>> ListIdsAsync(string order) =>
            (await _api.GetAsync($"/beta/files?external_file_id={prefix}&order_by={Uri.EscapeDataString(order)}")).Json.GetTexts("items",
                "id");

        Public(OrderSource).ExpectSequence(ids, await ListIdsAsync("name"), "by name");
        Public(OrderSource).ExpectSequence(ids.Order(StringComparer.Ordinal), await ListIdsAsync("id"), "by id");
        Public(OrderSource).ExpectSequence(ids.Reverse(), await ListIdsAsync("created_at"), "by created_at alone: the newest first");
        Assumed("an older text of the documents, which a newer one contradicts")
            .ExpectSequence(ids.Reverse(), await ListIdsAsync("name desc"), "by name desc");
        Assumed("an older text of the documents, which a newer one contradicts")
            .ExpectSequence(ids, await ListIdsAsync("purpose, created_at"), "by purpose, then created_at");
        Assumed("sorted like a single field name")
            .ExpectSequence(ids.Reverse(), await ListIdsAsync(""), "without an order: the newest first");
    }

    [Theory]
    [InlineData("page_size=0", 422)]
    [InlineData("page_size=1001", 422)]
    [InlineData("page_size=many", 422)]
    [InlineData("order_by=colour", 422)]
    [InlineData("order_by=name%20sideways", 422)]
    [InlineData("expand=everything", 422)]
    [InlineData("page_token=nonsense", 400)]
    public async Task A_parameter_out_of_its_bounds_is_refused(string query, int status)
    {
        var response = await _api.GetAsync($"/beta/files?{query}");

        Assumed("which status is not published").ExpectLlamaRefusal(response, status);
    }

    [Fact]
    public async Task A_query_filters_and_pages()
    {
        var (prefix, ids) = await CreateThreeAsync();

        var filtered = await _api.PostAsync("/beta/files/query", new
        {
            filter = new
            {
                external_file_id = prefix,
                file_ids = ids.Take(2),
                data_source_id = (string?)null,
                only_manually_uploaded = true
            },
            order_by = "created_at desc, name",
            page_size = 1,
        });
        var rest = await _api.PostAsync("/beta/files/query", new
        {
            filter = new { external_file_id = prefix, file_ids = ids.Take(2) },
            order_by = "created_at desc, name",
            page_size = 5000,
            page_token = filtered.Json.GetText("next_page_token"),
        });
        var ascending =
            await _api.PostAsync("/beta/files/query", new { filter = new { external_file_id = prefix }, order_by = "created_at" });
        var named = await _api.PostAsync("/beta/files/query", new { filter = new { external_file_id = prefix, file_name = "b.txt" } });
        var sourced =
            await _api.PostAsync("/beta/files/query", new { filter = new { external_file_id = prefix, data_source_id = Guid.Empty } });

        Documented(LlamaFiles.SeedSource).ExpectStatus(200, filtered);
        ExpectSchema("llama-file-page", filtered);
        Public(LlamaFiles.SdkSource).ExpectSequence([ids[1]], filtered.Json.GetTexts("items", "id"), "the first page");
        Public(LlamaFiles.SdkSource + ": larger pages are coerced").ExpectStatus(200, rest);
        Public(LlamaFiles.SdkSource).ExpectSequence([ids[0]], rest.Json.GetTexts("items", "id"), "the second page");
        Public(LlamaFiles.SdkSource).ExpectSequence(ids, ascending.Json.GetTexts("items", "id"), "by created_at, ascending");
        Public(LlamaFiles.SdkSource).ExpectSequence([ids[1]], named.Json.GetTexts("items", "id"), "by file_name");
        foreach (var last in new[] { rest, ascending, named, sourced })
            Documented("seed 003, FileQueryResponse")
                .Expect(last.Json.FindString("next_page_token") is null, "the last page of a query has no token");
        Public(LlamaFiles.SdkSource).ExpectEqual(0, sourced.Json.GetArray("items").Count, "files of a data source");
    }

    [Theory]
    [InlineData("{}", 200)]
    [InlineData("""{"filter":null,"page_size":null,"page_token":null,"order_by":null}""", 200)]
    [InlineData("""{"page_size":-1}""", 422)]
    [InlineData("""{"page_size":"ten"}""", 422)]
    [InlineData("""{"filter":{"project_id":"mine"}}""", 422)]
    [InlineData("""{"order_by":"colour"}""", 422)]
    [InlineData("""{"filter":""", 422)]
    public async Task A_query_may_be_empty_but_not_invalid(string json, int status)
    {
        var response = await _api.SendAsync(HttpMethod.Post, "/beta/files/query", ApiClient.CreateJsonContent(json));

        if (status == 200) Public(LlamaFiles.SdkSource).ExpectStatus(200, response);
        else Assumed("which status is not published").ExpectLlamaRefusal(response, status);
    }

    /// <summary>Creates three files, a.txt to c.txt in this order, with an external id of their own.</summary>
    private async Task<(string Mark, string[] Ids)> CreateThreeAsync()
    {
        var (prefix, ids) = (Samples.CreateMarker("list"), new List<string>());
        foreach (var name in new[] { "a.txt", "b.txt", "c.txt" })
            ids.Add((await target.CreateSuccessfullyAsync(Samples.CreateText(name), ("external_file_id", prefix))).GetText("id")!);
        return (prefix, [.. ids]);
    }
}
