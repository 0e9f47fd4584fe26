using System.Security.Cryptography;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Quota;

public sealed class DuplicatesTests
{
    private static readonly string KnownHash = Convert.ToHexStringLower(SHA256.HashData(Samples.Photo()));

    [Fact]
    public async Task Hashes_are_returned_as_sent_and_in_order_whatever_their_case()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var (one, two, upper) = (new string('F', 64), new string('0', 64), KnownHash.ToUpperInvariant());

        var response = await CheckAsync(api, one, upper, two, KnownHash, one);

        response["duplicates"].Texts().Should().Equal(upper, KnownHash);
        response["unique"].Texts().Should().Equal(one, two);
    }

    [Fact]
    public async Task A_hash_is_known_while_the_tenant_has_a_file_of_it_that_is_not_deleted()
    {
        await using var api = await TestApi.StartAsync();
        var (first, second) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(), "b.jpg"));

        var counts = new List<int> { await CountDuplicatesAsync(api), await CountDuplicatesAsync(api.WithKey(TestApi.CreateKey(1))) };
        await api.DeleteAsync($"/api/v2/files/{first}");
        counts.Add(await CountDuplicatesAsync(api));
        await api.DeleteAsync($"/api/v2/files/{second}");
        counts.Add(await CountDuplicatesAsync(api));
        await api.PostAsync($"/_emulator/files/{first}/restore");
        counts.Add(await CountDuplicatesAsync(api));

        counts.Should().Equal(1, 0, 1, 0, 1);
    }

    [Theory]
    [InlineData(0, 422)]
    [InlineData(1, 200)]
    [InlineData(250, 200)]
    [InlineData(251, 422)]
    public async Task A_check_has_1_to_250_hashes(int count, int status)
    {
        await using var api = await TestApi.StartAsync();

        var response = await CheckAsync(api,
            [.. Enumerable.Range(0, count).Select(n => n.ToString("x64", System.Globalization.CultureInfo.InvariantCulture))]);

        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.Field.Should().Be("hashes");
    }

    [Theory]
    [InlineData("[\"abc\"]")]
    [InlineData("[\"g000000000000000000000000000000000000000000000000000000000000000\"]")]
    [InlineData("[\"00000000000000000000000000000000000000000000000000000000000000000\"]")]
    [InlineData("[null]")]
    [InlineData("[1]")]
    [InlineData("\"abc\"")]
    [InlineData("null")]
    public async Task A_hash_is_64_hex_digits(string hashes)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/check-duplicates", $$"""{"hashes":{{hashes}}}""");

        (response.Status, response.Field).Should().Be((422, "hashes"), response.Text);
    }

    private static Task<TestResponse> CheckAsync(
        TestApi api, params string[] hashes) => api.PostAsync("/api/v2/files/check-duplicates", new { hashes });

    private static async Task<int> CountDuplicatesAsync(TestApi api) => (await CheckAsync(api, KnownHash))["duplicates"].GetArrayLength();
}
