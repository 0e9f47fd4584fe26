using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.MultipartRequests;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class MultipartRefusalsTests
{
    private const string FileHead = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";

    public static TheoryData<string, string, int, string> MalformedBodies => new()
    {
        { "no filename", JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"file\"", "", "Hello", "--BOUNDARY--"), 422,
            "file" },
        { "no part", JoinLines("--BOUNDARY--"), 422, "file" },
        { "another name",
            JoinLines("--BOUNDARY", FileHead.Replace("\"file\"", "\"upload_file\"", StringComparison.Ordinal), "", "Hello", "--BOUNDARY--"),
            422, "file" },
        { "two files", JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", FileHead, "", "Again", "--BOUNDARY--"), 422, "file" },
        { "long name",
            JoinLines("--BOUNDARY", FileHead.Replace("a.txt", new string('a', 256), StringComparison.Ordinal), "", "Hello", "--BOUNDARY--"),
            422, "filename" },
        { "long field",
            JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", "Content-Disposition: form-data; name=\"x\"", "",
                new string('x', (1 << 20) + 1), "--BOUNDARY--"), 413, "body" },
        { "many parts",
            JoinLines("--BOUNDARY", FileHead, "", "Hello")
                + string.Concat(Enumerable.Repeat(JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=x", "", ""), 10_000))
                + JoinLines("--BOUNDARY--"), 413, "body" },
        { "long header", JoinLines("--BOUNDARY", FileHead, "X: " + new string('x', 20_000), "", "Hello", "--BOUNDARY--"), 400, "body" },
        { "many headers",
            JoinLines(["--BOUNDARY", FileHead, .. Enumerable.Range(0, 20).Select(n => $"X-{n}: y"), "", "Hello", "--BOUNDARY--"]), 400,
            "body" },
        { "a header without a colon", JoinLines("--BOUNDARY", FileHead, "nonsense", "", "Hello", "--BOUNDARY--"), 400, "body" },
        { "nothing", "", 400, "body" },
        { "another boundary", JoinLines("--OTHER", FileHead, "", "Hello", "--OTHER--"), 400, "body" },
        { "line feeds alone", JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY--").Replace("\r", "", StringComparison.Ordinal),
            400, "body" },
        { "no last boundary", JoinLines("--BOUNDARY", FileHead, "", "Hello"), 400, "body" },
        { "ends in the header", "--BOUNDARY\r\n" + FileHead[..40], 400, "body" },
        { "ends after the header", JoinLines("--BOUNDARY", FileHead, ""), 400, "body" },
        { "ends before the next part", JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY"), 400, "body" },
        { "ends in the last boundary", JoinLines("--BOUNDARY", FileHead, "", "Hello") + "--BOUND", 400, "body" },
    };

    [Theory]
    [MemberData(nameof(MalformedBodies))]
    public async Task A_malformed_form_is_refused_and_leaves_nothing(string fault, string body, int status, string field)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });

        var response = await api.PostAsync(Concatenate(body));

        (response.Status, response.Field).Should().Be((status, field), $"{fault}: {response.Text}");
        await ShouldBeEmptyAsync(api, data);
    }

    [Theory]
    [InlineData("form-data", "it has no name")]
    [InlineData("form-data; filename=\"a.txt\"", "it has no name")]
    [InlineData("name=\"file\"; filename=\"a.txt\"", "it begins with a parameter")]
    [InlineData("form-data; name=\"file\"; filename=\"a.txt", "a quote is not closed")]
    [InlineData("form-data; name=\"file\"; filename=\"a\"b.txt\"", "there is text after a closing quote")]
    [InlineData("form-data; name=\"file\"; filename=a\"b.txt", "a value without quotes contains a quote")]
    [InlineData("form-data; name=\"file\"; filename", "'filename' has no value")]
    [InlineData("form-data; name=\"file\"; filename=\"a.txt\"; filename=\"b.txt\"", "'filename' is given twice")]
    [InlineData("form-data; name=\"file\"; filename*0=\"a\"; filename*1=\".txt\"", "'filename*0' is not understood")]
    [InlineData("form-data; name=\"file\"; filename*=utf-8''caf%E9.txt", "'filename*' is not understood")]
    public async Task A_malformed_disposition_is_refused_with_that_reason(string disposition, string problem)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostAsync(CreateSingleFileBody(disposition));

        (response.Status, response.Field, response.Issue).Should()
            .Be((400, "body", $"the Content-Disposition of part 1 cannot be read: {problem}"));
    }

    [Fact]
    public async Task A_part_without_a_disposition_is_refused_with_that_reason()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api
            .PostAsync(Concatenate(
                JoinLines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", "Content-Type: text/plain", "", "x", "--BOUNDARY--")));

        (response.Status, response.Issue).Should().Be((400, "part 2 has no Content-Disposition header"));
    }

    [Fact]
    public async Task A_malformed_content_type_is_refused_with_that_reason()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api
            .PostAsync(CreateSingleFileBody("form-data; name=file; filename=a.txt"), "multipart/form-data; boundary=\"BOUNDARY");

        (response.Status, response.Field, response.Issue).Should().Be(
            (422, "Content-Type", "cannot be read: a quote is not closed; the boundary must be quoted if it has a semicolon or a quote"));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/mixed; boundary=BOUNDARY")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_form_without_a_boundary_is_refused(string contentType)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostAsync(CreateSingleFileBody("form-data; name=file; filename=a.txt"), contentType);

        (response.Status, response.Field).Should().Be((422, "Content-Type"));
    }

    [Theory]
    [InlineData("in the header", 30, 0)]
    [InlineData("in the file", 390_000, 1)]
    [InlineData("before the last boundary", 400_000, 1)]
    public async Task A_connection_cut_off_leaves_nothing(string position, int sent, int staged)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var body = Concatenate(JoinLines("--BOUNDARY", FileHead, ""), new byte[400_000], JoinLines("", "--BOUNDARY--"));

        var status = await api.PostTruncatedAsync(body[..sent], body.Length, () => data.ListObjects().Length == staged);

        if (status is not null) status.Should().BeInRange(400, 499, position);
        await ShouldBeEmptyAsync(api, data);
    }

    [Fact]
    public async Task A_batch_cut_off_in_its_second_file_stores_neither()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var part = FileHead.Replace("\"file\"", "\"files\"", StringComparison.Ordinal);
        var body = Concatenate(JoinLines("--BOUNDARY", part, "", "Hello", "--BOUNDARY", part, "", "Hel"));
        var received = 0;

        await api.PostTruncatedAsync(body, body.Length + 20, () => (received = data.ListObjects().Length) == 2, UploadPath + "/batch");

        received.Should().Be(2, "the first file was staged and the second was on its way");
        await ShouldBeEmptyAsync(api, data);
        (await api.GetAsync("/api/v2/files/sessions"))["total_count"].GetInt32().Should().Be(0);
    }

    private static async Task ShouldBeEmptyAsync(TestApi api, DataDirectory data)
    {
        (await data.WaitUntilEmptyAsync()).Should().BeEmpty();
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
        (await api.GetMonthlyUsageAsync()).Should().Be(0);
    }
}
