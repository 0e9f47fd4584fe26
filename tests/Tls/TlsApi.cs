using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Scopix.Emulator.Tests.Tls;

/// <summary>
/// An emulator with TLS whose development certificate is in a folder of the test, and clients that trust this certificate alone.
/// </summary>
internal sealed class TlsApi : IAsyncDisposable
{
    private readonly DataDirectory _folder;

    private TlsApi(DataDirectory folder, ScopixEmulator emulator) => (_folder, Emulator) = (folder, emulator);

    public ScopixEmulator Emulator { get; }

    public string Folder => Path.Combine(_folder.Location, "https");

    public static async Task<TlsApi> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var folder = new DataDirectory();
        var emulator = await ScopixEmulator.StartAsync(options =>
        {
            options = options with
            {
                Https = true,
                CertificateFolder = Path.Combine(folder.Location, "https"),
                Pipeline = PipelineMode.Instant,
                Previews = false,
            };
            return change is null ? options : change(options);
        });
        return new TlsApi(folder, emulator);
    }

    /// <summary>A client with the default key that speaks one version of HTTP, under a name of this machine.</summary>
    public HttpClient CreateClient(string version, string host = "localhost") =>
        CreateClient(Emulator, Emulator.CertificateFile!, version, host);

    public static HttpClient CreateClient(ScopixEmulator emulator, string trustedFile, string version, string host = "localhost")
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { CertificateChainPolicy = Trust(trustedFile) } };
        var client = new HttpClient(handler)
        {
            BaseAddress = new UriBuilder(emulator.HttpsAddress!) { Host = host }.Uri,
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", EmulatorOptions.DefaultApiKey);
        return client;
    }

    public static X509ChainPolicy Trust(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(file));
        return policy;
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Dispose();
    }
}
