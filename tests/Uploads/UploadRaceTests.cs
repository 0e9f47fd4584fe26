using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class UploadRaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Two_hundred_concurrent_uploads_are_all_accepted_and_counted(int tenants)
    {
        await using var api = await TestApi.StartAsync();
        var clients = Enumerable.Range(0, tenants).Select(n => api.WithKey(TestApi.CreateKey(n))).ToArray();

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => n % 10 == 0
            ? clients[n % tenants].UploadBatchAsync([(Samples.Photo(n), $"{n}.jpg"), (Samples.Note(n), $"{n}.txt")], "tags=race")
            : clients[n % tenants].UploadAsync(Samples.Photo(n), $"{n}.jpg", "tags=race")));

        responses.Should().OnlyContain(response => response.Status == 201);
        var assigned = responses
            .SelectMany(
                response => response.Json.TryGetProperty("file_id", out var id)
                    ? [id.GetString()!] : response.Items("immediate_results").Select(item => item.Text("file_id")!)).ToArray();
        assigned.Should().HaveCount(220).And.OnlyHaveUniqueItems();
        var (listed, batches) = (new List<string>(), 0);
        foreach (var client in clients)
        {
            var (own, sessions) = (await ListIdsAsync(client), await client.GetAsync("/api/v2/files/sessions?limit=100"));
            listed.AddRange(own);
            (await client.GetMonthlyUsageAsync()).Should().Be(own.Count);
            sessions.Items().Select(item => (item.Text("status"), item.Number("completed_files"))).Distinct().Should()
                .BeSubsetOf([("completed", 2)]);
            batches += sessions["total_count"].GetInt32();
        }

        listed.Should().BeEquivalentTo(assigned);
        batches.Should().Be(20);
    }

    [Fact]
    public async Task Only_one_of_fifty_concurrent_uploads_of_the_same_bytes_is_stored_when_duplicates_are_skipped()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });

        var responses =
            await Task.WhenAll(Enumerable.Range(0, 50).Select(n => api.UploadAsync(Samples.Photo(), $"{n}.jpg", "skip_duplicates=true")));

        responses.Count(response => !response["skipped"].GetBoolean()).Should().Be(1);
        responses.Select(response => response.Json.Text("file_id")).Distinct().Should().HaveCount(1);
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
        data.ListObjects().Should().HaveCount(1);
    }

    [Fact]
    public async Task Deleting_purging_and_uploading_the_same_bytes_concurrently_leaves_no_file_without_bytes()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var notes = Enumerable.Range(0, 4)
            .Select(n => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"The pump {n} was repaired.\n", 5_000)))).ToArray();
        using var done = new CancellationTokenSource();
        var purging = PurgeRepeatedlyAsync(api, done.Token);

        var remaining = await Task.WhenAll(notes.Select(note => UploadRepeatedlyAsync(api, note)));
        await done.CancelAsync();
        await purging;

        for (var n = 0; n < notes.Length; n++) (await api.DownloadAsync(remaining[n])).SequenceEqual(notes[n]).Should().BeTrue();
        data.ListObjects().Should().HaveCount(12, "four notes, their texts and their pages");
    }

    /// <summary>Purges deleted files repeatedly.</summary>
    private static async Task PurgeRepeatedlyAsync(TestApi api, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await api.AdvanceAsync(TimeSpan.FromDays(31));
            await api.ListFilesAsync("limit=1");
        }
    }

    /// <summary>Uploads, reads and deletes repeatedly; the last file remains.</summary>
    private static async Task<string> UploadRepeatedlyAsync(TestApi api, byte[] note)
    {
        for (var round = 0; ; round++)
        {
            var id = await api.UploadAndGetIdAsync(note, "note.txt");
            (await api.GetFileAsync(id)).Json.Text("extracted_text").Should().HaveLength(note.Length);
            if (round == 20) return id;
            await api.DeleteAsync($"/api/v2/files/{id}");
        }
    }

    private static async Task<List<string>> ListIdsAsync(TestApi api)
    {
        var ids = new List<string>();
        for (var more = true; more;)
        {
            var page = await api.ListFilesAsync($"limit=100&offset={ids.Count}");
            ids.AddRange(page.Ids());
            more = page["has_more"].GetBoolean();
        }

        return ids;
    }
}
