using System.Net;
using Xunit;

namespace PhotoLibraries;

public sealed class PreviewTests(ScopixFixture scopix)
{
    [Fact]
    public async Task A_preview_link_expires_after_an_hour_and_a_new_link_works()
    {
        var tenant = scopix.NewTenant();
        var library = new PhotoLibrary(tenant.CreateClient());
        using var anonymous = new HttpClient();
        var id = await library.AddAsync(Photos.Valve, "valve.jpg");
        await library.GetDescriptionAsync(id);
        var link = await library.GetPreviewUrlAsync(id);

        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(link));
        await tenant.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Forbidden, await GetStatusAsync(link));
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(await library.GetPreviewUrlAsync(id)));

        async Task<HttpStatusCode> GetStatusAsync(Uri address)
        {
            using var response = await anonymous.GetAsync(address);
            return response.StatusCode;
        }
    }
}
