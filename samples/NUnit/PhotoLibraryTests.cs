using NUnit.Framework;
using Scopix.Client;
using Scopix.Emulator;

namespace PhotoLibraries;

public sealed class PhotoLibraryTests
{
    private readonly Tenant _tenant = ScopixSetUp.NewTenant();

    [Test]
    public async Task A_photo_has_the_description_of_the_AI()
    {
        using var http = _tenant.CreateClient();
        await _tenant.Stubs.AddAsync(new Stub { Filename = "*leak*", Description = "A leaking valve." });

        var id = await new PhotoLibrary(http).AddAsync(Photos.Valve, "a-leak.jpg");
        await _tenant.UntilIdleAsync();

        Assert.That(await new PhotoLibrary(http).GetDescriptionAsync(id), Is.EqualTo("A leaking valve."));
    }

    [Test]
    public async Task A_refused_request_is_retried_until_it_is_accepted()
    {
        using var http = _tenant.CreateClient();
        await _tenant.UploadAsync(UploadSource.FromBytes(Photos.Valve, "valve.jpg"));
        await _tenant.Faults.AddAsync(new Fault { Operation = Operations.Files.List, Status = 429, RetryAfter = 0, Times = 3 });

        Assert.That(await new PhotoLibrary(http).CountAsync(), Is.EqualTo(1));
        await _tenant.Requests.VerifyAsync(Operations.Files.List, times: 4);
    }

    [Test]
    public async Task A_photo_of_new_year_is_from_new_year()
    {
        using var client = _tenant.CreateScopixClient();
        await using var frozen = await _tenant.Clock.FreezeAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var upload = await _tenant.UploadAsync(UploadSource.FromBytes(Photos.Valve, "valve.jpg"));

        Assert.That((await client.Files.GetAsync(upload.ImageId)).CreatedAt, Is.EqualTo(frozen.At));
    }

    [Test]
    public async Task The_photos_of_a_large_library_are_counted()
    {
        using var http = _tenant.CreateClient();
        await _tenant.SeedAsync(DatasetNames.Scale, count: 500);

        Assert.That(await new PhotoLibrary(http).CountAsync(), Is.EqualTo(500));
    }
}
