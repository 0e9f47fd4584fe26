using System.Net;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using Scopix.Emulator.Hosting;
using Xunit;

namespace Scopix.Emulator.Tests.Tls;

/// <summary>The development certificate, and certificates of the user.</summary>
public sealed class CertificateTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task The_development_certificate_is_for_this_machine_alone_and_its_key_for_the_user_alone()
    {
        await using var api = await TlsApi.StartAsync();

        using var certificate = X509CertificateLoader.LoadCertificateFromFile(api.Emulator.CertificateFile!);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        var files = Directory.GetFiles(api.Folder).Select(Path.GetFileName);

        names.EnumerateDnsNames().Should().Contain(["localhost", "*.localhost"]);
        names.EnumerateIPAddresses().Should().Equal(IPAddress.Loopback, IPAddress.IPv6Loopback);
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.Should().BeFalse();
        certificate.PublicKey.Oid.FriendlyName.Should().Be("ECC");
        (certificate.NotAfter - certificate.NotBefore).TotalDays.Should().BeLessThan(398);
        files.Should().BeEquivalentTo("localhost.pem", "localhost-key.pem");
        (await File.ReadAllTextAsync(api.Emulator.CertificateFile!)).Should().NotContain("PRIVATE KEY");
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(api.Folder).Should().Be(Owner | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(api.Folder, "localhost-key.pem")).Should().Be(Owner);
    }

    [Fact]
    public async Task It_is_kept_until_it_ends_soon_or_is_damaged()
    {
        using var folder = new DataDirectory();
        string key = Path.Combine(folder.Location, "localhost-key.pem"), file = Path.Combine(folder.Location, "localhost.pem");

        using (new DevelopmentCertificate(folder.Location, new ShiftedTime(-397 + 14)).Open()) { } // it ends in 13 days
        var old = await File.ReadAllTextAsync(file);
        var renewed = await ServeAsync(folder);
        var again = await ServeAsync(folder);
        await File.WriteAllTextAsync(key, "damaged");
        var repaired = await ServeAsync(folder);
        File.Delete(file);
        var copied = await ServeAsync(folder);

        (again, copied).Should().Be((renewed, repaired));
        new[] { old, renewed, repaired }.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Emulators_that_start_at_the_same_time_use_one_certificate()
    {
        using var folder = new DataDirectory();

        var served = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ServeAsync(folder))));

        served.Distinct().Should().ContainSingle();
        Directory.GetFiles(folder.Location).Should().HaveCount(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_of_the_user_is_served_with_the_issuers_of_its_file(bool isOneFile)
    {
        using var folder = new DataDirectory();
        var authority = new TestAuthority(folder.Location);
        var (file, key) = authority.WriteCertificate(isOneFile);

        await using var emulator = await ScopixEmulator.StartAsync(options => options with
        {
            Https = true,
            CertificateFile = file,
            CertificateKeyFile = isOneFile ? null : key,
        });
        using var http = TlsApi.CreateClient(emulator, authority.RootFile, "2.0");

        (await http.GetAsync("/api/v2/files")).StatusCode.Should().Be(HttpStatusCode.OK, "the client knows the root alone");
        emulator.CertificateFile.Should().Be(file);
    }

    [Fact]
    public async Task Everybody_can_read_the_certificate_but_not_its_key()
    {
        await using var tls = await TlsApi.StartAsync(options => options with { ControlToken = "correct-horse" });
        await using var plain = await TestApi.StartAsync();
        using var http = new HttpClient { BaseAddress = tls.Emulator.BaseAddress };

        var pem = await http.GetStringAsync("/_emulator/certificate.pem");

        pem.Should().Be(await File.ReadAllTextAsync(tls.Emulator.CertificateFile!)).And.NotContain("PRIVATE");
        (await plain.GetAsync("/_emulator/certificate.pem")).Status.Should().Be(404);
    }

    /// <summary>Starts an emulator and returns the certificate that it serves, which the client trusts by the file alone.</summary>
    private static async Task<string> ServeAsync(DataDirectory folder)
    {
        await using var emulator = await ScopixEmulator.StartAsync(options => options with
        {
            Https = true,
            CertificateFolder = folder.Location,
        });
        using var http = TlsApi.CreateClient(emulator, emulator.CertificateFile!, "1.1");
        return await http.GetStringAsync("/_emulator/certificate.pem");
    }

    private sealed class ShiftedTime(int days) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(days);
    }
}
