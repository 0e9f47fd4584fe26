using System.Net;
using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class PutPartTests
{
    private const string Key = "staging/upl_1";

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public async Task A_part_is_stored_and_listed_with_its_MD5(int number)
    {
        await using var host = await StoreHost.StartAsync();
        var id = await BeginAsync(host);

        var response = await host.UploadAsync(host.SignPart(Key, id, number), "hello");

        var tag = Convert.ToHexStringLower(S3ResponseExtensions.Md5("hello"u8));
        response.GetETag().Should().Be(tag);
        (await host.Store.ListPartsAsync(host.Alice, Key, id, default)).Should().Equal(new StoredPart(number, $"\"{tag}\"", 5));
        (await host.Store.GetSizeAsync(host.Alice, Key, default)).Should().BeNull();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("1x")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public async Task A_part_number_outside_of_1_to_10000_is_an_invalid_argument(string number)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.UploadAsync(Sign(host, Key, ("partNumber", number), ("uploadId", await BeginAsync(host))), "hello");

        (await response.ReadErrorAsync()).Should().Be("400 InvalidArgument");
        (await response.ReadXmlAsync()).Element("ArgumentName")!.Value.Should().Be("partNumber");
        (await response.ReadXmlAsync()).Element("ArgumentValue")!.Value.Should().Be(number);
    }

    [Fact]
    public async Task A_part_number_without_an_upload_and_an_upload_without_a_number_are_invalid()
    {
        await using var host = await StoreHost.StartAsync();

        var noUpload = await host.UploadAsync(Sign(host, Key, ("partNumber", "1")), "hello");
        var noNumber = await host.UploadAsync(Sign(host, Key, ("uploadId", await BeginAsync(host))), "hello");

        (await noUpload.ReadErrorAsync()).Should().Be("400 InvalidArgument");
        (await noNumber.ReadErrorAsync()).Should().Be("400 InvalidArgument");
    }

    [Theory]
    [InlineData("")]
    [InlineData("never")]
    [InlineData("../../../objects")]
    [InlineData("00000000000000000000000000000000ffffffff")]
    public async Task An_unknown_upload_is_not_found(string id)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.UploadAsync(host.SignPart(Key, id, 1), "hello");

        (await response.ReadErrorAsync()).Should().Be("404 NoSuchUpload");
        host.ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task An_upload_is_found_only_with_its_own_key_and_account()
    {
        await using var host = await StoreHost.StartAsync();
        var id = await BeginAsync(host);

        var otherKey = await host.UploadAsync(host.SignPart("staging/upl_2", id, 1), "hello");
        var otherAccount = await host.UploadAsync(
            host.Store.PresignPart(host.Bob, host.Origin, Key, id, 1, TimeSpan.FromHours(1)), "hello");

        (await otherKey.ReadErrorAsync()).Should().Be("404 NoSuchUpload");
        (await otherAccount.ReadErrorAsync()).Should().Be("404 NoSuchUpload");
    }

    [Fact]
    public async Task A_part_that_is_sent_again_replaces_the_first_and_a_failed_one_does_not()
    {
        await using var host = await StoreHost.StartAsync();
        var id = await BeginAsync(host);
        await host.UploadAsync(host.SignPart(Key, id, 1), "first");
        await host.UploadAsync(host.SignPart(Key, id, 1), "second");

        var failed = await host.UploadAsync(host.SignPart(Key, id, 1), "third", ("Content-MD5", Convert.ToBase64String(new byte[16])));

        (await failed.ReadErrorAsync()).Should().Be("400 BadDigest");
        (await host.Store.ListPartsAsync(host.Alice, Key, id, default))!.Single().SizeBytes.Should().Be(6);
        host.ListFiles().Should().HaveCount(2, "of the counter of uploads and the part");
    }

    [Fact]
    public async Task A_part_may_carry_its_checksum_when_that_is_signed()
    {
        await using var host = await StoreHost.StartAsync();
        var id = await BeginAsync(host);
        (string, string) checksum = ("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData("hello"u8)));
        var url = SigV4.Presign(host.Alice, "PUT", host.Origin, "/_s3/scopix-uploads/" + Key, TimeSpan.FromHours(1),
            [("partNumber", "1"), ("uploadId", id)], [checksum]);

        var wrong = await host.UploadAsync(url, "other", checksum);
        var right = await host.UploadAsync(url, "hello", checksum);

        (await wrong.ReadErrorAsync()).Should().Be("400 BadDigest");
        right.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_an_abort_new_and_running_PUTs_of_parts_find_no_upload()
    {
        await using var host = await StoreHost.StartAsync();
        var id = await BeginAsync(host);
        await host.UploadAsync(host.SignPart(Key, id, 1), "hello");
        using var runningPut = RawPutRequest.Begin(host, host.SignPart(Key, id, 2), "Content-Length: 5", "Connection: close");
        runningPut.Send("he");
        await PutObjectTests.WaitForAsync(() => host.ListFiles().Length == 3);

        await host.Store.AbortMultipartAsync(host.Alice, Key, id, default);
        runningPut.Send("llo");
        var laterPut = await host.UploadAsync(host.SignPart(Key, id, 3), "hello");

        runningPut.ReadToEnd().Should().Contain("404 Not Found").And.Contain("<Code>NoSuchUpload</Code>");
        (await laterPut.ReadErrorAsync()).Should().Be("404 NoSuchUpload");
        host.ListFiles().Should().ContainSingle("of the counter of uploads");
        await host.Store.AbortMultipartAsync(host.Alice, Key, id, default);
        (await host.Store.ListPartsAsync(host.Alice, Key, id, default)).Should().BeNull();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Parts_of_an_upload_cannot_be_read(string method)
    {
        await using var host = await StoreHost.StartAsync();
        (string, string)[] part = [("partNumber", "1"), ("uploadId", await BeginAsync(host))];
        var url = SigV4.Presign(host.Alice, method, host.Origin, "/_s3/scopix-uploads/" + Key, TimeSpan.FromHours(1), part);

        var response = await host.SendAsync(new HttpMethod(method), url);

        ((int)response.StatusCode).Should().Be(501);
    }

    private static Task<string> BeginAsync(StoreHost host) => host.Store.BeginMultipartAsync(host.Alice, Key, "image/jpeg", default);

    private static Uri Sign(StoreHost host, string key, params (string, string)[] query) =>
        SigV4.Presign(host.Alice, "PUT", host.Origin, "/_s3/scopix-uploads/" + key, TimeSpan.FromHours(1), query);
}
