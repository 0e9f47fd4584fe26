using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>This test measures the memory of the whole process, so no other test runs at the same time.</summary>
[CollectionDefinition(nameof(ScaleTests), DisableParallelization = true)]
[Collection(nameof(ScaleTests))]
public sealed class ScaleTests
{
    [Fact]
    public async Task Twenty_thousand_files_without_bytes_are_listed_searched_and_sorted()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var response = await api.PostAsync("/_emulator/seed", new { dataset = "scale", count = 20_000 });

        response["files"].GetInt32().Should().Be(20_000);
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should()
            .BeLessThan(64 * 1024 * 1024, "files are made and written one by one");
        var last = await api.GetAsync("/api/v2/files?limit=100&offset=19900&sort_by=title");
        (last["total_count"].GetInt32(), last["items"].GetArrayLength(), last["has_more"].GetBoolean()).Should().Be((20_000, 100, false));
        (await api.GetAsync("/api/v2/files?search=corrosion&limit=1"))["total_count"].GetInt32().Should().BeInRange(500, 5_000);
        (await api.GetAsync("/api/v2/files?tags=kitchen&limit=1"))["total_count"].GetInt32().Should().BeInRange(50, 2_000);
        var file = last["items"][0].GetProperty("id").GetString();
        (await SchemaValidation.FindProblemsAsync("file-details", (await api.GetAsync($"/api/v2/files/{file}")).Text)).Should().BeEmpty();
        (await api.GetAsync($"/api/v2/files/{file}/download")).Status.Should().Be(302);
    }
}
