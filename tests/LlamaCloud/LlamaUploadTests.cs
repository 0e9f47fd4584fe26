using System.Text;
using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.LlamaCloud.LlamaRequests;
using static Scopix.Emulator.Tests.MultipartRequests;

namespace Scopix.Emulator.Tests.LlamaCloud;

public sealed class LlamaUploadTests
{
    [Theory]
    [InlineData("a.tar.gz", "gz")]
    [InlineData("REPORT.PDF", "pdf")]
    [InlineData("README", null)]
    [InlineData("trailing.", null)]
    [InlineData(".env", null)]
    [InlineData("..a.b", "b")]
    [InlineData("x.größe", "größe")]
    public async Task The_file_type_is_the_extension_of_the_name(string name, string? type)
    {
        await using var api = await StartAsync();

        var response = await api.PostAsync(CreateForm($"form-data; name=\"file\"; filename=\"{name}\""), path: FilesPath);

        response.Status.Should().Be(200, response.Text);
        response["name"].GetString().Should().Be(name);
        response["file_type"].GetString().Should().Be(type);
        (await FetchAsync(await api.GetDownloadUrlAsync(response["id"].GetString()!))).Text.Should().Be("Hello");
    }

    [Theory]
    [InlineData("user_data")]
    [InlineData("parse")]
    [InlineData("extract")]
    [InlineData("classify")]
    [InlineData("split")]
    [InlineData("sheet")]
    [InlineData("agent_app")]
    public async Task Every_documented_purpose_is_accepted(string purpose)
    {
        await using var api = await StartAsync();

        var response = await api.PostFileAsync([1], "a.bin", purpose: purpose);

        (response.Status, response["purpose"].GetString()).Should().Be((200, purpose));
        response["id"].GetString().Should().MatchRegex("^dfl-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
    }

    [Theory]
    [InlineData("form-data; name=\"upload_file\"; filename=\"a.txt\"", 400, "file field is required for multipart requests.")]
    [InlineData("form-data; name=\"file\"", 400, "File must have a filename.")]
    [InlineData("form-data; name=\"file\"; filename=\"\"", 400, "File must have a filename.")]
    [InlineData("form-data; name=\"file\"; filename=\"folder/\"", 400, "File must have a filename.")]
    public async Task An_invalid_file_part_is_refused_and_leaves_nothing(string disposition, int status, string detail)
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(options => options with { Data = folder.Location });

        var response = await api.PostAsync(CreateForm(disposition), path: FilesPath);

        response.ShouldBeRefused(status, detail);
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_without_a_name_is_refused_whatever_its_size()
    {
        await using var api = await StartAsync();

        var response = await api.PostAsync(CreateForm("form-data; name=\"file\"", new string('x', 3 << 20)), path: FilesPath);

        response.ShouldBeRefused(400, "File must have a filename.");
    }

    [Theory]
    [InlineData(3000, 200)]
    [InlineData(3001, 422)]
    public async Task A_name_has_at_most_3000_characters(int length, int status)
    {
        await using var api = await StartAsync();

        var response = await api
            .PostAsync(CreateForm($"form-data; name=\"file\"; filename=\"{new string('n', length - 4)}.txt\""), path: FilesPath);

        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.ShouldBeRefused(422);
    }

    [Theory]
    [InlineData(3000, 200)]
    [InlineData(3001, 422)]
    public async Task An_external_id_has_at_most_3000_characters(int length, int status)
    {
        await using var api = await StartAsync();

        var response = await api.PostFileAsync([1], "a.bin", external: new string('é', length));

        response.Status.Should().Be(status, response.Text);
        if (status == 200)
            (await api.GetAsync($"{FilesPath}?external_file_id={Uri.EscapeDataString(new string('é', length))}")).Items().Should()
                .ContainSingle();
    }

    [Fact]
    public async Task Files_may_have_the_same_external_id_and_an_empty_one_counts_as_absent()
    {
        await using var api = await StartAsync();
        foreach (var name in new[] { "a.txt", "b.txt" }) await api.CreateFileAsync(name, external: "ext");

        var empty = await api.PostFileAsync([1], "c.txt", external: "");

        (await api.ListNamesAsync("external_file_id=ext&order_by=name")).Should().Equal("a.txt", "b.txt");
        empty["external_file_id"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=BOUNDARY",
        "--BOUNDARY\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf", 400)]
    [InlineData("multipart/form-data; boundary=OTHER", "--BOUNDARY--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=BOUNDARY", "", 400)]
    [InlineData("multipart/form-data", "--BOUNDARY--\r\n", 422)]
    [InlineData("application/json", "{}", 422)]
    [InlineData("", "x", 422)]
    public async Task A_body_that_is_not_a_form_is_refused(string type, string body, int status)
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(options => options with { Data = folder.Location });

        var response = await api.PostAsync(Encoding.UTF8.GetBytes(body), type, FilesPath);

        response.ShouldBeRefused(status);
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task Two_files_in_one_form_are_refused()
    {
        await using var api = await StartAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a" },
            { new ByteArrayContent([2]), "file", "b" }, { new StringContent("parse"), "purpose" } };

        var response = await api.SendAsync(HttpMethod.Post, FilesPath, form);

        response.ShouldBeRefused(422);
        (await api.ListNamesAsync("")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_length_beyond_512_MB_is_refused_before_the_body_is_requested()
    {
        await using var api = await StartAsync();

        var beyond = await api.PostHeadAsync((514L << 20) + 1, JoinLines("Expect: 100-continue"), FilesPath);
        var fitting = await api.PostHeadAsync(512L << 20, JoinLines("Expect: 100-continue"), FilesPath);

        beyond.Should().StartWith("HTTP/1.1 413");
        fitting.Should().StartWith("HTTP/1.1 100");
    }

    [Fact]
    public async Task Bytes_are_deleted_with_the_last_file_that_has_them()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(options => options with { Data = folder.Location });
        var (one, two, other) = (await api.CreateFileAsync("one.txt", "same"), await api.CreateFileAsync("two.txt", "same"),
            await api.CreateFileAsync("three.pdf", "same"));
        var url = await api.GetDownloadUrlAsync(two);
        folder.ListObjects().Should().HaveCount(2, "another extension is another object, with a content type of its own");

        (await api.DeleteAsync($"{FilesPath}/{one}")).Status.Should().Be(204);
        (await FetchAsync(url)).Text.Should().Be("same");
        (await api.DeleteAsync($"{FilesPath}/{two}")).Status.Should().Be(204);
        (await FetchAsync(url)).Status.Should().Be(404);
        (await FetchAsync(await api.GetDownloadUrlAsync(other))).Type!.MediaType.Should().Be("application/pdf");
        await api.DeleteAsync($"{FilesPath}/{other}");
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task An_upload_interrupted_by_a_reset_returns_409_may_be_retried_and_leaves_nothing()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(options => options with { Data = folder.Location });
        var pausedUpload = await PausedUpload.BeginAsync(
            api, new byte[200_000], "held.bin", FilesPath,
            precedingParts: JoinLines("--held", "Content-Disposition: form-data; name=\"purpose\"", "", "parse"));

        (await api.PostAsync("/_emulator/reset")).Status.Should().Be(200);
        var response = await pausedUpload.FinishAsync();

        response.ShouldBeRefused(409);
        response.Header("x-should-retry").Should().BeNull("the SDKs send it again by themselves, and that helps");
        (await api.ListNamesAsync("")).Should().BeEmpty();
        (await folder.WaitUntilEmptyAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(options => options with { Data = folder.Location });
        var partial = Concatenate(JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"file\"; filename=\"a.bin\"", ""),
            new byte[300_000]);

        await api.PostTruncatedAsync(partial, 1_000_000, () => folder.ListObjects().Length > 0, FilesPath);

        (await folder.WaitUntilEmptyAsync()).Should().BeEmpty();
        (await api.ListNamesAsync("")).Should().BeEmpty();
    }

    /// <summary>A form with a purpose and a part with the given disposition.</summary>
    private static byte[] CreateForm(string disposition, string text = "Hello") => Concatenate(
        JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"purpose\"", "", "parse"), CreateSingleFileBody(disposition, text));
}
