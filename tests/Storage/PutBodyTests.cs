using System.Net;
using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class PutBodyTests
{
    private const string Key = "staging/upl_1";
    private static readonly byte[] Hello = "hello"u8.ToArray();
    private static readonly byte[] Other = "other"u8.ToArray();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_071)]
    [InlineData(131_072)]
    [InlineData(1_000_003)]
    public async Task Every_byte_arrives_and_every_digest_is_computed(int size)
    {
        await using var host = await StoreHost.StartAsync();
        var body = Enumerable.Range(0, size).Select(i => (byte)(i * 7)).ToArray();
        (string, string) checksum = ("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(body)));

        var response = await host.UploadAsync(host.SignPut(Key, checksum), new ByteArrayContent(body), checksum,
            ("Content-MD5", Convert.ToBase64String(S3ResponseExtensions.Md5(body))),
            ("x-amz-content-sha256", Convert.ToHexString(SHA256.HashData(body))));

        response.GetETag().Should().Be(Convert.ToHexStringLower(S3ResponseExtensions.Md5(body)));
        (await (await host.GetAsync(host.Sign(Key))).Content.ReadAsByteArrayAsync()).ShouldEqualBytes(body);
    }

    public static TheoryData<string, string, string> BodyClaims() => new()
    {
        { "x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(Hello)), "200 " },
        { "x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(Other)), "400 BadDigest" },
        { "x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(Hello)[..31]), "400 InvalidRequest" },
        { "x-amz-checksum-sha256", Convert.ToHexString(SHA256.HashData(Hello)), "400 InvalidRequest" },
        { "x-amz-checksum-sha256", "?", "400 InvalidRequest" },
        { "x-amz-checksum-crc32", "NhCmhg==", "200 " },
        { "x-amz-checksum-crc32", "AAAAAA==", "400 BadDigest" },
        { "x-amz-checksum-crc32", "AAAA", "400 InvalidRequest" },
        { "x-amz-checksum-crc32", "NhCmhg", "400 InvalidRequest" },
        { "x-amz-checksum-crc32", " NhCmhg== NhCmhg==", "400 InvalidRequest" },
        { "x-amz-checksum-crc32", "", "400 InvalidRequest" },
        { "x-amz-checksum-crc32c", "mnG7TA==", "200 " },
        { "x-amz-checksum-crc32c", "AAAAAA==", "400 BadDigest" },
        { "x-amz-checksum-crc32c", "mnG7TAA=", "400 InvalidRequest" },
        { "x-amz-checksum-crc64nvme", "M3eFcAZSQlc=", "200 " },
        { "x-amz-checksum-crc64nvme", "AAAAAAAAAAA=", "400 BadDigest" },
        { "x-amz-checksum-crc64nvme", "mnG7TA==", "400 InvalidRequest" },
        { "x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=", "200 " },
        { "x-amz-checksum-sha1", "0JQeaNqPOBUf+Gph/Fn3xc+fyqI=", "400 BadDigest" },
        { "x-amz-checksum-sha1", "not base64", "400 InvalidRequest" },
        { "x-amz-checksum-sha512", Convert.ToBase64String(SHA512.HashData(Hello)), "200 " },
        { "x-amz-checksum-sha512", Convert.ToBase64String(SHA512.HashData(Other)), "400 BadDigest" },
        { "x-amz-checksum-md5", Convert.ToBase64String(S3ResponseExtensions.Md5(Hello)), "200 " },
        { "x-amz-checksum-md5", Convert.ToBase64String(S3ResponseExtensions.Md5(Other)), "400 BadDigest" },
        { "x-amz-checksum-xxhash64", "JseCfYifbaM=", "200 " },
        { "x-amz-checksum-xxhash3", "lVXoVVxi3P0=", "200 " },
        { "x-amz-checksum-xxhash128", "tenBrQcbPn/Hec+qXlI4GA==", "200 " },
        { "x-amz-checksum-xxhash128", "AAAAAAAAAAAAAAAAAAAAAA==", "400 BadDigest" },
        { "x-amz-checksum-md4", "AAAA", "400 InvalidRequest" },
        { "x-amz-sdk-checksum-algorithm", "SHA256", "400 InvalidRequest" },
        { "x-amz-sdk-checksum-algorithm", "MD4", "400 InvalidRequest" },
        { "x-amz-sdk-checksum-algorithm", "", "400 InvalidRequest" },
        { "x-amz-trailer", "x-amz-checksum-crc32", "400 MalformedTrailerError" },
        { "x-amz-storage-class", "STANDARD", "200 " },
        { "x-amz-storage-class", "standard", "400 InvalidStorageClass" },
        { "x-amz-storage-class", "COLD", "400 InvalidStorageClass" },
        { "x-amz-storage-class", "", "400 InvalidStorageClass" },
        { "x-amz-storage-class", "GLACIER", "501 NotImplemented" },
        { "Content-MD5", Convert.ToBase64String(S3ResponseExtensions.Md5(Hello)), "200 " },
        { "Content-MD5", Convert.ToBase64String(S3ResponseExtensions.Md5(Other)), "400 BadDigest" },
        { "Content-MD5", "x", "400 InvalidDigest" },
        { "Content-MD5", Convert.ToBase64String(S3ResponseExtensions.Md5(Hello)[..15]), "400 InvalidDigest" },
        { "x-amz-content-sha256", "UNSIGNED-PAYLOAD", "200 " },
        { "x-amz-content-sha256", Convert.ToHexStringLower(SHA256.HashData(Hello)), "200 " },
        { "x-amz-content-sha256", Convert.ToHexStringLower(SHA256.HashData(Other)), "400 XAmzContentSHA256Mismatch" },
        { "x-amz-content-sha256", "x", "400 InvalidArgument" },
        { "x-amz-content-sha256", new string('x', 64), "400 InvalidArgument" },
    };

    [Theory]
    [MemberData(nameof(BodyClaims))]
    public async Task A_claim_about_the_body_is_checked(string name, string value, string expected)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.UploadAsync(host.SignPut(Key, (name, value)), "hello", (name, value));

        if (response.IsSuccessStatusCode) expected.Should().Be("200 ");
        else (await response.ReadErrorAsync()).Should().Be(expected);
        host.ListFiles().Should().HaveCount(response.IsSuccessStatusCode ? 1 : 0);
        host.Problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", "200")]
    [InlineData("x-amz-checksum-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "200")]
    [InlineData("x-amz-checksum-sha256", "x", "200")]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "200")]
    [InlineData("x-amz-sdk-checksum-algorithm", "CRC32", "200")]
    [InlineData("x-id", "PutObject", "200")]
    [InlineData("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD", "200")]
    [InlineData("acl", "", "501 NotImplemented")]
    [InlineData("tagging", "", "501 NotImplemented")]
    public async Task Headers_that_a_presigner_moved_into_the_query_are_signed_and_otherwise_ignored_as_on_S3(
        string name, string value, string expected)
    {
        await using var host = await StoreHost.StartAsync();
        var url = SigV4.Presign(host.Alice, "PUT", host.Origin, "/_s3/scopix-uploads/" + Key, TimeSpan.FromHours(1), [(name, value)]);

        var response = await host.UploadAsync(url, "hello");

        if (response.IsSuccessStatusCode) expected.Should().Be("200");
        else (await response.ReadErrorAsync()).Should().Be(expected);
    }

    [Fact]
    public async Task A_payload_hash_that_was_signed_in_place_of_UNSIGNED_PAYLOAD_verifies()
    {
        await using var host = await StoreHost.StartAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Hello));
        var url = SigV4.Presign(host.Alice, "PUT", host.Origin, "/_s3/scopix-uploads/" + Key, TimeSpan.FromHours(1), payload: hash);

        var without = await host.UploadAsync(url, "hello");
        var with = await host.UploadAsync(url, "hello", ("x-amz-content-sha256", hash));

        (await without.ReadErrorAsync()).Should().Be("403 SignatureDoesNotMatch");
        with.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_checksums_are_one_too_many()
    {
        await using var host = await StoreHost.StartAsync();
        (string, string)[] two = [("x-amz-checksum-sha256", "x"), ("x-amz-checksum-crc32", "NhCmhg==")];

        var response = await host.UploadAsync(host.SignPut(Key, two), "hello", two);

        (await response.ReadErrorAsync()).Should().Be("400 InvalidRequest");
        (await response.ReadXmlAsync()).Element("Message")!.Value.Should().StartWith("Expecting a single");
    }

    [Fact]
    public async Task A_wrong_MD5_is_reported_with_the_right_one()
    {
        await using var host = await StoreHost.StartAsync();

        var response =
            await host.UploadAsync(host.SignPut(Key), "hello", ("Content-MD5", Convert.ToBase64String(S3ResponseExtensions.Md5(Other))));

        var error = await response.ReadXmlAsync();
        error.Element("ExpectedDigest")!.Value.Should().Be(Convert.ToHexStringLower(S3ResponseExtensions.Md5(Other)));
        error.Element("CalculatedDigest")!.Value.Should().Be(Convert.ToBase64String(S3ResponseExtensions.Md5(Hello)));
    }

    [Theory]
    [InlineData("If-None-Match", "*", false, "200")]
    [InlineData("If-None-Match", "*", true, "412 PreconditionFailed")]
    [InlineData("If-None-Match", "\"x\"", true, "501 NotImplemented")]
    [InlineData("If-Match", "TAG", true, "200")]
    [InlineData("If-Match", "\"x\"", true, "412 PreconditionFailed")]
    [InlineData("If-Match", "TAG", false, "404 NoSuchKey")]
    public async Task A_condition_decides_whether_a_key_is_written(string name, string value, bool exists, string expected)
    {
        await using var host = await StoreHost.StartAsync();
        var tag = $"\"{Convert.ToHexStringLower(S3ResponseExtensions.Md5("old"u8))}\"";
        if (exists) await host.UploadAsync(host.SignPut(Key), "old");

        var response = await host.UploadAsync(host.SignPut(Key), "hello", (name, value.Replace("TAG", tag, StringComparison.Ordinal)));

        if (response.IsSuccessStatusCode) expected.Should().Be("200");
        else (await response.ReadErrorAsync()).Should().Be(expected);
        (await host.ReadTextAsync(Key)).Should().Be(expected == "200" ? "hello" : exists ? "old" : null);
    }
}
