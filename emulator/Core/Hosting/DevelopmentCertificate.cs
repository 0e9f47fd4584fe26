using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Scopix.Emulator.Hosting;

/// <summary>
/// A certificate for the names of this machine, which is created once and kept in the user's folder. It is self-signed and no authority:
/// whoever trusts it trusts these names alone, even when its key is stolen.
/// </summary>
/// <param name="folder">Where the certificate and its key are kept; only the user can read it.</param>
internal sealed class DevelopmentCertificate(string folder, TimeProvider time)
{
    /// <summary>Below the 398 days that browsers accept.</summary>
    private const int LifetimeDays = 397;

    /// <summary>A certificate is replaced at the start of an emulator when it ends within this time.</summary>
    private const int RenewalDays = 14;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// OpenSSL takes <c>*.localhost</c> for no name, since a wildcard needs two labels after it, and so do the clients that use it; others
    /// accept it. The last two are names by which containers reach this machine.
    /// </summary>
    private static readonly string[] Names =
    [
        "localhost", "*.localhost", "scopix.localhost", "*.scopix.localhost", "host.docker.internal", "host.containers.internal",
    ];

    /// <summary>
    /// Below <c>~/.local/share</c> (or <c>XDG_DATA_HOME</c>), <c>~/Library/Application Support</c> or <c>%LOCALAPPDATA%</c>.
    /// </summary>
    public static string UserFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "scopix-emulator", "https");

    private string CertificateFile => Path.Combine(folder, "localhost.pem");

    /// <summary>The key with its certificate in one file, so that they always match.</summary>
    private string KeyFile => Path.Combine(folder, "localhost-key.pem");

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public TlsCertificate Open()
    {
        try
        {
            CreateFolder();
            var isKept = File.Exists(KeyFile);
            var leaf = (isKept ? Read() : null) ?? Create(replace: isKept);
            var certificate = new TlsCertificate(leaf, [], CertificateFile);
            var pem = certificate.ExportPem();
            if (!File.Exists(CertificateFile) || File.ReadAllText(CertificateFile) != pem) Write(CertificateFile, pem, replace: true);
            return certificate;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The development certificate cannot be kept in {folder}: {error.Message} "
                + "Use a certificate of your own, or make the folder writable.", error);
        }
    }

    /// <param name="replace">False when there was none: one that another emulator has made since then is used.</param>
    private X509Certificate2 Create(bool replace)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost, O=Scopix emulator development certificate", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in Names) names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        var id = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        foreach (var extension in (X509Extension[])[
            new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false), // a server's
            names.Build(), id, X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(id)])
            request.CertificateExtensions.Add(extension);

        var start = time.GetUtcNow().AddDays(-1); // a client's clock may be late
        using var certificate = request.CreateSelfSigned(start, start.AddDays(LifetimeDays));
        Write(KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n", replace);
        return Read() ?? throw new IOException($"{KeyFile} cannot be read back.");
    }

    /// <summary>The certificate that is kept; null when it ends soon, or when the file is damaged.</summary>
    private X509Certificate2? Read()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(KeyFile, Owner);
        var pem = File.ReadAllText(KeyFile);
        try
        {
            var certificate = TlsCertificate.Parse(pem, pem);
            if (certificate.NotAfter.ToUniversalTime() > time.GetUtcNow().AddDays(RenewalDays).UtcDateTime) return certificate;
            certificate.Dispose();
            return null;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private void CreateFolder()
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, Owner | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file as a whole. Emulators that create the first one at the same time all use the one that came first.</summary>
    private static void Write(string file, string text, bool replace)
    {
        var temporary = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        using (var stream = new StreamWriter(temporary, Encoding.ASCII, options)) stream.Write(text);
        try
        {
            File.Move(temporary, file, replace);
        }
        catch (IOException) when (!replace && File.Exists(file))
        {
            File.Delete(temporary);
        }
    }
}
