namespace Scopix.Contracts;

/// <summary>llama.files.list and llama.files.query.</summary>
public sealed class LlamaListContract(Target target)
{
    private const string Order = "LlamaCloud's SDKs: order_by, npm @llamaindex/llama-cloud 2.15.0 and 2.16.0";

    private readonly Api _api = target.Llama;

    [Fact]
    public async Task A_list_comes_in_pages_whose_last_has_no_token()
    {
        var (mark, ids) = await ThreeAsync();

        var first = await _api.GetAsync($"/beta/files?external_file_id={mark}&page_size=2&order_by=name");
        var last = await _api.GetAsync($"/beta/files?external_file_id={mark}&page_size=2&order_by=name&page_token={Uri.EscapeDataString(first.Json.Text("next_page_token")!)}");
        var whole = await _api.GetAsync($"/beta/files?external_file_id={mark}");

        Documented(LlamaFiles.Seed).Answers(200, first);
        foreach (var page in new[] { first, last, whole }) Fits("llama-file-page", page);
        Documented(LlamaFiles.Seed).Sequence(ids, first.Json.Each("items", "id").Concat(last.Json.Each("items", "id")), "ids by name");
        Documented("seed 003, FileQueryResponse").That(last.Json.Find("next_page_token").ValueKind is JsonValueKind.Null or JsonValueKind.Undefined, "the last page has no token");
        Public(LlamaFiles.Sdk).Sequence(ids.Order(), whole.Json.Each("items", "id").Order(), "ids of one page");
    }

    [Fact]
    public async Task A_list_is_narrowed_by_ids_and_name()
    {
        var (mark, ids) = await ThreeAsync();

        var byId = await _api.GetAsync($"/beta/files?file_ids={ids[0]}&file_ids={ids[2]}&order_by=name");
        var bare = await _api.GetAsync($"/beta/files?file_ids={ids[1]!["dfl-".Length..]}");
        var byName = await _api.GetAsync($"/beta/files?external_file_id={mark}&file_name=b.txt&expand=download_url");
        var none = await _api.GetAsync($"/beta/files?external_file_id={mark}&file_name=b");

        Public(LlamaFiles.Sdk).Sequence([ids[0], ids[2]], byId.Json.Each("items", "id"), "by file_ids");
        Assumed("ids are taken with and without dfl-").Sequence([ids[1]], bare.Json.Each("items", "id"), "by a bare UUID");
        Public(LlamaFiles.Sdk).Sequence([ids[1]], byName.Json.Each("items", "id"), "by file_name");
        Fits("llama-file-page", byName);
        Assumed("the one field that can be expanded").That(!byName.Json.List("items")[0].IsNull("download_url"), "download_url is there");
        Public(LlamaFiles.Sdk).Equal(0, none.Json.List("items").Count, "files by half a name");
    }

    [Fact]
    public async Task An_order_is_one_field_or_a_list_with_directions()
    {
        var (mark, ids) = await ThreeAsync();
        async Task<IEnumerable<string?>> By(string order) =>
            (await _api.GetAsync($"/beta/files?external_file_id={mark}&order_by={Uri.EscapeDataString(order)}")).Json.Each("items", "id");

        Public(Order).Sequence(ids, await By("name"), "by name");
        Public(Order).Sequence(ids.Order(StringComparer.Ordinal), await By("id"), "by id");
        Public(Order).Sequence(ids.Reverse(), await By("created_at"), "by created_at alone: the newest first");
        Assumed("the older text, which the newer one takes back").Sequence(ids.Reverse(), await By("name desc"), "by name desc");
        Assumed("the older text, which the newer one takes back").Sequence(ids, await By("purpose, created_at"), "by purpose, then created_at");
        Assumed("as a name that is alone").Sequence(ids.Reverse(), await By(""), "by nothing: the newest first");
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
        var answer = await _api.GetAsync($"/beta/files?{query}");

        Assumed("which status is not published").RefusesLlama(answer, status);
    }

    [Fact]
    public async Task A_query_filters_and_pages()
    {
        var (mark, ids) = await ThreeAsync();

        var some = await _api.PostAsync("/beta/files/query", new
        {
            filter = new { external_file_id = mark, file_ids = ids.Take(2), data_source_id = (string?)null, only_manually_uploaded = true },
            order_by = "created_at desc, name",
            page_size = 1,
        });
        var rest = await _api.PostAsync("/beta/files/query", new
        {
            filter = new { external_file_id = mark, file_ids = ids.Take(2) },
            order_by = "created_at desc, name",
            page_size = 5000,
            page_token = some.Json.Text("next_page_token"),
        });
        var ascending = await _api.PostAsync("/beta/files/query", new { filter = new { external_file_id = mark }, order_by = "created_at" });
        var sourced = await _api.PostAsync("/beta/files/query", new { filter = new { external_file_id = mark, data_source_id = Guid.Empty } });

        Documented(LlamaFiles.Seed).Answers(200, some);
        Fits("llama-file-page", some);
        Public(LlamaFiles.Sdk).Sequence([ids[1]], some.Json.Each("items", "id"), "the first page");
        Public(LlamaFiles.Sdk + ": larger pages are coerced").Answers(200, rest);
        Public(LlamaFiles.Sdk).Sequence([ids[0]], rest.Json.Each("items", "id"), "the second page");
        Public(LlamaFiles.Sdk).Sequence(ids, ascending.Json.Each("items", "id"), "by created_at, ascending");
        Public(LlamaFiles.Sdk).Equal(0, sourced.Json.List("items").Count, "files of a data source");
    }

    [Theory]
    [InlineData("{}", 200)]
    [InlineData("""{"filter":null,"page_size":null,"page_token":null,"order_by":null}""", 200)]
    [InlineData("""{"page_size":-1}""", 422)]
    [InlineData("""{"page_size":"ten"}""", 422)]
    [InlineData("""{"filter":{"project_id":"mine"}}""", 422)]
    [InlineData("""{"order_by":"colour"}""", 422)]
    [InlineData("""{"filter":""", 422)]
    public async Task A_query_may_be_empty_but_not_wrong(string json, int status)
    {
        var answer = await _api.SendAsync(HttpMethod.Post, "/beta/files/query", Api.JsonBody(json));

        if (status == 200) Public(LlamaFiles.Sdk).Answers(200, answer);
        else Assumed("which status is not published").RefusesLlama(answer, status);
    }

    /// <summary>Three files, a.txt to c.txt in the order of their making, with an external id of their own.</summary>
    private async Task<(string Mark, string[] Ids)> ThreeAsync()
    {
        var (mark, ids) = (Samples.Mark("list"), new List<string>());
        foreach (var name in new[] { "a.txt", "b.txt", "c.txt" })
            ids.Add((await target.CreatedAsync(Samples.Text(name), ("external_file_id", mark))).Text("id")!);
        return (mark, [.. ids]);
    }
}
