using System.IO.Compression;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Security;

/// <summary>Requests whose end a proxy and the emulator could see differently (request smuggling).</summary>
public sealed class FramingTests
{
    private const string Smuggled =
        "POST /api/v2/folders HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n{key}Content-Length: "
        + "19\r\n\r\n{\"name\":\"smuggled\"}";
    private const string Post = "POST /api/v2/folders HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n{key}";
    private const string Chunked = Post + "Transfer-Encoding: chunked\r\n";
    private const string Get = "GET /api/v2/files HTTP/1.1\r\n";

    /// <summary>
    /// The bytes sent and the statuses of all responses on that connection: when the framing is right, the last one is the 200 of a
    /// harmless request that follows.
    /// </summary>
    public static TheoryData<string, string, string> Requests => new()
    {
        { "a length and chunks", Post + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX" + Smuggled, "422" },
        { "chunks and a length", Chunked + "Content-Length: 200\r\n\r\n0\r\n\r\n" + Smuggled, "422" },
        { "two lengths", Post + "Content-Length: 2\r\nContent-Length: 200\r\n\r\n{}" + Smuggled, "400" },
        { "the same length twice", Post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "400" },
        { "a list of lengths", Post + "Content-Length: 2, 2\r\n\r\n{}", "400" },
        { "a negative length", Post + "Content-Length: -1\r\n\r\n", "400" },
        { "a length beyond all numbers", Post + "Content-Length: 99999999999999999999\r\n\r\n", "400" },
        { "a space before the colon", Post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", "400" },
        { "almost chunked", Post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400" },
        { "a vertical tab before chunked", Post + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n", "400" },
        { "chunked and then identity", Post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "400" },
        { "chunked and identity in two lines", Chunked + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n", "400" },
        { "gzip inside chunks", Post + "Transfer-Encoding: gzip, chunked\r\n\r\nf\r\n{\"name\":\"sent\"}\r\n0\r\n\r\n", "400 200" },
        { "a header folded", Post + "X-A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}", "400" },
        { "a bare CR in a header", Post + "X-A: b\rContent-Length: 2\r\n\r\n{}", "400" },
        { "a NUL in a header", Post + "X-A: b\0c\r\nContent-Length: 2\r\n\r\n{}", "400" },
        { "chunks with extensions", Chunked + "\r\nf;a=b;c=\"d\"\r\n{\"name\":\"sent\"}\r\n0\r\n\r\n", "201 200" },
        { "a line end in an extension", Chunked + "\r\nf;a\nb\r\n{\"name\":\"sent\"}\r\n0\r\n\r\n", "400" },
        { "a size with 0x", Chunked + "\r\n0xf\r\n{\"name\":\"sent\"}\r\n0\r\n\r\n", "400" },
        { "a size beyond all numbers", Chunked + "\r\nfffffffffffffffff\r\n{\"name\":\"sent\"}", "400" },
        { "a negative size", Chunked + "\r\n-1\r\n{}", "400" },
        { "a trailer that would be a key", Chunked + "\r\nf\r\n{\"name\":\"sent\"}\r\n0\r\nAuthorization: Bearer x\r\n\r\n", "201 200" },
        { "another host in the target", "GET http://evil.example/api/v2/files HTTP/1.1\r\nHost: h\r\n{key}\r\n", "400" },
        { "the control API by another host", "POST http://h/_emulator/reset HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n",
            "400" },
        { "an authority as target", "CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example:80\r\n\r\n", "405 200" },
        { "an asterisk as target", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "405 200" },
        { "two hosts", Get + "Host: a\r\nHost: b\r\n{key}\r\n", "400" },
        { "no host", Get + "{key}\r\n", "400" },
        { "two keys", Get + "Host: h\r\n{key}{key}\r\n", "401 200" },
        { "a version that is none", "GET /api/v2/files HTTP/9.9\r\nHost: h\r\n\r\n", "505" },
        { "TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", "400" },
        { "100,000 bytes of a header", Get + "Host: h\r\nX-A: " + new string('a', 100_000) + "\r\n\r\n", "431" },
        { "101 headers", Get + string.Concat(Enumerable.Range(0, 101).Select(n => $"X-{n}: a\r\n")) + "\r\n", "431" },
        { "100,000 bytes of a line", $"GET /api/v2/files?search={new string('a', 100_000)} HTTP/1.1\r\nHost: h\r\n\r\n", "414" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_proxy_and_the_emulator_agree_where_each_request_ends(string name, string request, string statuses)
    {
        await using var api = await TestApi.StartAsync();

        var responses =
            await RawHttp.SendAsync(api, request.Replace("{key}", $"Authorization: Bearer {api.Key}\r\n", StringComparison.Ordinal));

        RawHttp.ParseStatuses(responses).Should().Be(statuses, name + ": " + responses);
        (await api.GetAsync("/api/v2/folders")).Text.Should().NotContain("smuggled");
    }

    [Fact]
    public async Task A_chunk_size_that_overflows_is_refused_in_the_error_envelope()
    {
        await using var api = await TestApi.StartAsync();

        var response = await RawHttp
            .SendAsync(api,
                "POST /api/v2/folders HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + $"{api.Key}\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{{}}");

        response.Should().Contain("\"code\":\"VALIDATION_ERROR\"").And.Contain("its HTTP framing is invalid");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task A_compressed_body_is_refused_and_never_decompressed(string coding)
    {
        await using var api = await TestApi.StartAsync();
        var bomb = Compress(new byte[32 << 20]);
        var (json, form) = (new ByteArrayContent(bomb), new ByteArrayContent(bomb));
        json.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        foreach (var content in (HttpContent[])[json, form]) content.Headers.TryAddWithoutValidation("Content-Encoding", coding);

        var responses = (await api.SendAsync(HttpMethod.Post, "/api/v2/files/search", json),
            await api.SendAsync(HttpMethod.Post, "/api/v2/files/upload", form));

        responses.Item1.ShouldFail(400, "VALIDATION_ERROR", "Content-Encoding");
        responses.Item2.ShouldFail(400, "VALIDATION_ERROR", "Content-Encoding");
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
