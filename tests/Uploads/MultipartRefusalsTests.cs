using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.Multipart;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class MultipartRefusalsTests
{
    private const string FileHead = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";

    public static TheoryData<string, string, int, string> Broken => new()
    {
        { "no filename", Lines("--BOUNDARY", "Content-Disposition: form-data; name=\"file\"", "", "Hello", "--BOUNDARY--"), 422, "file" },
        { "no part", Lines("--BOUNDARY--"), 422, "file" },
        { "another name", Lines("--BOUNDARY", FileHead.Replace("\"file\"", "\"upload_file\"", StringComparison.Ordinal), "", "Hello", "--BOUNDARY--"), 422, "file" },
        { "two files", Lines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", FileHead, "", "Again", "--BOUNDARY--"), 422, "file" },
        { "long name", Lines("--BOUNDARY", FileHead.Replace("a.txt", new string('a', 256), StringComparison.Ordinal), "", "Hello", "--BOUNDARY--"), 422, "filename" },
        { "long field", Lines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", "Content-Disposition: form-data; name=\"x\"", "", new string('x', (1 << 20) + 1), "--BOUNDARY--"), 413, "body" },
        { "many parts", Lines("--BOUNDARY", FileHead, "", "Hello") + string.Concat(Enumerable.Repeat(Lines("--BOUNDARY", "Content-Disposition: form-data; name=x", "", ""), 10_000)) + Lines("--BOUNDARY--"), 413, "body" },
        { "long header", Lines("--BOUNDARY", FileHead, "X: " + new string('x', 20_000), "", "Hello", "--BOUNDARY--"), 400, "body" },
        { "many headers", Lines(["--BOUNDARY", FileHead, .. Enumerable.Range(0, 20).Select(n => $"X-{n}: y"), "", "Hello", "--BOUNDARY--"]), 400, "body" },
        { "a header without a colon", Lines("--BOUNDARY", FileHead, "nonsense", "", "Hello", "--BOUNDARY--"), 400, "body" },
        { "nothing", "", 400, "body" },
        { "another boundary", Lines("--OTHER", FileHead, "", "Hello", "--OTHER--"), 400, "body" },
        { "line feeds alone", Lines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY--").Replace("\r", "", StringComparison.Ordinal), 400, "body" },
        { "no last boundary", Lines("--BOUNDARY", FileHead, "", "Hello"), 400, "body" },
        { "ends in the header", "--BOUNDARY\r\n" + FileHead[..40], 400, "body" },
        { "ends after the header", Lines("--BOUNDARY", FileHead, ""), 400, "body" },
        { "ends before the next part", Lines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY"), 400, "body" },
        { "ends in the last boundary", Lines("--BOUNDARY", FileHead, "", "Hello") + "--BOUND", 400, "body" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_form_that_does_not_hold_is_refused_and_leaves_nothing(string fault, string body, int status, string field)
    {
        using var data = new DataDirectory();
        await using var api = await Api.StartAsync(o => o with { Data = data.Location });

        var reply = await api.PostAsync(Bytes(body));

        (reply.Status, reply.Field).Should().Be((status, field), $"{fault}: {reply.Text}");
        await ShouldHoldNothingAsync(api, data);
    }

    [Theory]
    [InlineData("form-data", "it has no name")]
    [InlineData("form-data; filename=\"a.txt\"", "it has no name")]
    [InlineData("name=\"file\"; filename=\"a.txt\"", "it begins with a parameter")]
    [InlineData("form-data; name=\"file\"; filename=\"a.txt", "a quote is not closed")]
    [InlineData("form-data; name=\"file\"; filename=\"a\"b.txt\"", "something stands behind a closing quote")]
    [InlineData("form-data; name=\"file\"; filename=a\"b.txt", "a quote stands inside a value without quotes")]
    [InlineData("form-data; name=\"file\"; filename", "'filename' has no value")]
    [InlineData("form-data; name=\"file\"; filename=\"a.txt\"; filename=\"b.txt\"", "'filename' is given twice")]
    [InlineData("form-data; name=\"file\"; filename*0=\"a\"; filename*1=\".txt\"", "'filename*0' is not understood")]
    [InlineData("form-data; name=\"file\"; filename*=utf-8''caf%E9.txt", "'filename*' is not understood")]
    public async Task A_disposition_that_cannot_be_read_is_said_to_be_so(string disposition, string problem)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync(OneFile(disposition));

        (reply.Status, reply.Field, reply.Issue).Should().Be((400, "body", $"the Content-Disposition of part 1 cannot be read: {problem}"));
    }

    [Fact]
    public async Task A_part_without_a_disposition_is_said_to_be_so()
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync(Bytes(Lines("--BOUNDARY", FileHead, "", "Hello", "--BOUNDARY", "Content-Type: text/plain", "", "x", "--BOUNDARY--")));

        (reply.Status, reply.Issue).Should().Be((400, "part 2 has no Content-Disposition header"));
    }

    [Fact]
    public async Task A_content_type_that_cannot_be_read_is_said_to_be_so()
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync(OneFile("form-data; name=file; filename=a.txt"), "multipart/form-data; boundary=\"BOUNDARY");

        (reply.Status, reply.Field, reply.Issue).Should().Be(
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
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync(OneFile("form-data; name=file; filename=a.txt"), contentType);

        (reply.Status, reply.Field).Should().Be((422, "Content-Type"));
    }

    [Theory]
    [InlineData("in the header", 30, 0)]
    [InlineData("in the file", 390_000, 1)]
    [InlineData("before the last boundary", 400_000, 1)]
    public async Task A_connection_cut_off_leaves_nothing(string where, int sent, int staged)
    {
        using var data = new DataDirectory();
        await using var api = await Api.StartAsync(o => o with { Data = data.Location });
        var body = Bytes(Lines("--BOUNDARY", FileHead, ""), new byte[400_000], Lines("", "--BOUNDARY--"));

        var status = await api.PostCutAsync(body[..sent], body.Length, () => data.Stored().Length == staged);

        if (status is not null) status.Should().BeInRange(400, 499, where);
        await ShouldHoldNothingAsync(api, data);
    }

    [Fact]
    public async Task A_batch_cut_off_in_its_second_file_takes_neither()
    {
        using var data = new DataDirectory();
        await using var api = await Api.StartAsync(o => o with { Data = data.Location });
        var part = FileHead.Replace("\"file\"", "\"files\"", StringComparison.Ordinal);
        var body = Bytes(Lines("--BOUNDARY", part, "", "Hello", "--BOUNDARY", part, "", "Hel"));
        var seen = 0;

        await api.PostCutAsync(body, body.Length + 20, () => (seen = data.Stored().Length) == 2, Upload + "/batch");

        seen.Should().Be(2, "the first file was staged and the second was on its way");
        await ShouldHoldNothingAsync(api, data);
        (await api.GetAsync("/api/v2/files/sessions"))["total_count"].GetInt32().Should().Be(0);
    }

    private static async Task ShouldHoldNothingAsync(Api api, DataDirectory data)
    {
        (await data.StoredInTheEndAsync()).Should().BeEmpty();
        (await api.ListAsync())["total_count"].GetInt32().Should().Be(0);
        (await api.UsageAsync()).Should().Be(0);
    }
}
