using System.Text.Json.Nodes;
using static Scopix.Contracts.Runner.DirectUploadDriver;

namespace Scopix.Contracts;

/// <summary>The limits of direct uploads: a value at the limit is accepted, one beyond it is refused. No bytes are sent.</summary>
public sealed class DirectUploadRefusalsContract(Target target)
{
    private const string Limits = "seed 001, Limits & Constraints";
    private const string Codes = "Error Codes Reference: 404 missing or not yours";
    private const string Confirmation = """{"part_number":1,"etag":"\"a\"","size_bytes":5242880}""";

    private readonly DirectUploadDriver _uploads = new(target);

    public static TheoryData<string, string, string?> Operations => new()
    {
        { "GET", "", null },
        { "POST", "/parts/confirm", Confirmation },
        { "POST", "/parts/retry", """{"part_number":1}""" },
        { "POST", "/complete", "{}" },
        { "DELETE", "", null },
    };

    [Fact]
    public async Task A_direct_upload_has_at_most_20_tags()
    {
        // The suite's own tag counts too.
        var atLimit = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("tags", CreateTags(NumberedTags(19)))));
        var beyond = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("tags", CreateTags(NumberedTags(20)))));

        Documented(Section).ExpectStatus(201, atLimit);
        Documented(Section).ExpectRefusal(beyond, 422, "tags");
    }

    [Fact]
    public async Task A_tag_has_1_to_50_characters()
    {
        var shortest = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("tags", CreateTags("t"))));
        var longest = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("tags", CreateTags(new string('é', 50)))));
        var empty = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("tags", CreateTags(""))));
        var beyond = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("tags", CreateTags(new string('é', 51)))));

        Documented(Section).ExpectStatus(201, shortest);
        Documented(Section).ExpectStatus(201, longest);
        Documented(Section).ExpectRefusal(empty, 422, "tags");
        Documented(Section).ExpectRefusal(beyond, 422, "tags");
    }

    [Fact]
    public async Task A_title_has_at_most_255_characters()
    {
        var longest = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("title", new string('é', 255))));
        var beyond = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("title", new string('é', 256))));

        Documented(Limits).ExpectStatus(201, longest);
        Documented(Limits).ExpectRefusal(beyond, 422, "title");
    }

    [Fact]
    public async Task A_file_size_is_1_byte_to_5_TB()
    {
        var smallest = await _uploads.CreateAsync(CreateIntent(1));
        var atLimit = await _uploads.CreateAsync(CreateIntent(5L << 40));
        var beyond = await _uploads.CreateAsync(CreateIntent((5L << 40) + 1));

        Documented(Limits).ExpectStatus(201, smallest);
        Documented(Limits).ExpectStatus(201, atLimit);
        Documented(Limits).ExpectRefusal(beyond, 422, "size_bytes");
        foreach (var size in new[] { 0, -1 })
            Assumed("no such file can be sent").ExpectRefusal(await _uploads.CreateAsync(CreateIntent(size)), 422, "size_bytes");
    }

    [Theory]
    [InlineData("single_shot", 5L << 30, (5L << 30) + 1)]
    [InlineData("multipart", 5L << 20, (5L << 20) - 1)]
    public async Task An_upload_mode_has_its_own_size_limits(string mode, long edge, long beyond)
    {
        var accepted = await _uploads.CreateAsync(CreateIntent(edge, ("upload_mode", mode)));
        var refused = await _uploads.CreateAsync(CreateIntent(beyond, ("upload_mode", mode)));

        Documented(Section).ExpectStatus(201, accepted);
        Documented(Section).ExpectEqual(mode, accepted.Json.GetText("upload_mode"), "upload_mode");
        Documented(Section).ExpectRefusal(refused, 422);
    }

    [Theory]
    [InlineData(5L << 20, (5L << 20) - 1)]
    [InlineData(5L << 30, (5L << 30) + 1)]
    public async Task A_part_size_is_5_MB_to_5_GB(long edge, long beyond)
    {
        var accepted = await _uploads.CreateAsync(CreateIntent(20L << 30, ("upload_mode", "multipart"), ("part_size_bytes", edge)));
        var refused = await _uploads.CreateAsync(CreateIntent(20L << 30, ("upload_mode", "multipart"), ("part_size_bytes", beyond)));

        Documented(Limits).ExpectStatus(201, accepted);
        Documented(Limits).ExpectEqual(edge, accepted.Json.GetNumber("part_size_bytes"), "part_size_bytes");
        Documented(Limits).ExpectRefusal(refused, 422, "part_size_bytes");
    }

    [Fact]
    public async Task A_claimed_hash_is_64_hexadecimal_digits()
    {
        var hash = Samples.CreatePng().Hash;

        var accepted = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("claimed_file_hash", hash)));

        Documented(Section).ExpectStatus(201, accepted);
        foreach (var other in new[] { hash[1..], hash + "0", $"g{hash[1..]}", "" })
        {
            var refused = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("claimed_file_hash", other)));
            Documented(Section).ExpectRefusal(refused, 422, "claimed_file_hash");
        }
    }

    [Theory]
    [InlineData("filename")]
    [InlineData("content_type")]
    [InlineData("size_bytes")]
    [InlineData("claimed_file_hash")]
    public async Task A_required_field_is_required(string field)
    {
        var intent = CreateIntent(Samples.CreatePng());
        intent.Remove(field);

        var absent = await _uploads.CreateAsync(intent);
        var isNull = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), (field, null)));

        Documented(Section).ExpectRefusal(absent, 422, field);
        Documented(Section).ExpectRefusal(isNull, 422, field);
    }

    [Theory]
    [InlineData("upload_mode", "\"sideways\"")]
    [InlineData("content_category", "\"no_such_category\"")]
    [InlineData("compliance_type", "\"no_such_type\"")]
    [InlineData("compliance_image_type", "\"tertiary\"")]
    [InlineData("folder_id", "\"not-a-uuid\"")]
    [InlineData("project_id", "\"not-a-uuid\"")]
    [InlineData("custom_schema_id", "\"not-a-uuid\"")]
    [InlineData("tags", "\"a,b\"")]
    [InlineData("size_bytes", "1.5")]
    [InlineData("size_bytes", "\"many\"")]
    [InlineData("skip_duplicates", "\"perhaps\"")]
    [InlineData("auto_describe", "\"perhaps\"")]
    public async Task A_field_with_an_unknown_value_is_refused(string field, string json)
    {
        var response = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), (field, JsonNode.Parse(json))));

        Assumed($"seed 001 lists what {field} may be").ExpectRefusal(response, 422, field);
    }

    [Fact]
    public async Task A_compliance_type_needs_its_standard()
    {
        var without = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng(), ("compliance_type", "mls")));
        var with = await _uploads.CreateAsync(
            CreateIntent(Samples.CreatePng(), ("compliance_type", "mls"), ("compliance_standard", "nar_baseline")));

        Documented(Section).ExpectRefusal(without, 422, "compliance_standard");
        Documented(Section).ExpectStatus(201, with);
    }

    [Fact]
    public async Task An_Idempotency_Key_has_1_to_128_plain_characters()
    {
        // A later run may repeat fixed values, which are then replayed.
        var fixedIntent = CreateIntent(1, ("claimed_file_hash", new string('0', 64)));
        var shortest = await _uploads.CreateAsync(fixedIntent, "k");
        var longest = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng()), Key(128));

        Documented(Section).ExpectStatus(201, shortest);
        Documented(Section).ExpectStatus(201, longest);
        foreach (var key in new[] { Key(129), "", "two words", "a/b", "a:b" })
            Documented(Section).ExpectRefusal(await _uploads.CreateAsync(CreateIntent(Samples.CreatePng()), key), 422, "Idempotency-Key");
    }

    [Fact]
    public async Task Completing_validates_its_Idempotency_Key_too()
    {
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(Samples.CreatePng()));

        var response = await _uploads.CompleteAsync(upload, Key(129));

        Documented(Section).ExpectRefusal(response, 422, "Idempotency-Key");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_unknown_upload_is_404(string method, string below, string? json)
    {
        var response = await SendAsync(target.Api, method, Samples.UnknownId + below, json);

        Public(Codes).ExpectRefusal(response, 404, code: "HTTP_404");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_upload_id_that_is_not_a_UUID_is_refused(string method, string below, string? json)
    {
        var response = await SendAsync(target.Api, method, "550e8400" + below, json);

        Assumed("as with the ids of files and sessions").ExpectRefusal(response, 422, "upload_id");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Another_tenants_upload_is_404(string method, string below, string? json)
    {
        var otherTenant = target.OtherTenant;
        var upload = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(CreateLongText()));

        var response = await SendAsync(otherTenant, method, upload.GetText("upload_id") + below, json);

        Public(Codes).ExpectRefusal(response, 404, code: "HTTP_404");
        Public(Codes).ExpectEqual("PENDING", (await _uploads.GetStateAsync(upload)).GetText("status"), "status afterwards");
    }

    private static Task<ApiResponse> SendAsync(ApiClient api, string method, string below, string? json)
    {
        if (method != "GET") Target.RequireWriteAccess();
        return api.SendAsync(new HttpMethod(method), $"{DirectUploadDriver.Path}/{below}",
            json is null ? null : ApiClient.CreateJsonContent(json));
    }

    private static string Key(int length) => $"{Samples.CreateMarker("key")}_AZaz09.".PadRight(length, 'x');

    private static IEnumerable<string> NumberedTags(int count) => Enumerable.Range(1, count).Select(i => $"tag{i}");
}
