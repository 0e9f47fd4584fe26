using Scopix.Emulator;
using Xunit;

namespace PhotoLibraries;

public sealed class LimitTests(ScopixFixture scopix)
{
    [Fact]
    public async Task A_refused_request_is_retried_until_it_is_accepted()
    {
        var tenant = scopix.NewTenant();
        var library = new PhotoLibrary(tenant.CreateClient());
        await library.AddAsync(Photos.Valve, "valve.jpg");
        await tenant.Faults.AddAsync(new Fault { Operation = "files.list", Status = 429, RetryAfter = 0, Times = 3 });

        var count = await library.CountAsync();

        Assert.Equal(1, count);
        await tenant.Requests.VerifyAsync("files.list", times: 4);
        await tenant.Requests.VerifyOrderAsync(
            [
                new() { Operation = Operations.Files.Upload }, new() { Operation = Operations.Files.List, Status = 429 },
                new() { Operation = Operations.Files.List, Status = 200 },
            ]);
    }

    [Fact]
    public async Task An_upload_whose_response_is_lost_is_not_retried()
    {
        var tenant = scopix.NewTenant();
        var library = new PhotoLibrary(tenant.CreateClient());
        await tenant.Faults.AddAsync(new Fault { Operation = "files.upload", Reset = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => library.AddAsync(Photos.Valve, "valve.jpg"));

        Assert.Equal(1, await library.CountAsync()); // the upload has succeeded: a retry would create a second file
    }
}
