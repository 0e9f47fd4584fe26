using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Scopix.Emulator.Hosting;

/// <summary>The certificate that the emulator shows to clients, with its key, the rest of its chain, and the file of it.</summary>
internal sealed record TlsCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain, string File) : IDisposable
{
    /// <summary>Opens the certificate of the options, or the development certificate, which is created when there is none.</summary>
    /// <exception cref="InvalidCertificateException">A file of the options is no certificate or no key, or they do not match.</exception>
    /// <exception cref="IOException">The development certificate cannot be kept.</exception>
    public static TlsCertificate Open(EmulatorOptions options, TimeProvider time) => options.CertificateFile is { } file
        ? Load(file, options.CertificateKeyFile ?? file)
        : new DevelopmentCertificate(options.CertificateFolder ?? DevelopmentCertificate.UserFolder, time).Open();

    /// <summary>The certificate of PEM texts; the key may be in the same text.</summary>
    /// <exception cref="CryptographicException">There is no certificate, no key without a password, or they do not match.</exception>
    public static X509Certificate2 Parse(string certificate, string key)
    {
        var parsed = X509Certificate2.CreateFromPem(certificate, key);
        if (!OperatingSystem.IsWindows()) return parsed;
        // the TLS of Windows takes no key that is in memory alone
        using (parsed) return X509CertificateLoader.LoadPkcs12(parsed.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The certificate without its key, for clients that are to trust it.</summary>
    public string ExportPem() => Leaf.ExportCertificatePem() + "\n";

    public void Dispose()
    {
        Leaf.Dispose();
        foreach (var issuer in Chain) issuer.Dispose();
    }

    private static TlsCertificate Load(string file, string keyFile)
    {
        var (certificates, key) = (Read(file, "certificate"), Read(keyFile, "key"));
        if (!certificates.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            throw new InvalidCertificateException($"The certificate file {file} contains no certificate in PEM format.");
        if (key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            || key.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            throw new InvalidCertificateException(
                $"The key file {keyFile} is protected by a password; remove it, e.g. with openssl pkey -in FILE -out FILE.");
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new InvalidCertificateException($"The key file {keyFile} contains no private key in PEM format.");
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificates);
            var leaf = Parse(certificates, key);
            chain.RemoveAt(0);
            return new TlsCertificate(leaf, chain, Path.GetFullPath(file));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new InvalidCertificateException(
                $"The certificate file {file} and the key file {keyFile} cannot be used together: {error.Message}", error);
        }
    }

    private static string Read(string file, string what)
    {
        try
        {
            return System.IO.File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidCertificateException($"The {what} file {file} cannot be read: {error.Message}", error);
        }
    }
}
