using Xunit;

namespace PhotoLibraries;

public sealed class LargeLibraryTests(ScopixFixture scopix)
{
    [Fact]
    public async Task The_photos_of_a_large_library_are_counted()
    {
        var tenant = scopix.NewTenant();
        await tenant.SeedAsync("scale", count: 500);

        Assert.Equal(500, await new PhotoLibrary(tenant.CreateClient()).CountAsync());
    }
}
