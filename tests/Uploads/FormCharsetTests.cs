using System.Text;
using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.MultipartRequests;

namespace Scopix.Emulator.Tests.Uploads;

/// <summary>The charset of the texts of a form, and the refusal of texts that are not valid in it.</summary>
public sealed class FormCharsetTests
{
    private const string FileHead = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";
    private static readonly byte[] Latin1 = [(byte)'c', (byte)'a', (byte)'f', 0xE9];

    [Theory]
    [InlineData("ISO-8859-1", 1252, "café")]
    [InlineData("\"iso-8859-1\"", 1252, "“café”")]
    [InlineData("windows-1252", 1252, "5 €")]
    [InlineData("UTF-8", 65001, "検査")]
    [InlineData("utf-16", 1200, "検査")]
    [InlineData("utf-16be", 1201, "検査")]
    [InlineData("utf-32", 12000, "検査")]
    [InlineData("Shift_JIS", 932, "検査")]
    [InlineData("koi8-r", 20866, "Осмотр")]
    public async Task A_field_is_read_in_the_charset_of_its_part(string charset, int codePage, string title)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api
            .PostAsync(CreateFormWithTitle(GetEncoding(codePage).GetBytes(title), $"Content-Type: text/plain; charset={charset}"));

        (await GetTitleAsync(api, response)).Should().Be(title);
    }

    [Theory]
    [InlineData("utf-16", false)]
    [InlineData("utf-16be", false)]
    [InlineData("utf-16", true)]
    public async Task A_byte_order_mark_decides_the_byte_order_and_is_not_part_of_the_text(string charset, bool bigEndian)
    {
        await using var api = await TestApi.StartAsync();
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);

        var response = await api
            .PostAsync(CreateFormWithTitle([.. encoding.Preamble, .. encoding.GetBytes("café")],
                $"Content-Type: text/plain; charset={charset}"));

        (await GetTitleAsync(api, response)).Should().Be("café");
    }

    [Fact]
    public async Task The_charset_field_applies_to_the_other_fields()
    {
        await using var api = await TestApi.StartAsync();
        var named = JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"_charset_\"", "", "iso-8859-1");
        var title = Concatenate(JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"title\"", ""), Latin1, JoinLines(""));

        var first = await api.PostAsync(Concatenate(named, title, JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY--")));
        var last = await api
            .PostAsync(Concatenate(JoinLines("--BOUNDARY", FileHead, "", "Hello"), title, named, JoinLines("--BOUNDARY--")));
        var header = await api.PostAsync(CreateFormWithTitle(Latin1, "X: y"), "multipart/form-data; charset=iso-8859-1; boundary=BOUNDARY");

        foreach (var response in new[] { first, last, header }) (await GetTitleAsync(api, response)).Should().Be("café");
    }

    [Theory]
    [InlineData("text/plain", "is not valid UTF-8; another charset must be declared")]
    [InlineData("text/plain; charset=utf-8", "is not valid utf-8")]
    [InlineData("text/plain; charset=us-ascii", "is not valid us-ascii")]
    [InlineData("text/plain; charset=utf-7", "has the unknown charset 'utf-7'")]
    [InlineData("text/plain; charset=klingon", "has the unknown charset 'klingon'")]
    public async Task A_field_that_does_not_fit_its_charset_is_refused(string contentType, string issue)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostAsync(CreateFormWithTitle(Latin1, "Content-Type: " + contentType));

        (response.Status, response.Field, response.Issue).Should().Be((422, "title", issue));
    }

    [Fact]
    public async Task Names_that_are_not_UTF8_are_refused()
    {
        await using var api = await TestApi.StartAsync();
        var filename = Concatenate(JoinLines("--BOUNDARY"), "Content-Disposition: form-data; name=\"file\"; filename=\"", Latin1,
            JoinLines(".txt\"", "", "Hello", "--BOUNDARY--"));
        var name = Concatenate("--BOUNDARY\r\nContent-Disposition: form-data; name=\"", Latin1,
            JoinLines("\"", "", "x", "--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY--"));

        var responses = new[] { await api.PostAsync(filename), await api.PostAsync(name) };

        responses.Select(response => (response.Status, response.Field)).Should().Equal((422, "filename"), (422, "body"));
        responses.Should().AllSatisfy(response => response.Issue.Should().Contain("is not valid UTF-8"));
    }

    [Fact]
    public async Task LlamaCloud_applies_the_same_charset_rules()
    {
        await using var api = await TestApi.StartAsync(key: "llx-test");
        byte[] SendAsync(string type) => Concatenate(
            JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", "Content-Disposition: form-data; name=purpose", "", "parse",
                "--BOUNDARY", "Content-Disposition: form-data; name=external_file_id", "Content-Type: " + type, ""), Latin1,
                JoinLines("", "--BOUNDARY--"));

        var read = await api.PostAsync(SendAsync("text/plain; charset=iso-8859-1"), path: "/api/v1/beta/files");
        var refused = await api.PostAsync(SendAsync("text/plain"), path: "/api/v1/beta/files");

        read.Json.Text("external_file_id").Should().Be("café");
        refused.Status.Should().Be(422);
        refused["detail"][0].Text("msg").Should().Contain("is not valid UTF-8");
    }

    [Theory]
    [InlineData("PATCH", "/api/v2/files/550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("POST", "/api/v2/files/search")]
    public async Task JSON_that_is_not_UTF8_is_refused_with_that_reason(string method, string path)
    {
        await using var api = await TestApi.StartAsync();
        var content = new ByteArrayContent([.. "{\"title\":\""u8, .. Latin1, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        var response = await api.SendAsync(new HttpMethod(method), path, content);

        (response.Status, response.Field, response.Issue).Should().Be((422, "body", "is not valid UTF-8"));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_JSON_is_refused_with_that_reason()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "a.txt");

        var response = await api.SendTextAsync(HttpMethod.Patch, $"/api/v2/files/{id}", """{"title":"\ud83d"}""");
        var number = await api.SendTextAsync(HttpMethod.Patch, $"/api/v2/files/{id}", """{"title":5}""");

        (response.Status, response.Field, response.Issue).Should()
            .Be((422, "title", "must be Unicode text: it contains an unpaired surrogate"));
        (number.Field, number.Issue).Should().Be(("title", "is of the wrong type"));
    }

    private static byte[] CreateFormWithTitle(byte[] title, string header) => Concatenate(
        JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"title\"", header, ""), title,
        JoinLines("", "--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY--"));

    private static async Task<string?> GetTitleAsync(TestApi api, TestResponse response)
    {
        response.Status.Should().Be(201, response.Text);
        return (await api.GetFileAsync(response.Json.Text("file_id")!)).Json.Text("title");
    }

    private static Encoding GetEncoding(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
}
