using System.Text;
using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.LlamaCloud.LlamaRequests;

namespace Scopix.Emulator.Tests.LlamaCloud;

public sealed class LlamaFuzzTests
{
    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "1000", "1001", "2147483648", "1e308", "NaN", "true", "name", "created_at desc", "name,name", ",", "desc",
        "id asc,purpose", "download_url",
        UnknownFileId, "dfl-" + UnknownFileId, "dfl-", "a%00b", "%F0%9F%98%80", "%ED%A0%80", "%", "%zz", "%22", "'%3B--", "{0}", "..%2F..",
        "W10", "e30", "x%0D%0Ay", "parse", "1&page_size=2",
    ];

    private static readonly string[] Names =
        ["page_size", "page_token", "file_name", "file_ids", "external_file_id", "order_by", "expand", "organization_id", "project_id",
            "expires_at_seconds"];

    private static readonly string[] Fields =
        ["filter", "order_by", "page_size", "page_token", "data_source_id", "external_file_id", "file_ids", "file_name",
            "only_manually_uploaded", "project_id"];

    private static readonly string[] Json =
    [
        "null", "true", "0", "-1", "1e999", "1.5", "99999999999999999999", "9223372036854775807", "\"\"", "\"text\"", "\"\\u0000\"",
        "\"\\ud800\"", "[]", "[null]", "[\"\\ud800\"]", "[[]]", "{}",
        "{\"file_ids\":[1]}", "{\"file_name\":\"\\u0000\"}", "{\"project_id\":\"x\"}", "{\"file_ids\":[\"" + UnknownFileId + "\"]}",
        "\"" + UnknownFileId + "\"", "\"name desc\"", "nul", "\"open",
    ];

    private static readonly string[] Parts =
    [
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"", "Content-Disposition: form-data; name=file; filename=",
        "Content-Disposition: form-data; name=\"file\"",
        "Content-Disposition: form-data; name=\"purpose\"", "Content-Disposition: form-data; name=purpose",
        "Content-Disposition: form-data; name=\"external_file_id\"",
        "Content-Disposition: form-data; name=\"file\"; filename*=utf-8''%ED%A0%80%00.txt", "Content-Disposition: attachment",
        "Content-Disposition: ;;;", "Content-Type: text/plain", "X: \u0001",
        "Content-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Transfer-Encoding: base64",
    ];

    private static readonly string[] Texts = ["", "parse", "no", "\0", "--B", "\r\n--B\r\n", "extract", "\u00e9\u0000\ud83d\ude00"];

    [Fact]
    public async Task No_random_request_causes_a_5xx_and_every_refusal_has_the_error_format_of_LlamaCloud()
    {
        await using var api = await StartAsync();
        var random = new Random(20_260_131);
        var known = await api.CreateFileAsync("known.txt");

        for (var n = 0; n < 1_000; n++)
        {
            var (method, path, type, body) = CreateRandomRequest(random, known);
            var content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type.Length > 0) content?.Headers.TryAddWithoutValidation("Content-Type", type);
            var response = await api.SendAsync(new HttpMethod(method), path, content);

            response.Status.Should().BeInRange(200, 499, $"request {n}: {method} {path} ({type}) {body} returned {response.Text}");
            if (response.Status >= 400 && method != "HEAD" && response.Text.Length > 0) response.ShouldBeRefused(response.Status);
        }

        (await api.PostAsync("/_emulator/reset")).Status.Should().Be(200);
        (await api.ListNamesAsync("")).Should().BeEmpty();
    }

    private static (string Method, string Path, string Type, string? Body) CreateRandomRequest(Random random, string known)
    {
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Pick(random, Names)}={Pick(random, Values)}"));
        var id = random.Next(2) == 0 ? known : Uri.EscapeDataString(Pick(random, Values));
        return random.Next(6) switch
        {
            0 => ("GET", $"{FilesPath}?{query}", "", null),
            1 => ("GET", $"{FilesPath}/{id}?{query}", "", null),
            2 => ("GET", $"{FilesPath}/{id}/content?{query}", "", null),
            3 => (Pick(random, ["DELETE", "HEAD", "PATCH", "OPTIONS", "MERGE"]),
                $"{FilesPath}/{Uri.EscapeDataString(Pick(random, Values))}?{query}", "application/json", null),
            4 => ("POST", $"{FilesPath}/query?{query}", random.Next(5) == 0 ? "text/plain" : "application/json",
                CreateRandomObject(random, 2)),
            _ => ("POST", $"{FilesPath}?{query}",
                Pick(random,
                    ["multipart/form-data; boundary=B", "multipart/form-data; boundary=\"B\"", "multipart/form-data; boundary=", "a/b"]),
                    CreateRandomForm(random)),
        };
    }

    private static string CreateRandomObject(Random random, int depth) => random.Next(10) == 0
        ? Pick(random, Json)
        : "{" + string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            $"\"{Pick(random, Fields)}\":"
            + (depth > 0 && random.Next(3) == 0 ? CreateRandomObject(random, depth - 1) : Pick(random, Json)))) + "}";

    private static string CreateRandomForm(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => $"--B\r\n{Pick(random, Parts)}\r\n\r\n{Pick(random, Texts)}\r\n"))
            + (random.Next(4) == 0 ? "" : "--B--\r\n");

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];
}
