using FluentAssertions;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class SizeLimitedCacheTests
{
    [Fact]
    public void Beyond_the_total_size_the_values_saved_longest_ago_are_dropped()
    {
        var cache = new SizeLimitedCache<string, string>(100);
        cache.Save("a", "1", 40);
        cache.Save("b", "2", 40);
        cache.Save("a", "3", 40);

        cache.Save("c", "4", 40);
        var found = (cache.Find("a"), cache.Find("b"), cache.Find("c"));
        cache.Save("d", "5", 101);

        found.Should().Be(("3", null, "4"));
        (cache.Find("a"), cache.Find("c"), cache.Find("d"), cache.TotalSize).Should().Be((null, null, null, 0L));
    }

    [Fact]
    public void A_saved_value_replaces_the_owners_other_one_and_a_removed_one_leaves_its_room()
    {
        var cache = new SizeLimitedCache<string, string>(100);
        cache.Save("a", "1", 90);
        cache.Save("a", "2", 50);
        cache.Save("b", "3", 50);

        cache.Remove("b");
        cache.Remove("unknown");

        (cache.Find("a"), cache.Find("b"), cache.TotalSize).Should().Be(("2", null, 50L));
    }
}
