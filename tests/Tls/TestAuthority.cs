using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Scopix.Emulator.Tests.Tls;

/// <summary>A root, an intermediate, and certificates for localhost that the intermediate signs, as files.</summary>
internal sealed class TestAuthority
{
    // Finding primes takes a tenth of a second and more, so all tests have the same two keys.
    private static readonly Lazy<RSA> ServerKey = new(() => RSA.Create(2048));
    private static readonly Lazy<RSA> OtherKey = new(() => RSA.Create(2048));
    private readonly string _folder;
    private readonly X509Certificate2 _intermediate;

    public TestAuthority(string folder)
    {
        _folder = folder;
        using var root = CreateAuthority("CN=Test root", null);
        _intermediate = CreateAuthority("CN=Test intermediate", root);
        File.WriteAllText(RootFile, root.ExportCertificatePem());
    }

    public string RootFile => Path.Combine(_folder, "root.pem");

    /// <summary>Writes a certificate with its issuer, and its key into the same file or another one.</summary>
    public (string File, string KeyFile) WriteCertificate(bool isOneFile)
    {
        var request = new CertificateRequest("CN=localhost", ServerKey.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_intermediate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_intermediate.GetECDsaPrivateKey()!), DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(10), [1, 2, 3]);
        string file = Path.Combine(_folder, "cert.pem"), keyFile = isOneFile ? file : Path.Combine(_folder, "key.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem() + "\n");
        File.AppendAllText(keyFile, ServerKey.Value.ExportPkcs8PrivateKeyPem() + "\n");
        return (file, keyFile);
    }

    /// <summary>Writes a key that belongs to no certificate.</summary>
    public string WriteKey(string name, string? password = null)
    {
        var (file, key) = (Path.Combine(_folder, name), OtherKey.Value);
        File.WriteAllText(file, password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password,
            new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1_000)));
        return file;
    }

    private static X509Certificate2 CreateAuthority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(issuer is null ? 30 : 20));
        if (issuer is null) return request.CreateSelfSigned(from, to);
        using var signed = request.Create(issuer, from, to, [9, 8, 7]);
        return signed.CopyWithPrivateKey(key);
    }
}
