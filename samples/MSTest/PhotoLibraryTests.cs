using Microsoft.VisualStudio.TestTools.UnitTesting;
using Scopix.Client;
using Scopix.Emulator;

namespace PhotoLibraries;

[TestClass]
public sealed class PhotoLibraryTests(TestContext test)
{
    private readonly Tenant _tenant = ScopixAssembly.NewTenant(test);

    [TestMethod]
    public async Task A_photo_has_the_description_of_the_AI()
    {
        using var http = _tenant.CreateClient();
        await _tenant.Stubs.AddAsync(new Stub { Filename = "*leak*", Description = "A leaking valve." }, test.CancellationToken);

        var id = await new PhotoLibrary(http).AddAsync(Photos.Valve, "a-leak.jpg");
        await _tenant.UntilIdleAsync(cancellationToken: test.CancellationToken);

        Assert.AreEqual("A leaking valve.", await new PhotoLibrary(http).GetDescriptionAsync(id));
    }

    [TestMethod]
    public async Task A_refused_request_is_retried_until_it_is_accepted()
    {
        using var http = _tenant.CreateClient();
        await _tenant.UploadAsync(UploadSource.FromBytes(Photos.Valve, "valve.jpg"), cancellationToken: test.CancellationToken);
        await _tenant.Faults.AddAsync(
            new Fault { Operation = Operations.Files.List, Status = 429, RetryAfter = 0, Times = 3 }, test.CancellationToken);

        Assert.AreEqual(1, await new PhotoLibrary(http).CountAsync());
        await _tenant.Requests.VerifyAsync(Operations.Files.List, times: 4, test.CancellationToken);
    }

    [TestMethod]
    public async Task A_photo_of_new_year_is_from_new_year()
    {
        using var client = _tenant.CreateScopixClient();
        var newYear = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var frozen = await _tenant.Clock.FreezeAsync(newYear, test.CancellationToken);

        var upload = await _tenant.UploadAsync(
            UploadSource.FromBytes(Photos.Valve, "valve.jpg"), cancellationToken: test.CancellationToken);

        Assert.AreEqual(frozen.At, (await client.Files.GetAsync(upload.ImageId, cancel: test.CancellationToken)).CreatedAt);
    }

    [TestMethod]
    public async Task The_photos_of_a_large_library_are_counted()
    {
        using var http = _tenant.CreateClient();
        await _tenant.SeedAsync(DatasetNames.Scale, count: 500, cancellationToken: test.CancellationToken);

        Assert.AreEqual(500, await new PhotoLibrary(http).CountAsync());
    }
}
