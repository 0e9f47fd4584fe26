using System.Globalization;
using FluentAssertions;
using Minio;
using Minio.DataModel.Args;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>MinIO's own client reads the emulator's objects, and either store accepts its signatures.</summary>
public sealed class MinioClientTests
{
    private const string Key = "staging/upl_1";
    private static readonly HttpClient KeylessClient = new();

    [OnMinio]
    public async Task Objects_that_the_emulator_stored_can_be_listed_described_and_read()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Minio);
        await using var api = await fixture.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        (await api.CompleteAsync(await api.CreateAndSendAsync(Samples.Photo(1)))).Status.Should().Be(202);
        await fixture.ListObjectsAsync(2);
        using var client = CreateClient(MinioServer.Endpoint!, MinioServer.Key, MinioServer.Key);

        var found = new Dictionary<string, ulong>();
        await foreach (var item in client.ListObjectsEnumAsync(new ListObjectsArgs().WithBucket(fixture.Bucket).WithRecursive(true)))
            found.Add(item.Key, item.Size);
        var photo = found.Keys.Single(key => key.Contains(DirectUploadRequests.ComputeSha256(Samples.Photo(1)), StringComparison.Ordinal));
        var described = await client.StatObjectAsync(new StatObjectArgs().WithBucket(fixture.Bucket).WithObject(photo));
        var read = new MemoryStream();
        await client.GetObjectAsync(new GetObjectArgs().WithBucket(fixture.Bucket).WithObject(photo)
            .WithCallbackStream((body, cancel) => body.CopyToAsync(read, cancel)));

        found.Keys.Should().HaveCount(2).And.OnlyContain(key => key.StartsWith("images/", StringComparison.Ordinal));
        found[photo].Should().Be((ulong)Samples.Photo(1).Length);
        (described.Size, described.ContentType).Should().Be((Samples.Photo(1).Length, "image/jpeg"));
        DirectUploadRequests.ComputeSha256(read.ToArray()).Should().Be(DirectUploadRequests.ComputeSha256(Samples.Photo(1)));
    }

    [Theory, OnBothStores]
    public async Task An_object_sent_with_its_signed_PUT_is_returned_by_its_signed_GET_with_the_requested_headers(StoreUnderTest store)
    {
        await using var connection = await MinioConnection.OpenAsync(store);
        var overrides = new Dictionary<string, string>
        {
            ["response-content-type"] = "text/plain; charset=utf-8",
            ["response-content-disposition"] = "attachment; filename*=UTF-8''%C3%9Cbung%201.txt",
            ["response-cache-control"] = "no-store",
        };

        var put = await KeylessClient.PutAsync(await connection.SignPutAsync(), new ByteArrayContent("hello"u8.ToArray()));
        var response = await KeylessClient.GetAsync(await connection.SignGetAsync(overrides));

        ((int)put.StatusCode, put.Headers.ETag?.Tag).Should()
            .Be((200, $"\"{Convert.ToHexStringLower(S3ResponseExtensions.Md5("hello"u8))}\""));
        (await response.Content.ReadAsStringAsync()).Should().Be("hello");
        response.Headers.ETag.Should().Be(put.Headers.ETag);
        string[] headers = ["Content-Type", "Content-Disposition"];
        headers.Select(name => response.Content.Headers.GetValues(name).Single()).Should().Equal(
            overrides["response-content-type"], overrides["response-content-disposition"]);
        response.Headers.GetValues("Cache-Control").Should().Equal("no-store");
    }

    [Theory, OnBothStores]
    public async Task A_signature_is_valid_only_for_its_time_method_key_and_secret(StoreUnderTest store)
    {
        await using var connection = await MinioConnection.OpenAsync(store);
        await KeylessClient.PutAsync(await connection.SignPutAsync(), new ByteArrayContent("hello"u8.ToArray()));
        var url = await connection.SignGetAsync([]);

        var refused = new[]
        {
            await KeylessClient.GetAsync(await connection.SignGetAsync([], DateTime.UtcNow.AddMinutes(-11))),
            await KeylessClient.PutAsync(url, new ByteArrayContent([])),
            await KeylessClient.GetAsync(url.Replace("upl_1", "upl_2", StringComparison.Ordinal)),
            await KeylessClient.GetAsync(await (connection with { Client = connection.WithSecret("another secret") }).SignGetAsync([])),
        };

        var responses = await Task.WhenAll(refused.Select(response => response.ReadErrorAsync()));
        responses.Should().Equal("403 AccessDenied", "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch");
    }

    private static IMinioClient CreateClient(Uri server, string key, string secret) => new MinioClient()
        .WithEndpoint(server.Host, server.Port).WithCredentials(key, secret).WithRegion("us-east-1").WithSSL(false).Build();

    /// <summary>A bucket on either store, and a client with all rights on it.</summary>
    private sealed record MinioConnection(
        Uri Server, string Prefix, string Bucket, string KeyId, IMinioClient Client, IAsyncDisposable? Host)
        : IAsyncDisposable
    {
        public static async Task<MinioConnection> OpenAsync(StoreUnderTest store)
        {
            if (store == StoreUnderTest.Embedded)
            {
                var host = await StoreHost.StartAsync();
                host.Now = DateTimeOffset.UtcNow;
                var embedded = new MinioConnection(host.Origin, "/_s3", "scopix-uploads", host.Alice.AccessKeyId, null!, host);
                return embedded with { Client = embedded.WithSecret(host.Alice.SecretKey) };
            }

            var client = CreateClient(MinioServer.Endpoint!, MinioServer.Key, MinioServer.Key);
            var bucket = MinioServer.CreateOptions().Bucket;
            await client.MakeBucketAsync(new MakeBucketArgs().WithBucket(bucket));
            return new(MinioServer.Endpoint!, "", bucket, MinioServer.Key, client, null);
        }

        /// <summary>The client accepts no endpoint with a path, and ours has one: its base URL is set by reflection.</summary>
        public IMinioClient WithSecret(string secret)
        {
            var client = CreateClient(Server, KeyId, secret);
            var address = string.Create(CultureInfo.InvariantCulture, $"{Server.Host}:{Server.Port}{Prefix}");
            typeof(MinioConfig).GetProperty(nameof(MinioConfig.BaseUrl))!.SetValue(client.Config, address);
            return client;
        }

        public Task<string> SignPutAsync() =>
            Client.PresignedPutObjectAsync(new PresignedPutObjectArgs().WithBucket(Bucket).WithObject(Key).WithExpiry(600));

        public Task<string> SignGetAsync(Dictionary<string, string> overrides, DateTime? at = null) => Client.PresignedGetObjectAsync(
            new PresignedGetObjectArgs().WithBucket(Bucket).WithObject(Key).WithExpiry(600).WithHeaders(overrides).WithRequestDate(at));

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            if (Host is not null) await Host.DisposeAsync();
            else await MinioServer.RemoveBucketAsync(Bucket);
        }
    }
}
