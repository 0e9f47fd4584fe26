using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Scopix.Emulator.Hosting;

namespace Scopix.Emulator.Proxy.Interception;

/// <summary>
/// A certificate authority of one run, for the named hosts alone. Its key is in memory alone; its certificate is in one temporary file,
/// which the user alone can read and which is deleted at the end.
/// </summary>
internal sealed class RunAuthority : IDisposable
{
    private const int LifetimeDays = 30;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    /// <param name="hosts">The hosts for which it can sign certificates.</param>
    /// <param name="time">The time of the machine, which clients check by theirs.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public RunAuthority(IEnumerable<string> hosts, TimeProvider time)
    {
        var request = new CertificateRequest("CN=Scopix emulator proxy, O=Authority of one run", _key, HashAlgorithmName.SHA256);
        foreach (var extension in (X509Extension[])[
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true),
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true),
            new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false),
            PermitNames(hosts)])
            request.CertificateExtensions.Add(extension);
        var start = time.GetUtcNow().AddDays(-1); // a client's clock may be late
        _certificate = request.CreateSelfSigned(start, start.AddDays(LifetimeDays));
        CertificateFile = Path.Combine(Path.GetTempPath(), $"scopix-proxy-{Path.GetRandomFileName()}.pem");
        Write();
    }

    /// <summary>The file with the certificate, in PEM.</summary>
    public string CertificateFile { get; }

    /// <summary>Signs a certificate for a host.</summary>
    public X509Certificate2 Sign(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName("CN=Scopix emulator proxy"), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        foreach (var extension in (X509Extension[])[
            new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false), // a server's
            names.Build(),
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                _certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false)])
            request.CertificateExtensions.Add(extension);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40); // positive, and no leading zero
        using var signed = request.Create(_certificate, _certificate.NotBefore, _certificate.NotAfter, serial);
        return TlsCertificate.Parse(signed.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        try
        {
            File.Delete(CertificateFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // it has no secret
        }
        _certificate.Dispose();
        _key.Dispose();
    }

    /// <summary>The names that the authority is good for (RFC 5280, 4.2.1.10): nobody can be deceived with it about another host.</summary>
    private static X509Extension PermitNames(IEnumerable<string> hosts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            foreach (var host in hosts)
                using (writer.PushSequence())
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, host, new Asn1Tag(TagClass.ContextSpecific, 2));
        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
    }

    private void Write()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        using var stream = new StreamWriter(CertificateFile, Encoding.ASCII, options);
        stream.Write(_certificate.ExportCertificatePem() + "\n");
    }
}
