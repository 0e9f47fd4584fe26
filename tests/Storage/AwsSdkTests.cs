using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

/// <summary>URLs that the AWS SDK signs with the host's credentials. It signs with the wall clock, so the host uses it too.</summary>
public sealed class AwsSdkTests
{
    [Theory]
    [InlineData("images/a11ce00000000001/plain.jpg", 200)]
    [InlineData("no such key ü +~*().jpg", 404)]
    public async Task A_URL_signed_by_the_SDK_verifies(string key, int status)
    {
        await using var host = await StoreHost.StartAsync();
        host.Now = DateTimeOffset.UtcNow;
        await host.PutAsync("hello", "images/a11ce00000000001/plain.jpg");
        var request = CreateRequest(host, key);
        request.ResponseHeaderOverrides.ContentDisposition = "attachment; filename=\"a b+c.jpg\"; filename*=UTF-8''%C3%BC.jpg";
        request.ResponseHeaderOverrides.CacheControl = "no-cache";

        var url = await CreateClient(host).GetPreSignedURLAsync(request);
        var response = await host.GetAsync(new Uri(url));

        url.Should().StartWith(host.Origin + "_s3/scopix-uploads/");
        ((int)response.StatusCode).Should().Be(status);
        if (status == 200)
            response.Content.Headers.GetValues("Content-Disposition").Should()
                .Equal(request.ResponseHeaderOverrides.ContentDisposition);
    }

    [Fact]
    public async Task A_URL_signed_by_the_SDK_for_HEAD_verifies()
    {
        await using var host = await StoreHost.StartAsync();
        host.Now = DateTimeOffset.UtcNow;
        await host.PutAsync("hello", "k.txt");
        var request = CreateRequest(host, "k.txt");
        request.Verb = HttpVerb.HEAD;

        var response = await host.SendAsync(HttpMethod.Head, new Uri(await CreateClient(host).GetPreSignedURLAsync(request)));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.Should().Be(5);
    }

    [Fact]
    public async Task A_URL_signed_with_another_secret_is_refused()
    {
        await using var host = await StoreHost.StartAsync();
        host.Now = DateTimeOffset.UtcNow;

        var url = await CreateClient(host, "another secret").GetPreSignedURLAsync(CreateRequest(host, "k.txt"));
        var response = await host.GetAsync(new Uri(url));

        (await response.ReadErrorAsync()).Should().Be("403 SignatureDoesNotMatch");
    }

    [Fact]
    public async Task The_SigV2_URL_that_the_SDK_falls_back_to_over_a_week_is_refused_by_name()
    {
        await using var host = await StoreHost.StartAsync();
        var request = CreateRequest(host, "k.txt");
        request.Expires = DateTime.UtcNow.AddDays(8);

        var url = await CreateClient(host).GetPreSignedURLAsync(request);
        var response = await host.GetAsync(new Uri(url));

        url.Should().Contain("AWSAccessKeyId=");
        (await response.ReadErrorAsync()).Should().Be("400 InvalidRequest");
        (await response.ReadXmlAsync()).Element("Message")!.Value.Should().Contain("SigV2");
    }

    [Fact]
    public async Task A_call_that_the_SDK_signs_in_its_headers_is_refused()
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("hello", "k.txt");

        var get = () => CreateClient(host).GetObjectAsync("scopix-uploads", "k.txt");

        (await get.Should().ThrowAsync<AmazonS3Exception>()).Which.ErrorCode.Should().Be("AccessDenied");
    }

    [Fact]
    public async Task A_PUT_signed_by_the_SDK_with_type_and_checksum_is_stored()
    {
        await using var host = await StoreHost.StartAsync();
        host.Now = DateTimeOffset.UtcNow;
        var checksum = Convert.ToBase64String(SHA256.HashData("hello"u8));
        var request = CreateRequest(host, "staging/upl_1");
        (request.Verb, request.ContentType) = (HttpVerb.PUT, "image/jpeg");
        request.Headers["x-amz-checksum-sha256"] = checksum;
        var url = new Uri(await CreateClient(host).GetPreSignedURLAsync(request));

        var without = await host.UploadAsync(url, "hello", ("Content-Type", "image/jpeg"));
        var wrong = await host.UploadAsync(url, "other", ("Content-Type", "image/jpeg"), ("x-amz-checksum-sha256", checksum));
        var right = await host.UploadAsync(url, "hello", ("Content-Type", "image/jpeg"), ("x-amz-checksum-sha256", checksum));

        (await without.ReadErrorAsync()).Should().Be("403 SignatureDoesNotMatch");
        (await wrong.ReadErrorAsync()).Should().Be("400 BadDigest");
        right.StatusCode.Should().Be(HttpStatusCode.OK);
        (await host.ReadTextAsync("staging/upl_1")).Should().Be("hello");
    }

    [Fact]
    public async Task A_part_signed_by_the_SDK_is_stored()
    {
        await using var host = await StoreHost.StartAsync();
        host.Now = DateTimeOffset.UtcNow;
        var id = await host.Store.BeginMultipartAsync(host.Alice, "staging/upl_1", "", default);
        var request = CreateRequest(host, "staging/upl_1");
        (request.Verb, request.UploadId, request.PartNumber) = (HttpVerb.PUT, id, 3);

        var response = await host.UploadAsync(new Uri(await CreateClient(host).GetPreSignedURLAsync(request)), "hello");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await host.Store.ListPartsAsync(host.Alice, "staging/upl_1", id, default))!.Single().Number.Should().Be(3);
    }

    [Fact]
    public async Task A_PUT_that_the_SDK_signs_in_its_headers_is_not_implemented()
    {
        await using var host = await StoreHost.StartAsync();

        var put = () => CreateClient(host)
            .PutObjectAsync(new() { BucketName = "scopix-uploads", Key = "staging/x", ContentBody = "hello" });

        (await put.Should().ThrowAsync<AmazonS3Exception>()).Which.ErrorCode.Should().Be("NotImplemented");
    }

    private static AmazonS3Client CreateClient(StoreHost host, string? secret = null) => new(
        new BasicAWSCredentials(host.Alice.AccessKeyId, secret ?? host.Alice.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = host.Origin + "_s3",
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        });

    private static GetPreSignedUrlRequest CreateRequest(StoreHost host, string key) => new()
    {
        BucketName = "scopix-uploads",
        Key = key,
        Protocol = Protocol.HTTP,
        Verb = HttpVerb.GET,
        Expires = host.Now.UtcDateTime.AddHours(1),
    };
}
