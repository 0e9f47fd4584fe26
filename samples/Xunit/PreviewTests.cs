using System.Net;
using Xunit;

namespace PhotoLibraries;

public sealed class PreviewTests(ScopixFixture scopix)
{
    [Fact]
    public async Task A_preview_can_be_seen_for_an_hour_and_then_needs_a_new_link()
    {
        var tenant = scopix.NewTenant();
        var library = new PhotoLibrary(tenant.CreateClient());
        using var anybody = new HttpClient();
        var id = await library.AddAsync(Photos.Valve, "valve.jpg");
        await library.GetDescriptionAsync(id);
        var link = await library.GetPreviewUrlAsync(id);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(link));
        await tenant.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(link));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await library.GetPreviewUrlAsync(id)));

        async Task<HttpStatusCode> StatusAsync(Uri address)
        {
            using var response = await anybody.GetAsync(address);
            return response.StatusCode;
        }
    }
}
