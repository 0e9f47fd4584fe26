using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Scopix.Benchmarks.Peers;

/// <summary>Presigned URLs of other object stores.</summary>
internal static class StoragePeers
{
    private const string AzuriteAccount = "devstoreaccount1"; // the published development account
    private const string AzuriteKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Prepares an S3 server whose URLs the AWS SDK signs.</summary>
    public static async Task<PeerOperations> PrepareS3Async(PeerProcess server, string accessKey, string secretKey)
    {
        var s3 = new AmazonS3Client(new BasicAWSCredentials(accessKey, secretKey), new AmazonS3Config
        {
            ServiceURL = server.Address.AbsoluteUri,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });
        await s3.PutBucketAsync("bench");
        var next = 0;
        return new PeerOperations(UploadObject: async bytes =>
        {
            var key = $"object-{next++}";
            var slot = new ObjectUrls(Url(key, HttpVerb.PUT), Url(key, HttpVerb.GET));
            await PutAsync(slot, bytes);
            return slot;
        });

        string Url(string key, HttpVerb verb) => s3.GetPreSignedURL(
            new GetPreSignedUrlRequest
            {
                BucketName = "bench",
                Key = key,
                Verb = verb,
                Protocol = Protocol.HTTP,
                Expires = DateTime.UtcNow.AddHours(1)
            });
    }

    /// <summary>Prepares Azurite, whose URLs are signed with the account's key.</summary>
    public static async Task<PeerOperations> PrepareAzuriteAsync(PeerProcess server)
    {
        using var http = new HttpClient();
        var container = $"{server.Address}{AzuriteAccount}/bench?restype=container&{CreateAzuriteSignature()}";
        using var created = await http.PutAsync(container, null);
        created.EnsureSuccessStatusCode();
        var next = 0;
        return new PeerOperations(UploadObject: async bytes =>
        {
            var url = $"{server.Address}{AzuriteAccount}/bench/object-{next++}?{CreateAzuriteSignature()}";
            var slot = new ObjectUrls(url, url, new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" });
            await PutAsync(slot, bytes);
            return slot;
        });
    }

    /// <summary>Creates the request that returns 200 once Azurite is ready.</summary>
    public static GetRequest CreateAzuriteReadinessRequest(
        Uri address) => new($"{address}{AzuriteAccount}?comp=list&{CreateAzuriteSignature()}");

    /// <summary>PUTs bytes so that they can be read.</summary>
    public static async Task PutAsync(ObjectUrls slot, byte[] bytes)
    {
        using var http = new HttpClient();
        using var request = LoadGenerator.CreatePut(slot, bytes);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static string CreateAzuriteSignature()
    {
        var until = DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var signed = $"{AzuriteAccount}\nrwlac\nb\nsco\n\n{until}\n\n\n2018-11-09\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(AzuriteKey), Encoding.UTF8.GetBytes(signed)));
        return $"sv=2018-11-09&ss=b&srt=sco&sp=rwlac&se={Uri.EscapeDataString(until)}&sig={Uri.EscapeDataString(signature)}";
    }
}
