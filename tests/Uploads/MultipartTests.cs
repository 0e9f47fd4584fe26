using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.MultipartRequests;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class MultipartTests
{
    private const string FileHead = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";
    private const string Title = "Content-Disposition: form-data; name=\"title\"";

    public static TheoryData<string, string> Bodies => new()
    {
        { "plain", JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", Title, "", "T", "--BOUNDARY--") },
        { "field first", JoinLines("--BOUNDARY", Title, "", "T", "--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY--") },
        { "headers in another order",
            JoinLines("--BOUNDARY", "Content-Type: image/png", FileHead, "", "Hello", "--BOUNDARY",
                "Content-Type: text/plain; charset=utf-8", Title, "", "T", "--BOUNDARY--") },
        { "headers in other letters",
            JoinLines("--BOUNDARY",
                FileHead.ToUpperInvariant().Replace("\"FILE\"", "\"file\"", StringComparison.Ordinal)
                    .Replace("A.TXT", "a.txt", StringComparison.Ordinal), "", "Hello", "--BOUNDARY", Title, "", "T", "--BOUNDARY--") },
        { "preamble",
            JoinLines("This is a message with multiple parts.", "", "--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", Title, "", "T",
                "--BOUNDARY--") },
        { "epilogue",
            JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", Title, "", "T", "--BOUNDARY--", "This is the end.",
                "--BOUNDARY") },
        { "no line end after the last boundary",
            JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", Title, "", "T") + "--BOUNDARY--" },
        { "white space after boundaries",
            JoinLines("--BOUNDARY \t", FileHead, "", "Hello", "--BOUNDARY  ", Title, "", "T", "--BOUNDARY--  ") },
        { "unknown parts",
            JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"else\"; filename=\"b.exe\"", "", "MZ", "--BOUNDARY", FileHead,
                "", "Hello", "--BOUNDARY", "Content-Disposition: form-data; name=\"more\"", "", "x", "--BOUNDARY", Title, "", "T",
                "--BOUNDARY--") },
        { "empty field",
            JoinLines("--BOUNDARY", Title, "", "T", "--BOUNDARY", "Content-Disposition: form-data; name=\"tags\"", "", "", "--BOUNDARY",
                FileHead, "", "Hello", "--BOUNDARY--") },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_form_is_read_however_its_parts_are_arranged(string arrangement, string body)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostAsync(Concatenate(body));

        response.Status.Should().Be(201, $"{arrangement}: {response.Text}");
        var file = (await api.GetFileAsync(response.Json.Text("file_id")!)).Json;
        (file.Text("filename"), file.Text("title"), file.Text("extracted_text")).Should().Be(("a.txt", "T", "Hello"));
    }

    [Theory]
    [InlineData("form-data; name=\"file\"; filename=\"a.txt\"", "a.txt")]
    [InlineData("form-data; name=file; filename=a.txt", "a.txt")]
    [InlineData("form-data;name=file;filename=\"a.txt\"", "a.txt")]
    [InlineData("form-data; filename=\"a.txt\"; name=\"file\"", "a.txt")]
    [InlineData("form-data; name=file; filename=\"=?utf-8?B?w7ZsLnR4dA==?=\"; filename*=utf-8''%C3%B6l.txt", "öl.txt")]
    [InlineData("form-data; name=\"file\"; filename*=UTF-8''a%20b%22.txt", "a b\".txt")]
    [InlineData("form-data; name=\"file\"; filename=\"plain.txt\"; filename*=utf-8'de'%E6%A4%9C%E6%9F%BB.txt", "検査.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"Prüfung 検査 🔥.txt\"", "Prüfung 検査 🔥.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"a %22b%22.txt\"", "a \"b\".txt")]
    [InlineData("form-data; name=\"file\"; filename=\"a \\\"b\\\".txt\"", "a \"b\".txt")]
    [InlineData("form-data; name=\"file\"; filename=\"100%25.txt\"", "100%25.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"a%0D%0Ab.txt\"", "ab.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"a;b=c, d.txt\"", "a;b=c, d.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"dir/sub/a.txt\"", "a.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"/etc/passwd\"", "passwd")]
    [InlineData("form-data; name=\"file\"; filename=\"..\\\\..\\\\a.txt\"", "a.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"C:\\fakepath\\a.txt\"", "a.txt")]
    [InlineData("form-data; name=\"file\"; filename*=utf-8''..%2F..%2Fa.txt", "a.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"\"", "unnamed")]
    [InlineData("form-data; name=\"file\"; filename=\"dir/\"", "unnamed")]
    [InlineData("form-data; name=\"file\"; filename=\".\"", "unnamed")]
    [InlineData("form-data; name=\"file\"; filename=\"..\"", "unnamed")]
    [InlineData("form-data; name=\"file\"; filename=\"a/..\"", "unnamed")]
    [InlineData("form-data; name=\"file\"; filename=\"...\"", "...")]
    [InlineData("form-data; name=file; filename=my file.txt", "my file.txt")]
    [InlineData("form-data; name=file; filename=C:\\dir\\a.txt", "a.txt")]
    [InlineData("form-data; name=file; filename=a=b.txt", "a=b.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"C:\\dir\\\"", "unnamed")]
    [InlineData("form-data; name=\"file\"; filename=\"a\\tb.txt\"", "tb.txt")]
    [InlineData("form-data; name=\"file\"; filename*=iso-8859-1''caf%E9.txt", "café.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"plain.txt\"; filename*=klingon''caf%E9.txt", "plain.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"plain.txt\"; filename*=utf-8''caf%E9.txt", "plain.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"a.txt\";", "a.txt")]
    [InlineData("form-data; name = \"file\" ; filename = \"a.txt\"", "a.txt")]
    public async Task A_file_name_is_read_however_its_client_writes_it(string disposition, string expected)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostAsync(CreateSingleFileBody(disposition));

        response.Status.Should().Be(201, response.Text);
        (await api.GetFileAsync(response.Json.Text("file_id")!)).Json.Text("filename").Should().Be(expected);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=\"BOUNDARY\"")]
    [InlineData("multipart/form-data; charset=utf-8; boundary=BOUNDARY")]
    [InlineData("Multipart/Form-Data; Boundary=BOUNDARY")]
    [InlineData("multipart/form-data;boundary=\"BOUNDARY\"; charset=utf-8")]
    [InlineData("multipart/form-data; boundary=BOUNDARY;")]
    public async Task A_boundary_is_read_however_it_is_named(string contentType)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostAsync(CreateSingleFileBody("form-data; name=file; filename=a.txt"), contentType);

        response.Status.Should().Be(201, response.Text);
    }

    [Fact]
    public async Task A_boundary_of_odd_characters_is_read()
    {
        await using var api = await TestApi.StartAsync();
        const string boundary = "a'()+_,-./:=? b";

        var response = await api.PostAsync(
            Concatenate(JoinLines("--" + boundary, FileHead, "", "Hello", $"--{boundary}--")),
            $"multipart/form-data; boundary=\"{boundary}\"");

        response.Status.Should().Be(201, response.Text);
    }

    [Theory]
    [InlineData("===============123==")]
    [InlineData("a b/c(d)")]
    public async Task A_boundary_that_should_be_quoted_is_read_without_quotes(string boundary)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api
            .PostAsync(Concatenate(JoinLines("--" + boundary, FileHead, "", "Hello", $"--{boundary}--")),
                $"multipart/form-data; boundary={boundary}");

        response.Status.Should().Be(201, response.Text);
    }

    [Fact]
    public async Task The_bytes_of_a_file_are_stored_unchanged()
    {
        await using var api = await TestApi.StartAsync();
        var content = Concatenate(Samples.Photo(), "\r\n\0\r\n", new byte[] { 0xFF, 0xFE, 0x00, 0x0D, 0x0A },
            "\r\n--BOUNDAR\r\n--\r\n--BOUNDARx--BOUNDARY\n--BOUNDARY\r\r\n-\r\n");

        var response = await api.PostAsync(Concatenate(JoinLines("--BOUNDARY", FileHead, ""), content, JoinLines("", "--BOUNDARY--")));

        response.Status.Should().Be(201, response.Text);
        (await api.DownloadAsync(response.Json.Text("file_id")!)).ShouldEqualBytes(content);
    }

    [Fact]
    public async Task A_chunked_form_is_read()
    {
        await using var api = await TestApi.StartAsync();
        var chunks = new StreamContent(new MemoryStream(CreateSingleFileBody("form-data; name=file; filename=a.txt")));
        chunks.Headers.TryAddWithoutValidation("Content-Type", MultipartRequests.ContentType);

        var response = await api.SendAsync(HttpMethod.Post, UploadPath, chunks, ("Transfer-Encoding", "chunked"));

        response.Status.Should().Be(201, response.Text);
    }

    [Fact]
    public async Task A_form_that_trickles_in_byte_by_byte_is_read()
    {
        await using var api = await TestApi.StartAsync();
        var content = Concatenate("Hello\r\n--BOUNDAR\r\n--B", new byte[] { 0xC3, 0xBC }, "\r\n");

        var response = await api
            .SendAsync(HttpMethod.Post, UploadPath,
                new TricklingContent(Concatenate(JoinLines("--BOUNDARY", FileHead, ""), content, JoinLines("", "--BOUNDARY--"))));

        response.Status.Should().Be(201, response.Text);
        (await api.DownloadAsync(response.Json.Text("file_id")!)).ShouldEqualBytes(content);
    }

    /// <summary>A body whose bytes are sent one by one.</summary>
    private sealed class TricklingContent : HttpContent
    {
        private readonly byte[] _body;

        public TricklingContent(byte[] body)
        {
            _body = body;
            Headers.TryAddWithoutValidation("Content-Type", MultipartRequests.ContentType);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            foreach (var one in _body)
            {
                await stream.WriteAsync(new[] { one });
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
