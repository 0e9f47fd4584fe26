using Scopix.Emulator;
using Xunit;

namespace PhotoLibraries;

public sealed class DescriptionTests(ScopixFixture scopix)
{
    [Fact]
    public async Task A_photo_has_the_description_of_the_AI()
    {
        var tenant = scopix.NewTenant();
        var library = new PhotoLibrary(tenant.CreateClient());
        await tenant.Stubs.AddAsync(new Stub { Filename = "*leak*", Description = "A leaking valve.", Tags = ["leak"] });

        var id = await library.AddAsync(Photos.Valve, "a-leak.jpg");

        Assert.Equal("A leaking valve.", await library.GetDescriptionAsync(id));
        Assert.Empty(await tenant.Stubs.ListAsync(unused: true));
    }

    [Fact]
    public async Task A_photo_that_cannot_be_described_has_no_description()
    {
        var tenant = scopix.NewTenant();
        var library = new PhotoLibrary(tenant.CreateClient());
        await tenant.Faults.AddAsync(new Fault { Stage = "description", Fail = "vlm_error" });

        var id = await library.AddAsync(Photos.Valve, "valve.jpg");

        Assert.Null(await library.GetDescriptionAsync(id));
    }

    [Fact]
    public async Task The_library_waits_while_a_photo_is_processed()
    {
        var tenant = scopix.NewTenant();
        var library = new PhotoLibrary(tenant.CreateClient());
        await tenant.Faults.AddAsync(new Fault { Stage = "description", Hold = true });
        var id = await library.AddAsync(Photos.Valve, "valve.jpg");

        var description = library.GetDescriptionAsync(id);
        await tenant.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.False(description.IsCompleted);
        await tenant.Stages.CompleteAsync(id, "description");
        Assert.NotNull(await description);
    }
}
