using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Emulator.Tests.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>
/// URLs that other SDKs sign with the emulator's credentials, on the embedded store. The SDKs sign with the wall clock, and the host
/// uses it too.
/// </summary>
public sealed class ThirdPartySigningTests
{
    private static readonly string Checksum = Convert.ToBase64String(SHA256.HashData("hello"u8));

    [Theory]
    [InlineData("presign.mjs")]
    [InlineData("presign.py")]
    public async Task A_GET_signed_by_another_SDK_is_accepted(string script)
    {
        await using var host = await StartHostAsync();
        await host.PutAsync("hello", "images/a11ce00000000001/plain.jpg");

        var response = await host.GetAsync(await SignAsync(host, script, "get", "images/a11ce00000000001/plain.jpg"));

        (await response.Content.ReadAsStringAsync()).Should().Be("hello");
        response.Content.Headers.GetValues("Content-Disposition").Should().Equal("attachment; filename=\"a b+c.jpg\"");
    }

    [Theory]
    [InlineData("presign.mjs")]
    [InlineData("presign.py")]
    public async Task A_part_PUT_signed_by_another_SDK_is_accepted(string script)
    {
        await using var host = await StartHostAsync();
        var id = await host.Store.BeginMultipartAsync(host.Alice, "staging/upl_1", "", default);

        var response = await host.UploadAsync(await SignAsync(host, script, "part", "staging/upl_1", id), "hello");

        ((int)response.StatusCode).Should().Be(200);
        (await host.Store.ListPartsAsync(host.Alice, "staging/upl_1", id, default))!.Single().SizeBytes.Should().Be(5);
    }

    [Theory]
    [InlineData("presign.mjs", true)]
    [InlineData("presign.py", false)]
    public async Task A_PUT_with_signed_type_and_checksum_headers_accepts_only_these_values(string script, bool strict)
    {
        await using var host = await StartHostAsync();
        var url = await SignAsync(host, script, "put", "staging/upl_1", strict: strict);
        url.Query.Should().Contain("content-type%3Bhost%3Bx-amz-checksum-sha256");

        var without = await host.UploadAsync(url, "hello", ("Content-Type", "image/jpeg"));
        var wrong = await host.UploadAsync(url, "other", ("Content-Type", "image/jpeg"), ("x-amz-checksum-sha256", Checksum));
        var right = await host.UploadAsync(url, "hello", ("Content-Type", "image/jpeg"), ("x-amz-checksum-sha256", Checksum));

        (await without.ReadErrorAsync(), await wrong.ReadErrorAsync()).Should().Be(("403 SignatureDoesNotMatch", "400 BadDigest"));
        ((int)right.StatusCode).Should().Be(200);
    }

    [Fact]
    public async Task A_checksum_that_the_JavaScript_SDK_puts_in_the_query_is_not_verified()
    {
        await using var host = await StartHostAsync();
        var url = await SignAsync(host, "presign.mjs", "put", "staging/upl_1");
        url.Query.Should().Contain("x-id=PutObject").And.Contain("x-amz-checksum-sha256=").And.Contain("X-Amz-SignedHeaders=host");

        var other = await host.UploadAsync(url, "other");

        ((int)other.StatusCode).Should().Be(200, "S3 and MinIO accept it too");
        (await host.ReadTextAsync("staging/upl_1")).Should().Be("other");
    }

    private static async Task<StoreHost> StartHostAsync()
    {
        var host = await StoreHost.StartAsync();
        host.Now = DateTimeOffset.UtcNow;
        return host;
    }

    private static async Task<Uri> SignAsync(StoreHost host, string script, string kind, string key, string uploadId = "",
        bool strict = false) => new((await ClientScripts.RunAsync(script, new
        {
            endpoint = host.Origin + "_s3",
            accessKey = host.Alice.AccessKeyId,
            secretKey = host.Alice.SecretKey,
            bucket = "scopix-uploads",
            key,
            kind,
            uploadId,
            contentType = "image/jpeg",
            sha256 = Checksum,
            strict,
        })).Text("url")!);
}
