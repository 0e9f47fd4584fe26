using System.Net;
using System.Text;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

/// <summary>The choice of the checksum algorithm and its values.</summary>
public sealed class ChecksumTests
{
    private const string Key = "staging/upl_1";

    [Theory]
    [InlineData("SHA256", "x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", "200")]
    [InlineData("sha256", "x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", "200")]
    [InlineData("CRC32C", "x-amz-checksum-crc32c", "mnG7TA==", "200")]
    [InlineData("CRC64NVME", "x-amz-checksum-crc64nvme", "M3eFcAZSQlc=", "200")]
    [InlineData("CRC32", "x-amz-checksum-crc32c", "mnG7TA==", "Value for x-amz-sdk-checksum-algorithm header is invalid.")]
    [InlineData("SHA256", "x-amz-checksum-crc32", "NhCmhg==", "Value for x-amz-sdk-checksum-algorithm header is invalid.")]
    [InlineData("SHA256", "x-amz-checksum-mode", "ENABLED",
        "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.")]
    [InlineData("SHA256", "x-amz-checksum-sha256", "x", "Value for x-amz-checksum-sha256 header is invalid.")]
    [InlineData("CRC32", "x-amz-checksum-crc32", "AAAAAA==", "The CRC32 you specified did not match the calculated checksum.")]
    [InlineData("CRC16", "x-amz-checksum-crc32", "NhCmhg==", "Checksum algorithm provided is unsupported. Please try again with any of the "
        + "valid types: [CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64]")]
    public async Task The_named_algorithm_must_be_that_of_the_checksum(string algorithm, string name, string value, string expected)
    {
        await using var host = await StoreHost.StartAsync();
        (string, string)[] headers = [("x-amz-sdk-checksum-algorithm", algorithm), (name, value)];

        var response = await host.UploadAsync(host.SignPut(Key, headers), "hello", headers);

        if (response.IsSuccessStatusCode) expected.Should().Be("200");
        else (await response.ReadXmlAsync()).Element("Message")!.Value.Should().Be(expected);
        host.ListFiles().Should().HaveCount(response.IsSuccessStatusCode ? 1 : 0);
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32c", "mnG7TA==", "AAAAAA==")]
    [InlineData("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=", "x")]
    public async Task A_part_s_checksum_is_verified_like_an_object_s(string name, string right, string wrong)
    {
        await using var host = await StoreHost.StartAsync();
        var id = await host.Store.BeginMultipartAsync(host.Alice, Key, "image/jpeg", default);
        Uri Url(string value) => SigV4.Presign(host.Alice, "PUT", host.Origin, "/_s3/scopix-uploads/" + Key, TimeSpan.FromHours(1),
            [("partNumber", "1"), ("uploadId", id)], [(name, value)]);

        var (bad, good) = (
            await host.UploadAsync(Url(wrong), "hello", (name, wrong)), await host.UploadAsync(Url(right), "hello", (name, right)));

        bad.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        good.StatusCode.Should().Be(HttpStatusCode.OK);
        good.Headers.GetValues(name).Should().Equal(right);
    }

    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    [InlineData("SHA1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData("SHA256", "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    public void A_checksum_has_its_published_check_value_however_the_bytes_are_split(string name, string check)
    {
        using var whole = ChecksumAlgorithm.Find(name)!.CreateChecksum();
        using var cut = ChecksumAlgorithm.Find(name)!.CreateChecksum();

        whole.Append("123456789"u8);
        foreach (var piece in new[] { "12", "", "3456789" }) cut.Append(Encoding.ASCII.GetBytes(piece));

        Convert.ToHexString(whole.GetValue()).Should().Be(check);
        cut.GetValue().Should().Equal(whole.GetValue());
        whole.GetValue().Should().HaveCount(ChecksumAlgorithm.Find(name)!.SizeBytes);
    }
}
