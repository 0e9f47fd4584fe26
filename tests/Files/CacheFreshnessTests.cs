using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

/// <summary>Records are cached; no response may contain an outdated one.</summary>
public sealed class CacheFreshnessTests
{
    [Fact]
    public async Task A_cached_file_shows_every_change_at_once()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=zero");
        (await GetTitlesAsync(api, id)).Should().Be(("zero", "zero"));

        await api.PatchAsync($"/api/v2/files/{id}", new { title = "one" });
        (await GetTitlesAsync(api, id)).Should().Be(("one", "one"));

        await api.DeleteAsync($"/api/v2/files/{id}");
        (await GetTitlesAsync(api, id)).Should().Be((null, null));

        (await api.PostAsync($"/_emulator/files/{id}/restore")).EnsureStatus(200);
        (await GetTitlesAsync(api, id)).Should().Be(("one", "one"));

        (await api.PatchAsync($"/api/v2/files/{id}", new { title = new string('x', 256) })).EnsureStatus(422);
        (await GetTitlesAsync(api, id)).Should().Be(("one", "one"));
    }

    [Fact]
    public async Task A_cached_file_reflects_the_clock_a_restore_and_a_reset()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Realistic });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=zero");
        var first = await StatusAsync();
        await api.SaveSnapshotAsync("snapshot");

        await api.AdvanceAsync(TimeSpan.FromHours(1));
        var completed = await StatusAsync();
        await api.PatchAsync($"/api/v2/files/{id}", new { title = "one" });
        await GetTitlesAsync(api, id);
        (await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/snapshot/restore")).EnsureStatus(200);
        var processing = (await StatusAsync(), await GetTitlesAsync(api, id));
        (await api.PostAsync("/_emulator/reset")).EnsureStatus(200);
        var afterReset = await GetTitlesAsync(api, id);

        (first, completed).Should().Be(("processing", "completed"));
        processing.Should().Be(("processing", ("zero", "zero")));
        afterReset.Should().Be((null, null));

        async Task<string?> StatusAsync() => (await api.GetAsync($"/api/v2/files/{id}"))["primary_status"].GetString();
    }

    [Fact]
    public async Task A_read_after_an_acknowledged_change_returns_that_change_or_a_later_one()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=0");
        var acknowledged = 0;
        var stale = new List<(int Due, int Shown)>();

        var readers = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            while (Volatile.Read(ref acknowledged) is var due && due < 200)
            {
                var shown = n % 2 == 0
                    ? (await api.GetAsync($"/api/v2/files/{id}"))["title"].GetString()
                    : (await api.GetAsync("/api/v2/files"))["items"][0].GetProperty("title").GetString();
                if (int.Parse(shown!, System.Globalization.CultureInfo.InvariantCulture) is var read && read < due)
                    lock (stale) stale.Add((due, read));
            }
        })).ToList();
        for (var i = 1; i <= 200; i++)
        {
            (await api.PatchAsync($"/api/v2/files/{id}", new { title = $"{i}" })).EnsureStatus(200);
            Volatile.Write(ref acknowledged, i);
        }
        await Task.WhenAll(readers);

        stale.Should().BeEmpty();
    }

    [Fact]
    public async Task A_presigned_URL_depends_only_on_the_second_and_the_object_key()
    {
        await using var api = await TestApi.StartAsync();
        var (id, other) = (await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg"),
            await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(), "a.jpg"));
        await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.WithKey(TestApi.CreateKey(1)).FreezeAsync("2026-03-01T12:00:00Z");

        var first = await GetOriginalUrlAsync(api, id);
        var again = await GetOriginalUrlAsync(api, id);
        var others = await GetOriginalUrlAsync(api.WithKey(TestApi.CreateKey(1)), other);
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var later = await GetOriginalUrlAsync(api, id);
        await api.FreezeAsync("2026-03-01T12:00:00Z");

        again.Should().Be(first).And.Contain("X-Amz-Date=20260301T120000Z");
        later.Should().NotBe(first).And.Contain("X-Amz-Date=20260301T120001Z");
        others.Should().NotBe(first);
        (await GetOriginalUrlAsync(api, id)).Should().Be(first);
        (await api.WithKey(null).GetAsync(first)).Status.Should().Be(200);
        (await api.WithKey(null).GetAsync(others)).Status.Should().Be(200);
    }

    private static async Task<string> GetOriginalUrlAsync(
        TestApi api, string id) => (await api.GetAsync($"/api/v2/files/{id}"))["original_url"].GetString()!;

    /// <summary>Reads the title from the file and from the list, each twice.</summary>
    private static async Task<(string? File, string? List)> GetTitlesAsync(TestApi api, string id)
    {
        string?[] titles = [await FileAsync(), await ListAsync(), await FileAsync(), await ListAsync()];
        (titles[0], titles[1]).Should().Be((titles[2], titles[3]));
        return (titles[0], titles[1]);

        async Task<string?> FileAsync() => await api.GetAsync($"/api/v2/files/{id}") is { Status: 200 } file
            ? file["title"].GetString() : null;

        async Task<string?> ListAsync() => (await api.GetAsync("/api/v2/files"))["items"].EnumerateArray()
            .Select(file => file.GetProperty("title").GetString()).SingleOrDefault();
    }
}
