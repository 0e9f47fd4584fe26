namespace Scopix.Contracts;

/// <summary>files.search.</summary>
public sealed class SearchContract(Target target)
{
    private const string Section = "seed 001, Semantic Search & Analyze";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Damaged_equipment_finds_broken_machinery()
    {
        var (right, invalidBodies) = (await UploadAndWaitAsync("a.txt", "The broken machinery in hall four was taken out of service."),
            await UploadAndWaitAsync("b.txt", "Lunch is served in the canteen at noon."));

        var found = await SearchAsync(new { query = "damaged equipment", document_ids = new[] { right, invalidBodies } });

        Documented(Section).ExpectStatus(200, found);
        ExpectSchema("search-answer", found);
        Documented(Section).ExpectEqual("damaged equipment", found.Json.GetText("query"), "query");
        Documented(Section).Expect(found.Json.GetArray("items").Count > 0, "the search has hits");
        Documented(Section).ExpectEqual(right, found.Json.GetArray("items")[0].GetText("document_id"), "the best hit's document");
    }

    [Fact]
    public async Task Hits_are_ranked_reach_the_threshold_and_are_in_the_requested_documents()
    {
        var ids = new[]
        {
            await UploadAndWaitAsync("a.txt", "Crane inspection: the hook of the crane was inspected and found sound."),
            await UploadAndWaitAsync("b.txt", "The crane arrived on Monday."),
            await UploadAndWaitAsync("c.txt", "Crane inspection schedule for the whole year."),
        };

        var found = await SearchAsync(new { query = "crane inspection", document_ids = ids[..2], similarity_threshold = 0.05 });
        var one = await SearchAsync(new { query = "crane inspection", document_ids = ids, similarity_threshold = 0.05, limit = 1 });
        var none = await SearchAsync(new { query = "crane inspection", document_ids = ids, similarity_threshold = 1 });

        var scores = found.Json.GetArray("items").Select(item => item.GetNumber("similarity_score")).ToArray();
        Documented(Section)
            .ExpectSequence(scores.OrderDescending().Select(score => score.ToString("R")), scores.Select(score => score.ToString("R")),
                "the order");
        Documented(Section).Expect(scores.All(score => score >= 0.05), "all hits reach the threshold");
        Documented(Section)
            .Expect(found.Json.GetTexts("items", "document_id").All(id => ids.Take(2).Contains(id)), "no hit is in another document");
        Documented(Section).ExpectEqual(1, one.Json.GetArray("items").Count, "limit");
        Documented(Section).Expect(one.Json.GetNumber("total_count") >= 1, "total_count counts beyond the limit");
        Documented(Section).ExpectEqual(0, none.Json.GetArray("items").Count, "hits at a threshold of 1");
    }

    [Fact]
    public async Task A_deleted_document_is_not_found()
    {
        var id = await UploadAndWaitAsync("a.txt", "Zirconium feedstock ledger.");
        await _api.DeleteAsync($"/files/{id}");

        var found = await SearchAsync(new { query = "zirconium feedstock", document_ids = new[] { id } });

        Assumed("deletion removes a file from every list").ExpectEqual(0, found.Json.GetNumber("total_count"), "total_count");
    }

    [Fact]
    public async Task Values_beyond_their_limits_are_refused()
    {
        object[] invalidBodies =
        [
            new { query = "" }, new { query = new string('x', 1001) }, new { query = "x", limit = 0 }, new { query = "x", limit = 101 },
            new { query = "x", similarity_threshold = -0.1 }, new { query = "x", similarity_threshold = 1.1 },
            new { query = "x", document_ids = new[] { "no uuid" } },
        ];

        foreach (var body in invalidBodies) Documented(Section).ExpectStatus(422, await SearchAsync(body));
    }

    private Task<ApiResponse> SearchAsync(object body) => _api.PostAsync("/files/search", body);

    private async Task<string> UploadAndWaitAsync(string name, string text)
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreateText(name, text));
        await _api.WaitUntilProcessedAsync(id);
        return id;
    }
}
